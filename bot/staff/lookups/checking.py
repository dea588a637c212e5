"""``/hitoiki check`` and the message shortcut: what a text says, and which reply fits. The text is kept nowhere."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.slack import limits, mrkdwn
from bot.staff.frame import blocks
from bot.staff.frame.blocks import Block
from bot.staff.frame.calls import Call
from bot.staff.frame.listening import Listening
from dialogs.canned.search import fitting
from dialogs.checking import Checked
from dialogs.conversation import Finding, Slot

#: The message shortcut, and the button to the canned replies.
SHORTCUT: Final = "desk:checking:message"
PICK_REPLY: Final = "desk:replying:pick"
#: As much as the dialog itself reads of one message.
MAX_CHARACTERS: Final = 5_000
_MAX_QUOTE: Final = 300
_MAX_VALUE: Final = 100
_MAX_REPLIES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A text as it was understood; `is_cut` where it had to be shortened."""

    checked: Checked
    is_cut: bool


def register_checking(listening: Listening) -> None:
    """Let the staff call it on a message."""
    listening.shortcut(SHORTCUT, check_message)


async def check(call: Call, rest: str) -> None:
    """Show what the text after the subcommand says."""
    if not rest.strip():
        usage = call.say(call.desk.texts.checking.usage, command=call.desk.settings.slack_command)
        await call.tell(blocks.message(usage))
        return
    await _show(call, mrkdwn.read_text(rest))


async def check_message(call: Call) -> None:
    """Show what the message says on which the shortcut was called."""
    text = mrkdwn.read_text(str(call.message.get("text") or ""))
    if not text.strip():
        await call.tell(blocks.message(call.say(call.desk.texts.checking.no_text)))
        return
    await _show(call, text)


async def _show(call: Call, text: str) -> None:
    today = call.desk.clock().date()
    cut = text[:MAX_CHARACTERS]
    # Beside the store's own thread, so that no talk waits for a long text.
    checked = await asyncio.to_thread(call.desk.checker.check, cut, today=today)
    await call.record("check")
    title = call.say(call.desk.texts.checking.title)
    shown = [*_blocks(call, _Read(checked=checked, is_cut=len(cut) < len(text)))]
    await call.tell(blocks.message(title, [blocks.header(title), *shown]))


def _blocks(call: Call, read: _Read) -> Iterator[Block]:
    texts, checked = call.desk.texts.checking, read.checked
    if not checked.findings:
        yield blocks.section(call.say(texts.no_sign))
    for finding in checked.findings:
        yield blocks.section(_sign(call, finding))
    if checked.slots:
        yield blocks.divider()
        yield blocks.section("\n".join([call.say(texts.slots_title), *(_slot(call, slot) for slot in checked.slots)]))
    yield blocks.divider()
    road = call.desk.texts.figures.routes[checked.route]
    yield blocks.section(f"{call.say(texts.road_title)}\n{call.say(road)}")
    yield from _replies(call, checked)
    if read.is_cut:
        yield blocks.context(call.say(texts.cut, limit=f"{MAX_CHARACTERS:,}"))
    yield blocks.context(call.say(texts.privacy))


def _replies(call: Call, checked: Checked) -> Iterator[Block]:
    texts = call.desk.texts.checking
    codes = [finding.code for finding in checked.findings]
    found = fitting(call.desk.library, signs=codes, route=checked.route, limit=_MAX_REPLIES)
    lines = [call.say(texts.replies_title), *(reply.title for reply in found)] if found else [call.say(texts.no_reply)]
    yield blocks.section("\n".join(lines))
    value = f"signs={','.join(codes)};route={checked.route}"
    yield blocks.actions(blocks.button(call.say(texts.pick), PICK_REPLY, value, style="primary"))


def _sign(call: Call, finding: Finding) -> str:
    texts, sign = call.desk.texts.checking, call.desk.signs[finding.code]
    words = texts.sign if sign.case else texts.sign_without_case
    named = {"code": finding.code, "name": sign.name} | ({"case": sign.case} if sign.case else {})
    lines = [call.say(words, **named), call.say(texts.quote, quote=limits.shorten(finding.quote, _MAX_QUOTE))]
    return "\n".join(lines if finding.sure else [*lines, call.say(texts.unsure)])


def _slot(call: Call, slot: Slot) -> str:
    texts = call.desk.texts.checking
    return call.say(texts.slot, label=call.say(texts.slots[slot.key]), value=_value(call, slot))


def _value(call: Call, slot: Slot) -> str:
    texts = call.desk.texts.checking
    match slot.value:
        case bool():
            return call.say(texts.paid_yes if slot.value else texts.paid_no)
        case int():
            return call.say(texts.yen, amount=f"{slot.value:,}")
        case _:
            return limits.shorten(slot.value, _MAX_VALUE)
