"""Every code that the linter itself gives. What each one means to an editor stands in ``docs/content-editing.md``."""

from typing import Literal

from dialogs.errors import Fault
from dialogs.yaml_files import YamlFile

Code = Literal[
    # Where an answer leads.
    "missing-step", "missing-desk", "unknown-condition", "renamed-step", "no-then", "unstaffed-call", "idle-command",
    "unreachable", "dead-end", "pass-cycle",
    # What can be answered.
    "choice-id", "reserved-choice", "duplicate-choice", "duplicate-label", "duplicate-word", "duplicate-answer",
    "duplicate-pass", "hidden-choice", "many-choices", "long-label", "long-choice", "wrong-value", "duplicate-trigger",
    # What is said.
    "empty-text", "many-bubbles", "long-bubble", "placeholder", "missing-placeholder", "missing-text", "unused-text",
    "forbidden-word", "rule-example",
    # What is claimed as a fact.
    "fact-source", "fact-date", "fact-url", "fact-phone", "fact-empty", "desk-label", "unused-desk", "empty-desk",
]  # fmt: skip

WarningCode = Literal["unconfirmed-fact", "old-fact", "future-fact"]


def fault(file: YamlFile, code: Code | WarningCode, message: str, *place: str | int) -> Fault:
    """A fault at `place` of `file`."""
    return file.fault(code, message, *place)
