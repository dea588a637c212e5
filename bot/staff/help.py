"""The bare command: how it works, and today's figures."""

from collections.abc import Iterator

from adapters.slack.mrkdwn import escape
from bot.figures.today import Today, today
from bot.staff.frame.blocks import Block, context, header, markdown, message, section
from bot.staff.frame.calls import Call
from bot.store import matters
from bot.store.transaction import Transaction

_LONGEST_WORD = 40


async def show_help(call: Call, _rest: str) -> None:
    """What can be typed, and what was counted today."""
    texts = call.desk.texts.common.help
    title = call.say(texts.title)
    blocks = [header(title), section(await say_today(call)), *_commands(call), context(call.say(texts.shortcuts))]
    await call.tell(message(title, blocks))


async def show_unknown(call: Call, word: str) -> None:
    """That there is no such word, and which there are."""
    said = call.say(call.desk.texts.common.help.unknown, word=word[:_LONGEST_WORD])
    await call.tell(message(said, [section(said), *_commands(call)]))


async def say_today(call: Call) -> str:
    """Today's figures in one line."""
    counted, is_open, is_new = await call.within(lambda transaction: _count(transaction, call))
    return call.say(
        call.desk.texts.common.help.today,
        talks=counted.talks,
        warned=counted.warned,
        handed_over=counted.handed_over,
        forms=counted.forms,
        open=is_open,
        new=is_new,
    )


def _count(transaction: Transaction, call: Call) -> tuple[Today, int, int]:
    counts = [matters.count(transaction.connection, which, call.member.id) for which in ("open", "new")]
    return today(transaction, call.desk.clock().date()), counts[0], counts[1]


def _commands(call: Call) -> Iterator[Block]:
    name = call.desk.settings.slack_command
    lines = [
        f"`{name} {call.say(texts.usage)}`　{escape(call.say(texts.about))}"
        for texts in call.desk.texts.common.commands.values()
    ]
    yield markdown("\n".join(lines))
