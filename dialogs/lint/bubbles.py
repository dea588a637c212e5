"""No reply is longer than a person in trouble reads: measured on the composer's own bubbles at their longest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Final, get_args

from msgspec.structs import asdict

from dialogs.catalog import Catalog, Step
from dialogs.composer import MAX_QUOTE_CHARACTERS, MAX_VALUE_CHARACTERS, SIGN_NO, SIGN_YES, Composer, Lead
from dialogs.conversation import SIGN_CODES, SLOT_KEYS, AskedSign, Conversation, NotedSign, SignCode, Slot
from dialogs.errors import Fault
from dialogs.lint.choices import MAX_LABEL, graphemes
from dialogs.lint.codes import fault
from dialogs.lint.content import Content
from dialogs.lint.texts import expected, fillable, may_say
from dialogs.replies import MAX_BUBBLE_CHARACTERS, MAX_BUBBLES, Bubble, Text
from dialogs.signs.content import TextEntry
from dialogs.signs.texts import SignText
from dialogs.warning import WarningKind
from dialogs.yaml_files import Place, YamlFile

#: The longest that the service's settings allow.
LONGEST_FACTS: Final[Mapping[str, str]] = {
    "operator_name": "あ" * 60,
    "retention_days": "3650",
    "form_code_hours": "720",
}
_LONGEST_COUNT = "99"
_LONGEST_YEN = 99_999_999
_LONG = "あ"
#: More than anybody reports in one message.
_SIGNS_AT_ONCE = 10
_PROBE = "probe/step"
_NO_CHOICE_STEP = Step(ask="", choices=())
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def check_bubble_counts(content: Content) -> Iterator[Fault]:
    """A step says at most three bubbles: say, cards, desks, the form and the question together."""
    for state, step in content.catalog.steps.items():
        count = len(step.say) + len(step.cards) + len(step.desks) + int(step.form) + 1
        if count > MAX_BUBBLES:
            file, place = content.step_place(state)
            yield fault(file, "many-bubbles", f"{count} bubbles with the question; at most {MAX_BUBBLES}", *place)


def check_bubble_lengths(content: Content) -> Iterator[Fault]:
    """Every bubble that can come of the content is short enough."""
    probe = _Probe.of(content)
    for file, place, bubble in chain(*(bubbles(content, probe) for bubbles in (_steps, _desks, _named_texts, _signs))):
        length = _length(bubble)
        if length > MAX_BUBBLE_CHARACTERS:
            message = f"up to {length} characters in one bubble; at most {MAX_BUBBLE_CHARACTERS}"
            yield fault(file, "long-bubble", message, *place)


def check_own_labels(content: Content) -> Iterator[Fault]:
    """The labels of the engine's own buttons fit on a button."""
    for key in (SIGN_YES, SIGN_NO):
        label = content.catalog.texts.get(key, "")
        if graphemes(label) > MAX_LABEL:
            message = f"{graphemes(label)} characters; a button shows {MAX_LABEL}"
            yield fault(content.files["texts.yaml"], "long-label", message, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probe:
    """The content with every text made fillable, and a person about whom everything is known."""

    catalog: Catalog
    signs: Mapping[SignCode, TextEntry]
    person: Conversation

    @classmethod
    def of(cls, content: Content) -> "_Probe":
        texts = {key: fillable(text, may_say(key)) for key, text in content.catalog.texts.items()}
        catalog = replace(content.catalog, texts={**dict.fromkeys(expected(content), ""), **_no_labels(), **texts})
        signs = tuple(_noted(code) for code in SIGN_CODES if code in content.signs)
        person = Conversation(state=_PROBE, slots=_slots(catalog), signs=signs)
        return cls(catalog=catalog, signs=content.signs, person=person)

    def composer(self, step: Step = _NO_CHOICE_STEP) -> Composer:
        """A composer whose only step is `step`."""
        signs = {code: _sign_text(code, text) for code, text in self.signs.items()}
        return Composer(replace(self.catalog, steps={_PROBE: step}), signs, LONGEST_FACTS)

    def bubbles(self, step: Step, lead: Lead = Lead()) -> tuple[Bubble, ...]:  # noqa: B008 - a frozen value
        """What the composer says on arriving at `step`."""
        return self.composer(step).enter(self.person, lead).bubbles


def _steps(content: Content, probe: _Probe) -> Iterator[tuple[YamlFile, Place, Bubble]]:
    for state, step in content.catalog.steps.items():
        file, place = content.step_place(state)
        for where, alone in _parts(step):
            yield file, (*place, *where), probe.bubbles(alone)[0]


def _parts(step: Step) -> Iterator[tuple[Place, Step]]:
    """The step's own bubbles one by one, each as a step that says nothing before it."""
    yield ("ask",), replace(_NO_CHOICE_STEP, ask=fillable(step.ask, may_say("ask")))
    for index, text in enumerate(step.say):
        yield ("say", index), replace(_NO_CHOICE_STEP, say=(fillable(text, may_say("say")),))
    for index, card in enumerate(step.cards):
        lines = tuple(fillable(line, may_say("lines")) for line in card.lines)
        yield ("cards", index), replace(_NO_CHOICE_STEP, cards=(replace(card, lines=lines),))
    if step.form:
        yield ("form",), replace(_NO_CHOICE_STEP, form=True)


def _desks(content: Content, probe: _Probe) -> Iterator[tuple[YamlFile, Place, Bubble]]:
    for name in content.catalog.desks:
        yield content.files["desks.yaml"], (name,), probe.bubbles(replace(_NO_CHOICE_STEP, desks=(name,)))[0]


def _named_texts(content: Content, probe: _Probe) -> Iterator[tuple[YamlFile, Place, Bubble]]:
    file, composer = content.files.get("texts.yaml"), probe.composer()
    if file is None:
        return
    values = {"labels": composer.labels(probe.person.slots), "quote": _LONG * MAX_QUOTE_CHARACTERS}
    for key in expected(content).keys() & content.catalog.texts.keys():
        filled = {name: values.get(name, _LONGEST_COUNT) for name in may_say(key) - LONGEST_FACTS.keys()}
        yield file, (key,), Text(text=composer.text(key, **filled))
    for kind in get_args(WarningKind):
        yield file, (f"warn_{kind}",), composer.stay(probe.person, Lead(warning=kind)).bubbles[0]


def _signs(content: Content, probe: _Probe) -> Iterator[tuple[YamlFile, Place, Bubble]]:
    """The card that names a sign first and others after it, and the question about it."""
    one_card = replace(_NO_CHOICE_STEP, form=True)
    kinds: tuple[WarningKind, ...] = ("open", "paid")
    for index, sign in enumerate(probe.person.signs):
        file = content.sign_file(sign.code)
        named = probe.person.signs[index : index + _SIGNS_AT_ONCE]
        for kind in kinds:
            yield file, ("text", "name"), probe.bubbles(one_card, Lead(signs=named, warning=kind))[0]
        asked = AskedSign(code=sign.code, quote=sign.quote, message_id="")
        yield file, ("text", "ask"), probe.composer().ask_sign(probe.person, asked, arrived=False).bubbles[-1]


def _sign_text(code: SignCode, text: TextEntry) -> SignText:
    return SignText(code=code, **{**asdict(text), "ask": fillable(text.ask, frozenset())})


def _slots(catalog: Catalog) -> tuple[Slot, ...]:
    texts = catalog.texts
    special: dict[str, int | bool] = {
        "amount_yen": _LONGEST_YEN,
        "paid": len(texts["paid_true"]) > len(texts["paid_false"]),
    }
    long = _LONG * MAX_VALUE_CHARACTERS
    return tuple(Slot(key=key, value=special.get(key, long), sentence=long) for key in SLOT_KEYS)


def _noted(code: SignCode) -> NotedSign:
    return NotedSign(code=code, quote=_LONG * MAX_QUOTE_CHARACTERS, message_id="", at=_LONG_AGO)


def _no_labels() -> dict[str, str]:
    return {f"label_{key}": "" for key in SLOT_KEYS}


def _length(bubble: Bubble) -> int:
    return len(bubble.text) if isinstance(bubble, Text) else len(bubble.title) + sum(map(len, bubble.lines))
