"""The words about the content that runs."""

from dataclasses import dataclass

from bot.staff.texts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTexts:
    """The words of ``content.yaml``."""

    title: Words
    version: Words
    changes_title: Words
    change: Words
    more_files: Words
    unsaved: Words
    no_history: Words
    diagram: Words
    no_diagram: Words
