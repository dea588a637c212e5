"""Matters as members see and change them: the list, one of them, its notes, its closing and its erasing."""
