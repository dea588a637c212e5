"""The consultation pages: from a link in the talk to a memo that the person can send and read out."""
