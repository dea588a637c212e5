"""The road that a person's words mean: the right next step, of the eleven in `Route`."""
