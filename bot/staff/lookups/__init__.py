"""What a member asks and nothing is changed by: the signs of a text, the figures, the content that runs."""
