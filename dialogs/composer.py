"""Put sentences of the catalog into bubbles: never more than three, none too long, the question last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from dialogs.catalog import Catalog, Desk, Notice, Step
from dialogs.conversation import SIGN_CODES, AskedSign, Conversation, NotedSign, SignCode, Slot
from dialogs.replies import FORM, MAX_BUBBLE_CHARACTERS, MAX_BUBBLES, Bubble, Card, Choice, Link, Reply, Text
from dialogs.signs.texts import SignText
from dialogs.warning import WarningKind

MAX_QUOTE_CHARACTERS = 24
MAX_NAMED_SIGNS = 3
MAX_VALUE_CHARACTERS = 20
#: Values shown on the card of the form, the most telling first.
_SUMMARY_KEYS = ("vendor", "amount_yen", "paid", "device", "symptom")
#: Answers to a sign that was asked about.
SIGN_YES = "sign_yes"
SIGN_NO = "sign_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What stands before a step's own words: signs found, a warning, a sentence."""

    signs: tuple[NotedSign, ...] = ()
    warning: WarningKind | None = None
    texts: tuple[str, ...] = ()
    #: A sentence after the signs, where no warning is due and there is room.
    calm: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing stands before the step's own words."""
        return not (self.signs or self.warning or self.texts)


