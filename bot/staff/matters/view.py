"""One matter as a modal. What a person said stands in plain text only, where nothing of it is markup."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.consultation.yen import spoken_yen
from bot.staff.frame.blocks import (
    Block,
    View,
    actions,
    button,
    confirm,
    context,
    cut,
    divider,
    header,
    markdown,
    modal,
    section,
)
from bot.staff.frame.calls import Call
from bot.staff.frame.moments import shown
from bot.staff.handover.cards import TAKE
from bot.staff.matters.sheet import Sheet
from bot.staff.texts.words import Words
from bot.store.matters import KeptMatter
from dialogs.conversation import Slot

NOTE: Final = "desk:matters:note"
CLOSE: Final = "desk:matters:close"
REOPEN: Final = "desk:matters:reopen"
ERASE: Final = "desk:matters:erase"

_LONGEST_LIST = 2900
_LONGEST_SAID = 800
_SAID = 15


def view_matter(call: Call, sheet: Sheet, news: str) -> View:
    """The modal of one matter, under `news`, which are words of ours."""
    texts, matter = call.desk.texts, sheet.matter
    blocks = [
        *([markdown(news)] if news else []),
        header(matter.reference),
        markdown(_facts(call, sheet)),
        actions(*_buttons(call, matter)),
        *_listed(call, texts.matters.matter.signs, _signs(call, sheet), texts.matters.matter.no_signs),
        *_listed(call, texts.matters.matter.slots, _slots(call, sheet), texts.matters.matter.no_slots),
        *_said(call, sheet),
        *_notes(call, sheet),
        *_trail(call, sheet),
    ]
    title, close = call.say(texts.matters.matter.title), call.say(texts.common.close)
    return modal(title, blocks, close=close, private_metadata=matter.reference)


def say_standing(call: Call, matter: KeptMatter) -> str:
    """Whose it is, as markup that names the member."""
    texts = call.desk.texts.matters.standing
    if not matter.is_open:
        return call.say(texts.closed)
    return call.say(texts.taken, member=f"<@{matter.taken_by}>") if matter.taken_by else call.say(texts.free)


def _facts(call: Call, sheet: Sheet) -> str:
    texts, matter, talk = call.desk.texts, sheet.matter, sheet.conversation
    one, settings = texts.matters.matter, call.desk.settings
    warned = one.not_warned if talk.warned_at is None else one.warned
    return call.say(
        one.facts,
        standing=say_standing(call, matter),
        channel=call.say(texts.common.channels[matter.channel]),
        origin=call.say(one.origins[matter.origin]),
        opened=shown(matter.opened_at, settings),
        updated=shown(matter.updated_at, settings),
        road=call.say(texts.figures.routes[talk.route] if talk.route else texts.matters.no_road),
        warned=call.say(warned, when=shown(talk.warned_at, settings) if talk.warned_at else ""),
        form=_form(call, sheet.form),
    )


def _form(call: Call, reference: str | None) -> str:
    texts = call.desk.texts.matters.form
    if reference is None:
        return call.say(texts.none)
    return call.say(texts.sent, reference=reference) if reference else call.say(texts.open)


def _buttons(call: Call, matter: KeptMatter) -> Iterator[Block]:
    texts, reference = call.desk.texts.matters, matter.reference
    if matter.is_open and call.desk.settings.is_staffed:
        yield button(call.say(texts.matter.take), TAKE, reference, style="primary")
    if matter.is_open:
        yield button(call.say(texts.matter.reply), "desk:replying:open", reference)
    yield button(call.say(texts.note.button), NOTE, reference)
    if matter.is_open:
        yield button(call.say(texts.matter.close), CLOSE, reference)
    else:
        yield button(call.say(texts.matter.reopen), REOPEN, reference)
    sure = confirm(
        call.say(texts.erase.title),
        call.say(texts.erase.question, reference=reference),
        call.say(texts.erase.yes),
        call.say(call.desk.texts.common.cancel),
    )
    yield button(call.say(texts.erase.button), ERASE, reference, style="danger", confirm=sure)


def _listed(call: Call, title: Words, lines: Sequence[str], none: Words) -> Iterator[Block]:
    yield header(call.say(title))
    yield section(_cut(call, "\n".join(lines), _LONGEST_LIST) or call.say(none))


def _signs(call: Call, sheet: Sheet) -> list[str]:
    words, texts = call.desk.texts.matters.matter.sign, call.desk.signs
    return [
        call.say(words, code=sign.code, case=texts[sign.code].case or "P", name=texts[sign.code].name, quote=sign.quote)
        for sign in sheet.conversation.signs
    ]


def _slots(call: Call, sheet: Sheet) -> list[str]:
    texts = call.desk.texts.matters
    return [
        call.say(texts.matter.slot, label=call.say(texts.slots[slot.key]), value=_value(call, slot))
        for slot in sheet.conversation.slots
    ]


def _value(call: Call, slot: Slot) -> str:
    texts = call.desk.texts.matters.matter
    match slot.value:
        case bool(paid):
            return call.say(texts.paid if paid else texts.not_paid)
        case int(yen):
            return spoken_yen(yen)
        case str(text):
            return text


def _said(call: Call, sheet: Sheet) -> Iterator[Block]:
    """The person's latest words, in the order in which they came."""
    texts, settings = call.desk.texts.matters.matter, call.desk.settings
    said = sheet.conversation.utterances
    yield header(call.say(texts.said))
    if not said:
        yield section(call.say(texts.nothing_said))
    if len(said) > _SAID:
        yield context(call.say(texts.earlier, count=len(said) - _SAID))
    for utterance in said[-_SAID:]:
        yield section(f"{shown(utterance.at, settings)}　{_cut(call, utterance.text, _LONGEST_SAID)}")


def _notes(call: Call, sheet: Sheet) -> Iterator[Block]:
    if sheet.notes:
        yield header(call.say(call.desk.texts.matters.matter.notes))
    for note in sheet.notes:
        yield section(_cut(call, note.text, _LONGEST_LIST))
        yield context(f"<@{note.member}> {shown(note.at, call.desk.settings)}")


def _trail(call: Call, sheet: Sheet) -> Iterator[Block]:
    texts = call.desk.texts.matters.matter
    lines = [
        call.say(
            texts.entry,
            when=shown(entry.at, call.desk.settings),
            member=f"<@{entry.member}>",
            action=call.say(texts.actions[entry.action]) if entry.action in texts.actions else entry.action,
        )
        for entry in sheet.trail
    ]
    if lines:
        yield divider()
        yield context("\n".join([call.say(texts.trail), *lines]))


def _cut(call: Call, text: str, limit: int) -> str:
    return cut(text, limit, call.desk.texts.common.cut_off, call.member.language)
