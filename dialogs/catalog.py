"""The loaded content of the dialog: steps, texts, words, desks. Values only; `catalog_files` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dialogs.conversation import Route, SignCode, SlotKey

Sure = Literal["official", "secondary", "unconfirmed"]
Tone = Literal["plain", "caution", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number, an address or an hour of a desk, with the page that says so."""

    value: str
    source: str
    checked_on: str
    sure: Sure

    @property
    def shown(self) -> bool:
        """Only what the body itself says reaches a person; the rest waits for someone to check it."""
        return self.sure == "official" and bool(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A place to turn to."""

    name: str
    takes: str
    page: Fact
    page_label: str
    phone: Fact | None = None
    phone_label: str = ""
    hours: Fact | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    """An answer that a step offers: where it leads and what choosing it says."""

    id: str
    label: str
    goto: str
    #: Other words for the same answer, looked for inside what was typed.
    words: tuple[str, ...] = ()
    answer: Literal["yes", "no"] | None = None
    #: The sign that the person reports by choosing it.
    sign: SignCode | None = None
    #: The road that the person wishes by choosing it.
    route: Route | None = None
    #: Slots that choosing it states, for example ``paid: true``.
    sets: dict[SlotKey, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A step that need not be asked: on entry, where `when` holds, the dialog goes on to `goto`."""

    when: str
    goto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A card written in a step."""

    title: str
    lines: tuple[str, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One place in a dialog: what is said there, what is asked, and where each answer leads."""

    ask: str
    choices: tuple[StepChoice, ...]
    say: tuple[str, ...] = ()
    cards: tuple[Notice, ...] = ()
    #: Desks shown as cards.
    desks: tuple[str, ...] = ()
    #: The card with the link to the person's own form.
    form: bool = False
    passes: tuple[Pass, ...] = ()
    #: The slot that free text fills here, and where the dialog goes when it is filled.
    takes: SlotKey | None = None
    then: str | None = None
    #: Where a newly found sign leads; empty keeps the question that is open.
    on_sign: str | None = None
    #: Words that led here may already answer the question here.
    read_on: bool = False
    #: Nothing more is asked; the person may stop here.
    final: bool = False
    #: Arriving here calls for a human, or ends that; or a human answers here and the dialog says nothing.
    staff: Literal["calls", "answers", "ends"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Words that work everywhere. `goto` is empty for those that the engine itself carries out."""

    words: tuple[str, ...]
    goto: str | None = None
    route: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """Words that come before everything else, and the step that answers them."""

    words: tuple[str, ...]
    #: Where one of these stands as well, the words mean something else.
    unless: tuple[str, ...] = ()
    #: Where two are spoken of, the higher rank is answered.
    rank: int
    goto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Forms of yes and no, and of not knowing or not wanting to say."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAnswers:
    """Words anywhere in a short text that say whether the vendor did what was just asked; no goes before yes."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesy:
    """Thanks, a greeting, a pause: a word of courtesy that deserves one back and changes nothing."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningWords:
    """Words that tell whether money is still open after some was paid, and what left the house."""

    still_open: tuple[str, ...]
    billed: tuple[str, ...]
    shipped: tuple[str, ...]
    contracted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All words that the engine itself looks for."""

    commands: dict[str, Command]
    dangers: dict[str, Danger]
    answers: Answers
    sign_answers: SignAnswers
    courtesies: dict[str, Courtesy]
    warning: WarningWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything the engine says and where it leads."""

    steps: Mapping[str, Step]
    #: Named sentences of the engine itself.
    texts: Mapping[str, str]
    words: Words
    desks: Mapping[str, Desk]
    #: The step where each road begins.
    roads: Mapping[Route, str]
    #: Old state names and what they are called now.
    renamed: Mapping[str, str]
    #: Digest of all content files, so that a conversation knows what it was held on.
    version: str

    def step(self, state: str) -> Step:
        """The step named `state`."""
        return self.steps[state]

    def current(self, state: str) -> str:
        """`state` as it is called today, or empty where it no longer exists."""
        name = self.renamed.get(state, state)
        return name if name in self.steps else ""
