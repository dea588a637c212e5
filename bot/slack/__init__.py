"""How Slack comes in: one Bolt app behind our own door, for the talk of a person and for the desk of the staff."""
