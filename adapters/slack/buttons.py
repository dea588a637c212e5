"""The beginnings of the action ids that belong to the talk; the staff's desk has others."""

TALK = "talk:"
CHOICE = "talk:choice:"
LINK = "talk:link:"
