"""The desk of the staff in Slack: what members can ask for, see, answer and change."""
