"""One package for each channel, all with the same four modules: parsing, rendering, sending, adapter."""
