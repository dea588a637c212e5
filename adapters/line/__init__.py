"""The LINE Messaging API."""
