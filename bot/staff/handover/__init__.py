"""A live talk between a person and a member of the staff: called for, taken, relayed both ways, given back."""
