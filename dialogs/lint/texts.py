"""Every text that the engine uses is there, is used, and has the placeholders that are filled in."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Final, get_args

from dialogs.build import DEFAULT_FACTS
from dialogs.composer import SIGN_NO, SIGN_YES
from dialogs.conversation import SLOT_KEYS
from dialogs.errors import Fault
from dialogs.events import MediaKind
from dialogs.lint.codes import fault
from dialogs.lint.content import Content
from dialogs.warning import WarningKind
from dialogs.yaml_files import Place, YamlFile, strings

Names = frozenset[str]

_NONE: Final[Names] = frozenset()
_FACTS: Final[Names] = frozenset(DEFAULT_FACTS)
#: What a step's `say` may tell of the conversation, beside the facts.
_SAYS: Final[Names] = frozenset({"cases"})
_PLAIN_TEXTS = (
    "signs_title", "signs_intro", "calm", "calm_paid", "retracted", "denied", "asked_sign_lead",
    "miss", "two_misses", "old_button",
    "welcome_back", "resumed", "help", "nothing_before", "warn_short", "warn_short_paid", "form_title", "form_intro",
    "form_empty", "form_link", "paid_true", "paid_false", "between_labels", "cases_none", SIGN_YES, SIGN_NO,
    "weekdays", "staff_late",
)  # fmt: skip
#: Every named text of the engine with the placeholders that it must have, courtesies aside.
TEXTS: Final[Mapping[str, Names]] = {
    **dict.fromkeys(_PLAIN_TEXTS, _NONE),
    **{f"warn_{kind}{part}": _NONE for kind in get_args(WarningKind) for part in ("", "_title")},
    **{f"media_{kind}": _NONE for kind in get_args(MediaKind)},
    "notice": frozenset({"retention_days"}),
    "sign_line": frozenset({"quote", "name", "case"}),
    "sign_line_plain": frozenset({"quote", "name"}),
    "signs_more": frozenset({"count"}),
    "erased": frozenset({"utterances", "slots", "signs"}),
    "noted": frozenset({"labels"}),
    "form_expires": frozenset({"form_code_hours"}),
    "form_summary": frozenset({"label", "value"}),
    "amount": frozenset({"yen"}),
    "phone_line": frozenset({"phone"}),
    "staff_away": frozenset({"month", "day", "weekday", "time"}),
    "staff_said": frozenset({"words"}),
}
#: Placeholders that are filled in but may be left out.
_MAY: Final[Mapping[str, Names]] = {"sign_line_plain": frozenset({"case"})}
#: Not filled in by the composer, but by the card of a desk.
_WITHOUT_FACTS: Final = frozenset({"phone_line"})


def check_keys(content: Content) -> Iterator[Fault]:
    """The texts are those that the engine uses: none is missing, none is left over."""
    file, labels = content.files["texts.yaml"], content.files["slot_labels.yaml"]
    for key in sorted(expected(content).keys() - content.catalog.texts.keys()):
        yield fault(file, "missing-text", f"the program needs the text {key}")
    for key in sorted((content.names("texts.yaml") or _NONE) - expected(content).keys()):
        yield fault(file, "unused-text", f"nothing says the text {key}", key)
    for key in SLOT_KEYS:
        if f"label_{key}" not in content.catalog.texts:
            yield fault(labels, "missing-text", f"{key} has no name")
    for key in sorted((content.names("slot_labels.yaml") or _NONE) - set(SLOT_KEYS)):
        yield fault(labels, "unused-text", f"{key} is no value that the program knows", key)


def check_placeholders(content: Content) -> Iterator[Fault]:
    """Every ``{name}`` is filled in where it stands, and none that is needed is missing."""
    for file, place, text, must, may in _texts(content):
        try:
            used = placeholders(text)
        except ValueError as error:
            yield fault(file, "placeholder", f"{error}; write {{{{ or }}}} for a bracket", *place)
            continue
        for name in sorted(used - must - may):
            yield fault(file, "placeholder", f"{{{name}}} is not filled in here", *place)
        for name in sorted(must - used):
            yield fault(file, "missing-placeholder", f"{{{name}}} is missing", *place)


def check_emptiness(content: Content) -> Iterator[Fault]:
    """No text is empty."""
    for path, file in content.files.items():
        if path in {"texts.yaml", "slot_labels.yaml"} or path.startswith("dialogs/"):
            for place, text in strings(file.data):
                if not text.strip():
                    yield fault(file, "empty-text", "the text is empty", *place)


def expected(content: Content) -> dict[str, Names]:
    """Every text that the engine uses with this content, with the placeholders that it must have."""
    return {**TEXTS, **{f"courtesy_{name}": _NONE for name in content.catalog.words.courtesies}}


def placeholders(text: str) -> Names:
    """The names in braces; raises ValueError where the braces do not match."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def fillable(text: str, names: Names) -> str:
    """The text itself where `names` fill it, else the text with its braces taken as they are."""
    try:
        if placeholders(text) <= names:
            return text
    except ValueError:
        pass
    return text.replace("{", "{{").replace("}", "}}")


def may_say(key: str) -> Names:
    """The placeholders that the named text, or the part ``say`` and so on of a step, may have."""
    match key:
        case "say":
            return _FACTS | _SAYS
        case "ask" | "lines":
            return _FACTS
        case _:
            return (_NONE if key in _WITHOUT_FACTS else _FACTS) | TEXTS.get(key, _NONE) | _MAY.get(key, _NONE)


_Row = tuple[YamlFile, Place, str, Names, Names]


def _texts(content: Content) -> Iterator[_Row]:
    """Every text for people in the talk, with the placeholders that it must and may have."""
    yield from _named_texts(content)
    yield from _step_texts(content)
    yield from _texts_of_others(content)


def _named_texts(content: Content) -> Iterator[_Row]:
    for key in sorted(content.names("texts.yaml") or _NONE):
        text = content.catalog.texts.get(key, "")
        yield content.files["texts.yaml"], (key,), text, TEXTS.get(key, _NONE), may_say(key)


def _step_texts(content: Content) -> Iterator[_Row]:
    for state, step in content.catalog.steps.items():
        file, place = content.step_place(state)
        yield file, (*place, "ask"), step.ask, _NONE, may_say("ask")
        for index, text in enumerate(step.say):
            yield file, (*place, "say", index), text, _NONE, may_say("say")
        for index, choice in enumerate(step.choices):
            yield file, (*place, "choices", index, "label"), choice.label, _NONE, _NONE
        for index, card in enumerate(step.cards):
            yield file, (*place, "cards", index, "title"), card.title, _NONE, _NONE
            for at, line in enumerate(card.lines):
                yield file, (*place, "cards", index, "lines", at), line, _NONE, may_say("lines")


def _texts_of_others(content: Content) -> Iterator[_Row]:
    """Texts that are shown as they stand: the names of values, the desks, the words about a sign."""
    for path in ("slot_labels.yaml", "desks.yaml"):
        if path in content.files:
            for place, text in strings(content.files[path].data):
                yield content.files[path], place, text, _NONE, _NONE
    for code, sign in content.signs.items():
        for key in ("name", "explains", "ask", "counsellor", "draj"):
            yield content.sign_file(code), ("text", key), getattr(sign, key), _NONE, _NONE
