"""Several matters, a line each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.staff.frame.blocks import Block, button, context, header, markdown, message, section
from bot.staff.frame.calls import Call
from bot.staff.frame.moments import shown
from bot.staff.matters.view import say_standing
from bot.store import audit, conversations, matters
from bot.store.matters import KeptMatter, Which
from bot.store.transaction import Transaction
from dialogs.conversation import Conversation

OPEN: Final = "desk:matters:open"
#: A message of Slack has at most 50 blocks, and nobody reads as many.
SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter of a list."""

    matter: KeptMatter
    conversation: Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The first matters of a list, and how many it has."""

    which: Which
    lines: tuple[Line, ...]
    count: int


def read_list(transaction: Transaction, call: Call, which: Which, *, limit: int = SHOWN) -> Listed:
    """Read a list for this member, and note that they saw it."""
    connection, vault = transaction.connection, transaction.vault
    found = matters.list_matters(connection, which, call.member.id, limit=limit)
    loaded = [(matter, conversations.load(connection, vault, matter.conversation_id)) for matter in found]
    audit.record(transaction, member=call.member.id, action="list")
    return Listed(
        which=which,
        lines=tuple(Line(matter=matter, conversation=kept.conversation) for matter, kept in loaded if kept),
        count=matters.count(connection, which, call.member.id),
    )


async def show_list(call: Call, listed: Listed) -> None:
    """Tell the member alone."""
    texts = call.desk.texts.matters.list
    title = call.say(texts.titles[listed.which], count=listed.count)
    left = listed.count - len(listed.lines)
    more = [context(call.say(texts.more, count=left))] if left else []
    none = [] if listed.lines else [section(call.say(texts.none))]
    await call.tell(message(title, [header(title), *none, *list_blocks(call, listed), *more]))


def list_blocks(call: Call, listed: Listed) -> Iterator[Block]:
    """Each matter with a button that opens it."""
    label = call.say(call.desk.texts.matters.list.open)
    for number, line in enumerate(listed.lines):
        opens = button(label, f"{OPEN}:{number}", line.matter.reference)
        yield markdown(_say(call, line), opens)


def _say(call: Call, line: Line) -> str:
    texts, matter = call.desk.texts, line.matter
    codes = sorted(line.conversation.sign_codes)
    return call.say(
        texts.matters.list.line,
        reference=matter.reference,
        channel=call.say(texts.common.channels[matter.channel]),
        standing=say_standing(call, matter),
        signs="、".join(codes) or "0",
        origin=call.say(texts.matters.matter.origins[matter.origin]),
        when=shown(matter.updated_at, call.desk.settings),
    )