class Composer:
    """Builds replies from the catalog; `facts` are the values of the placeholders that every text may use."""

    def __init__(self, catalog: Catalog, sign_texts: Mapping[SignCode, SignText], facts: Mapping[str, str]) -> None:
        self._catalog = catalog
        self._sign_texts = sign_texts
        self._facts = dict(facts)

    def text(self, key: str, /, **values: object) -> str:
        """The named sentence with its placeholders filled."""
        return self._fill(self._catalog.texts[key], **values)

    def enter(self, conversation: Conversation, lead: Lead) -> Reply:
        """The reply on arriving at a step: the lead, the step's own bubbles, its question."""
        step = self._catalog.step(conversation.state)
        must = self._cards(step, conversation)[: MAX_BUBBLES - (1 if lead.is_empty else 2)]
        leads = self._leads(lead, room=MAX_BUBBLES - 1 - len(must))
        values = self._values(conversation)
        says = [Text(text=self._fill(text, **values)) for text in step.say]
        says = says[: MAX_BUBBLES - 1 - len(must) - len(leads)]
        return self._reply(conversation, [*leads, *says, *must], step.ask)

    def stay(self, conversation: Conversation, lead: Lead) -> Reply:
        """The reply that comes back to the open question, without repeating the step's own bubbles."""
        step = self._catalog.step(conversation.state)
        return self._reply(conversation, self._leads(lead, room=MAX_BUBBLES - 1), step.ask)

    def ask_sign(self, conversation: Conversation, asked: AskedSign, *, arrived: bool) -> Reply:
        """The question about a likely sign, in the place of the open question; cards of a new step come first."""
        question = f"{self.text('asked_sign_lead')}\n{self._sign_texts[asked.code].ask}"
        cards = self._cards(self._catalog.step(conversation.state), conversation) if arrived else []
        reply = self._reply(conversation, cards, question)
        choices = tuple(Choice(id=name, label=self.text(name)) for name in (SIGN_YES, SIGN_NO))
        return Reply(bubbles=reply.bubbles, choices=choices, state=reply.state)

    def alone(self, *texts: str) -> Reply:
        """Sentences with no question after them."""
        return Reply(bubbles=tuple(Text(text=text) for text in texts))

    def _reply(self, conversation: Conversation, bubbles: Sequence[Bubble], ask: str) -> Reply:
        question = self._fill(ask)
        if not conversation.notice_given:
            question = f"{question}\n\n{self.text('notice')}"
        step = self._catalog.step(conversation.state)
        choices = tuple(Choice(id=choice.id, label=choice.label) for choice in step.choices)
        return Reply(bubbles=(*bubbles, Text(text=question)), choices=choices, state=conversation.state)

    def _leads(self, lead: Lead, room: int) -> list[Bubble]:
        """The lead in at most `room` bubbles; where there is one only, signs and warning share a card."""
        bubbles: list[Bubble] = [Text(text=text) for text in lead.texts]
        if lead.signs and lead.warning and room - len(bubbles) < 2:  # noqa: PLR2004 - one card each needs two
            short = self.text("warn_short_paid" if lead.warning == "paid" else "warn_short")
            return [self._sign_card(lead.signs, short)]
        if lead.signs:
            bubbles.append(self._sign_card(lead.signs))
        if lead.warning:
            bubbles.append(self._warning_card(lead.warning))
        elif lead.calm:
            bubbles.append(Text(text=lead.calm))
        return bubbles[: max(room, 1)]

    def _sign_card(self, signs: Sequence[NotedSign], last_line: str = "") -> Card:
        ordered = sorted(signs, key=lambda sign: (sign.code != "P", SIGN_CODES.index(sign.code)))
        tail = (last_line,) if last_line else ()
        intro = self.text("signs_intro")
        lines: list[str] = []
        title = self.text("signs_title")
        room = MAX_BUBBLE_CHARACTERS - len(title) - len(intro) - len(last_line) - len(self.text("signs_more", count=99))
        for sign in ordered[:MAX_NAMED_SIGNS]:
            line = self._sign_line(sign)
            if len(line) > room and lines:
                break
            room -= len(line)
            lines.append(line)
        left = len(ordered) - len(lines)
        more = (self.text("signs_more", count=left),) if left else ()
        return Card(title=title, lines=(*lines, *more, intro, *tail), tone="caution")

    def _sign_line(self, sign: NotedSign) -> str:
        about = self._sign_texts[sign.code]
        name = "sign_line" if about.case else "sign_line_plain"
        return self.text(name, quote=shorten(sign.quote, MAX_QUOTE_CHARACTERS), name=about.name, case=about.case)

    def _warning_card(self, kind: WarningKind) -> Card:
        lines = tuple(self.text(f"warn_{kind}").splitlines())
        return Card(title=self.text(f"warn_{kind}_title"), lines=lines, tone="caution")

    def _cards(self, step: Step, conversation: Conversation) -> list[Bubble]:
        cards: list[Bubble] = [self._notice_card(notice) for notice in step.cards]
        cards += [desk_card(self._catalog.desks[name], self._catalog.texts) for name in step.desks]
        return [*cards, self._form_card(conversation)] if step.form else cards

    def _notice_card(self, notice: Notice) -> Card:
        return Card(title=notice.title, lines=tuple(self._fill(line) for line in notice.lines), tone=notice.tone)

    def _form_card(self, conversation: Conversation) -> Card:
        known = [slot for key in _SUMMARY_KEYS if (slot := next((s for s in conversation.slots if s.key == key), None))]
        intro = self.text("form_intro" if known else "form_empty")
        lines = tuple(self._summary_line(slot) for slot in known)
        link = Link(label=self.text("form_link"), url=FORM)
        return Card(title=self.text("form_title"), lines=(intro, *lines, self.text("form_expires")), links=(link,))

    def _summary_line(self, slot: Slot) -> str:
        label = self._catalog.texts[f"label_{slot.key}"]
        return self.text("form_summary", label=label, value=shorten(self.value(slot), MAX_VALUE_CHARACTERS))

    def _values(self, conversation: Conversation) -> dict[str, str]:
        """What a step may say of this conversation: the CASEs of DRAJ's page that its signs belong to."""
        cases = sorted({self._sign_texts[sign.code].case for sign in conversation.signs} - {""})
        return {"cases": self.text("between_labels").join(cases) or self.text("cases_none")}

    def value(self, slot: Slot) -> str:
        """A slot's value as a person reads it."""
        match slot.value:
            case bool():
                return self.text("paid_true" if slot.value else "paid_false")
            case int():
                return self.text("amount", yen=f"{slot.value:,}")
            case str():
                return slot.value
            case _:
                assert_never(slot.value)

    def labels(self, slots: Sequence[Slot]) -> str:
        """The names of slots as a person reads them."""
        return self.text("between_labels").join(self._catalog.texts[f"label_{slot.key}"] for slot in slots)

    def _fill(self, text: str, /, **values: object) -> str:
        return text.format_map({**self._facts, **values}).rstrip("\n") if "{" in text else text.rstrip("\n")


def desk_card(desk: Desk, texts: Mapping[str, str]) -> Card:
    """A desk as a card; a fact that nobody has confirmed is left out."""
    links: list[Link] = []
    if desk.phone and desk.phone.shown:
        links.append(Link(label=desk.phone_label, url=f"tel:{desk.phone.value}"))
    if desk.page.shown:
        links.append(Link(label=desk.page_label, url=desk.page.value))
    phone = (texts["phone_line"].format(phone=desk.phone.value),) if desk.phone and desk.phone.shown else ()
    hours = (desk.hours.value,) if desk.hours and desk.hours.shown else ()
    return Card(title=desk.name, lines=(desk.takes, *phone, *hours, *desk.notes), links=tuple(links))


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer than `limit`."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
