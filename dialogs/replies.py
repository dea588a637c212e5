"""What goes out to a person, before any channel gives it its own form."""

from dataclasses import dataclass, field
from typing import Literal

#: How many bubbles a reply has at most (domain.md: long advice is not read).
MAX_BUBBLES = 3
#: How many characters a bubble has at most.
MAX_BUBBLE_CHARACTERS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that can be tapped, or typed as its number or label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A labelled way out of the chat.

    `url` is ``https:``, ``tel:`` or the word ``form``, which stands for the consultation form
    and is replaced by an address with a one-time code before the reply is rendered.
    """

    label: str
    url: str


#: The value of `Link.url` that stands for the person's own consultation form.
FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A plain speech bubble."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A bubble with a heading, some lines and links: a desk, the signs found, the form."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tone: Literal["plain", "caution", "danger"] = "plain"

    @property
    def plain(self) -> str:
        """The card as one text, for a terminal, a notification or a screen reader."""
        links = tuple(f"{link.label}: {link.url}" for link in self.links)
        return "\n".join((self.title, *self.lines, *links))


Bubble = Text | Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer of one turn: at most `MAX_BUBBLES` bubbles; the choices hang under the last one."""

    bubbles: tuple[Bubble, ...]
    choices: tuple[Choice, ...] = field(default=())
    #: The state in which the choices were offered; a tap returns it, so that an old button is known.
    state: str = ""
