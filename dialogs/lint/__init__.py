"""Find every fault of the content at once, before a person meets it."""

from dialogs.lint.check import check_content, check_dialog, warnings

__all__ = ["check_content", "check_dialog", "warnings"]
