"""Canned replies on their way: found, filled in, looked at, used."""
