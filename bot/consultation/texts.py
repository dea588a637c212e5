"""The words of the consultation pages and of the memo, read once from the content folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Final, get_args

from bot.consultation.fields import FieldKey, GroupKey, Item, Party, SectionKey, Wish
from bot.consultation.form import ErrorCode
from dialogs.catalog import Fact
from dialogs.errors import ContentError, Fault
from dialogs.yaml_files import Place, YamlFile, decode, read_yaml, strings

#: Below the content folder of one language.
CONSULTATION_FILE: Final = Path("pages/consultation.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every page."""

    name: str
    title: str
    operator: str
    operator_unknown: str
    erase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Small words beside a field."""

    required: str
    either: str
    optional: str
    source: str
    source_sentence: str
    source_words: str
    error: str
    empty: str
    none_ticked: str
    unchosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """A heading of the form and the line below it."""

    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldText:
    """The words of one field or of one group of checkboxes."""

    label: str
    hint: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The form itself."""

    title: str
    lead: tuple[str, ...]
    needs_title: str
    needs_before: str
    needs: tuple[str, ...]
    needs_after: str
    marks: str
    trouble_title: str
    trouble_prefix: str
    trouble_lead: str
    submit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Check your answers, and consent."""

    title: str
    lead: str
    change: str
    change_of: str
    consent_title: str
    consent_lines: tuple[str, ...]
    consent: str
    no_consent: str
    changed: str
    submit: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do after the form."""

    title: str
    lines: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """After sending: the number, what comes next, and the memo."""

    title: str
    reference: str
    not_yet: str
    lines: tuple[str, ...]
    next_title: str
    draj: NextStep
    draj_page: Fact
    draj_form_link: str
    hotline: NextStep
    for_organization: str
    memo_title: str
    memo_lead: str
    draj_memo: str
    hotline_memo: str
    copy_button: str
    copied: str
    not_copied: str
    print_button: str
    erase_lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A page that only says something, and perhaps asks for one press."""

    title: str
    lines: tuple[str, ...]
    steps: tuple[str, ...] = ()
    button: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Every page that is neither form, check nor done."""

    press: Message
    gone: Message
    no_session: Message
    too_large: Message
    busy: Message
    erase: Message
    erased: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class DrajMemoWords:
    """The memo for DRAJ's form, one labelled line an item."""

    reference: str
    person: str
    contact: str
    summary: str
    signs: str
    sign: str
    sign_without_case: str
    vendor: str
    vendor_person: str
    trigger: str
    device: str
    history: str
    contract_date: str
    money: str
    paid: dict[str, str]
    wishes: str
    sharing: str
    shared: dict[Party, str]
    undecided: str
    at_hand: str
    unsaid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineMemoWords:
    """Sentences to read out at 188."""

    name: str
    organization: str
    prefecture: str
    vendor: str
    device: str
    symptom: str
    damage: str
    signs: str
    sign: str
    sign_without_case: str
    contract_date: str
    amount: str
    paid: dict[str, str]
    wishes: str
    wish: str
    shared: str
    undecided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationTexts:
    """Every word of the pages and of the memo."""

    frame: Frame
    marks: Marks
    sections: dict[SectionKey, SectionText]
    fields: dict[FieldKey, FieldText]
    groups: dict[GroupKey, FieldText]
    prefectures: tuple[str, ...]
    wishes: dict[Wish, str]
    at_hand: dict[Item, str]
    shared_with: dict[Party, str]
    errors: dict[ErrorCode, str]
    form: FormPage
    check: CheckPage
    done: DonePage
    messages: Messages
    draj_memo: DrajMemoWords
    hotline_memo: HotlineMemoWords


def load_consultation_texts(content_dir: Path) -> ConsultationTexts:
    """The words of the pages.

    Raises:
        ContentError: the file has faults, all of which it carries.
    """
    file, faults = read_yaml(content_dir / CONSULTATION_FILE, CONSULTATION_FILE.as_posix())
    texts = None
    if file is not None:
        texts, wrong_shape = decode(file, ConsultationTexts)
        faults += [*wrong_shape, *_placeholder_faults(file)]
        faults += _missing_words(file, texts) if texts is not None else ()
    if texts is None or faults:
        raise ContentError(faults)
    return texts


#: What the pages put into a text, by the place of the text or of a part around it.
_FACTS = frozenset({"operator", "days", "hours"})
_PLACEHOLDERS: Mapping[Place, frozenset[str]] = {
    ("frame", "title"): frozenset({"page"}),
    ("frame", "operator"): _FACTS,
    ("marks", "source_sentence"): frozenset({"sentence"}),
    ("errors", "too_long"): frozenset({"label", "limit", "count"}),
    ("check", "change_of"): frozenset({"label"}),
    ("check", "consent_lines"): _FACTS,
    ("done", "lines"): _FACTS,
    ("messages",): _FACTS,
    ("draj_memo", "sign"): frozenset({"quote", "case", "draj"}),
    ("draj_memo", "sign_without_case"): frozenset({"quote", "draj"}),
    ("draj_memo", "vendor_person"): frozenset({"vendor_person"}),
    ("hotline_memo", "sign"): frozenset({"quote", "case", "counsellor"}),
    ("hotline_memo", "sign_without_case"): frozenset({"quote", "counsellor"}),
    **{
        ("hotline_memo", key): frozenset({key})
        for key in (
            "name", "organization", "prefecture", "vendor", "device", "symptom",
            "contract_date", "amount", "wishes", "wish",
        )
    },
}  # fmt: skip


def _placeholder_faults(file: YamlFile) -> Iterator[Fault]:
    for place, text in strings(file.data):
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            yield file.fault("placeholder", str(error), *place)
            continue
        for name in sorted(used - _allowed(place)):
            yield file.fault("placeholder", f"{{{name}}} is not filled in here", *place)


def _allowed(place: Place) -> frozenset[str]:
    around = (place[:length] for length in range(len(place), 0, -1))
    return next((_PLACEHOLDERS[part] for part in around if part in _PLACEHOLDERS), frozenset())


def _missing_words(file: YamlFile, texts: ConsultationTexts) -> Iterator[Fault]:
    tables: Mapping[str, tuple[Iterable[str], object]] = {
        "sections": (texts.sections, SectionKey),
        "fields": (texts.fields, FieldKey),
        "groups": (texts.groups, GroupKey),
        "wishes": (texts.wishes, Wish),
        "at_hand": (texts.at_hand, Item),
        "shared_with": (texts.shared_with, Party),
        "errors": (texts.errors, ErrorCode),
    }
    for name, (present, kind) in tables.items():
        for key in sorted(set(get_args(kind)) - set(present)):
            yield file.fault("missing-text", f"{name} has no {key}", name)
