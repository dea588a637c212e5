"""One saying in the two languages of the staff."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same in Japanese and in English; both have the same placeholders."""

    ja: str
    en: str

    def say(self, language: Language, /, **values: object) -> str:
        """The words in `language`, with `values` in their ``{placeholders}``."""
        words = self.ja if language == "ja" else self.en
        return words.format_map(values)
