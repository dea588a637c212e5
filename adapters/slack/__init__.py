"""Slack: a person's talk with the app in a direct message."""
