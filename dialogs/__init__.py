"""The channel-neutral core: what is understood and what is said, as a function of its input."""
