"""The words of the desk in their two languages, one module for each part of the desk and each file of its texts."""
