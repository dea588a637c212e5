"""What the templates show: every decision is made here, so that they only lay out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.consultation.draft import Draft
from bot.consultation.fields import FIELDS, NEEDS, SECTIONS, Field, FieldKey, Group, GroupKey, Section, SectionKey
from bot.consultation.form import FieldError
from bot.consultation.memo import SignTexts, sign_line
from bot.consultation.texts import ConsultationTexts, FieldText, SectionText

_FEWEST_ROWS, _MOST_ROWS = 4, 14
#: What fits into a line on a narrow phone.
_ROW_CHARACTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field with everything that stands beside it."""

    field: Field
    text: FieldText
    value: str
    mark: str
    required: bool
    #: Where the prefilled value came from, in one or two lines; empty once the person changed it.
    source: tuple[str, ...]
    error: str

    @property
    def rows(self) -> int:
        """How high a field of several lines stands."""
        return min(max(_FEWEST_ROWS, len(self.value) // _ROW_CHARACTERS + self.value.count("\n") + 1), _MOST_ROWS)

    @property
    def described_by(self) -> str:
        """The ids of the words that belong to the field, for a screen reader."""
        parts = {"hint": self.text.hint, "source": self.source, "error": self.error}
        return " ".join(f"{self.field.key}-{name}" for name, words in parts.items() if words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One checkbox."""

    value: str
    label: str
    checked: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Checkboxes under one legend."""

    key: GroupKey
    text: FieldText
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One part of the form."""

    key: SectionKey
    text: SectionText
    parts: tuple[FieldView | GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One answer on the check page, and where it is changed."""

    label: str
    lines: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Shows drafts in the words of the content."""

    texts: ConsultationTexts
    signs: SignTexts

    def sections(self, draft: Draft, errors: Sequence[FieldError] = ()) -> tuple[SectionView, ...]:
        """The whole form, filled in."""
        messages = {error.key: self.message(error, draft) for error in errors}
        return tuple(
            SectionView(
                key=section.key,
                text=self.texts.sections[section.key],
                parts=tuple(self._parts(section, draft, messages)),
            )
            for section in SECTIONS
        )

    def message(self, error: FieldError, draft: Draft) -> str:
        """What to do about `error`."""
        field, label = FIELDS[error.key], self.texts.fields[error.key].label
        return self.texts.errors[error.code].format(label=label, limit=field.limit, count=len(draft.value(error.key)))

    def rows(self, draft: Draft) -> tuple[tuple[SectionText, tuple[Row, ...]], ...]:
        """Every answer, under the headings of the form."""
        return tuple((view.text, tuple(self._rows_of(view))) for view in self.sections(draft))

    def _parts(
        self, section: Section, draft: Draft, messages: Mapping[FieldKey, str]
    ) -> Iterator[FieldView | GroupView]:
        for part in section.parts:
            match part:
                case Field():
                    yield self._field(part, draft, messages)
                case Group(key=key):
                    if boxes := tuple(self._boxes(key, draft)):
                        yield GroupView(key=key, text=self.texts.groups[key], boxes=boxes)

    def _field(self, field: Field, draft: Draft, messages: Mapping[FieldKey, str]) -> FieldView:
        need = next((keys for keys in NEEDS if field.key in keys), ())
        marks = self.texts.marks
        return FieldView(
            field=field,
            text=self._text_of(field),
            value=draft.value(field.key),
            mark=(marks.optional, marks.required, marks.either)[len(need)],
            required=len(need) == 1,
            source=self._source(draft, field.key),
            error=messages.get(field.key, ""),
        )

    def _text_of(self, field: Field) -> FieldText:
        text = self.texts.fields[field.key]
        if field.kind != "select":
            return text
        return FieldText(label=text.label, hint=text.hint, options={"": "", **{p: p for p in self.texts.prefectures}})

    def _source(self, draft: Draft, key: FieldKey) -> tuple[str, ...]:
        prefill, marks = draft.untouched(key), self.texts.marks
        if prefill is None:
            return ()
        if not prefill.sentence:
            return (marks.source_words,)
        return marks.source, marks.source_sentence.format(sentence=prefill.sentence)

    def _boxes(self, key: GroupKey, draft: Draft) -> Iterator[Box]:
        texts = self.texts
        match key:
            case "signs":
                for place, sign in enumerate(draft.signs):
                    line = sign_line(sign, self.signs, texts.draj_memo)
                    yield Box(value=str(place), label=self.signs[sign.code].name, note=line, checked=sign.kept)
            case "wishes":
                yield from (Box(value=w, label=words, checked=w in draft.wishes) for w, words in texts.wishes.items())
            case "at_hand":
                yield from (Box(value=i, label=words, checked=i in draft.at_hand) for i, words in texts.at_hand.items())
            case "shared_with":
                for party, words in texts.shared_with.items():
                    yield Box(value=party, label=words, checked=party in draft.shared_with)

    def _rows_of(self, section: SectionView) -> Iterator[Row]:
        marks = self.texts.marks
        for part in section.parts:
            match part:
                case GroupView():
                    ticked = tuple(box.note or box.label for box in part.boxes if box.checked)
                    yield Row(label=part.text.label, lines=ticked or (marks.none_ticked,), anchor=part.key)
                case FieldView():
                    shown = part.text.options.get(part.value, part.value) or marks.empty
                    yield Row(label=part.text.label, lines=tuple(shown.splitlines()), anchor=part.field.key)
