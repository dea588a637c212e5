"""Replies that staff pick instead of writing them: found by words, filled in, measured for where they go."""
