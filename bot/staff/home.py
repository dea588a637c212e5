"""App Home: what waits for the staff, for members alone; everybody else reads what Hitoiki is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.figures.today import today
from bot.staff.frame.access import Member
from bot.staff.frame.answers import Answers
from bot.staff.frame.blocks import Block, View, button, context, divider, header, home, section
from bot.staff.frame.calls import Call, Payload, member_of
from bot.staff.frame.desk import Desk
from bot.staff.frame.listening import Listening
from bot.staff.frame.moments import shown
from bot.staff.frame.refusing import public_home
from bot.staff.help import say_today
from bot.staff.matters.listing import Listed, list_blocks, read_list
from bot.store import audit, dead_letters
from bot.store.dead_letters import DeadLetter
from bot.store.transaction import Transaction
from dialogs.conversation import SignCode

REFRESH = "desk:home:refresh"
RESEND = "desk:home:resend"

_ROW = re.compile(r"[0-9]{1,18}")
_MATTERS = 10
_DEAD_LETTERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What Home shows."""

    listed: Listed
    dead: tuple[DeadLetter, ...]
    dead_count: int
    signs: tuple[tuple[SignCode, int], ...]


def register_home(listening: Listening) -> None:
    """Listen to who opens the Home tab, and to its buttons."""
    desk = listening.desk

    async def open_home(body: Payload) -> None:
        desk.errands.start(show_home(desk, body))

    listening.event_of_anybody("app_home_opened", _is_home, open_home)
    listening.action(REFRESH, publish)
    listening.action(RESEND, resend)


async def show_home(desk: Desk, body: Payload) -> None:
    """The desk for a member, the public help for everybody else."""
    user = member_of(body)
    standing = await desk.members.ask(user)
    if not standing.may:
        await desk.slack.api().views_publish(user_id=user, view=public_home(desk, standing.language))
        return
    answers = Answers(
        client=desk.slack, clock=desk.clock, member=user, response_url="", channel="", called_at=desk.clock()
    )
    member = Member(id=user, language=standing.language)
    await publish(Call(desk=desk, member=member, body=body, answers=answers))


async def publish(call: Call, news: str = "") -> None:
    """Put the newest state into the member's Home, under `news`."""
    waiting = await call.within(lambda transaction: _read(transaction, call))
    view = _view(call, waiting, await say_today(call), news)
    await call.desk.slack.api().views_publish(user_id=call.member.id, view=view)


async def resend(call: Call) -> None:
    """Try once more to send an answer that was given up on."""

    def revive(transaction: Transaction) -> bool:
        is_revived = bool(_ROW.fullmatch(call.value)) and dead_letters.resend(transaction, int(call.value))
        if is_revived:
            audit.record(transaction, member=call.member.id, action="resend")
        return is_revived

    texts = call.desk.texts.home
    is_revived = await call.within(revive)
    call.desk.service.delivery.wake()
    await publish(call, call.say(texts.resent if is_revived else texts.not_resent))


def _is_home(event: Payload) -> bool:
    return event.get("tab") == "home"


def _read(transaction: Transaction, call: Call) -> _Waiting:
    connection = transaction.connection
    return _Waiting(
        listed=read_list(transaction, call, "open", limit=_MATTERS),
        dead=tuple(dead_letters.list_dead(connection, limit=_DEAD_LETTERS)),
        dead_count=dead_letters.count_dead(connection),
        signs=tuple(today(transaction, call.desk.clock().date()).signs.items()),
    )


def _view(call: Call, waiting: _Waiting, figures: str, news: str) -> View:
    texts, desk = call.desk.texts.home, call.desk
    as_of = call.say(texts.as_of, when=shown(desk.clock(), desk.settings))
    return home(
        [
            *([section(news)] if news else []),
            section(figures, button(call.say(texts.refresh), REFRESH)),
            context(as_of),
            *_matters(call, waiting.listed),
            divider(),
            *_dead(call, waiting),
            divider(),
            *_signs(call, waiting),
        ]
    )


def _matters(call: Call, listed: Listed) -> Iterator[Block]:
    texts = call.desk.texts.home
    yield header(call.say(texts.matters, count=listed.count))
    yield from list_blocks(call, listed)
    if not listed.lines:
        yield section(call.say(texts.no_matters))
    left = listed.count - len(listed.lines)
    if left:
        yield context(call.say(texts.more_matters, count=left, command=call.desk.settings.slack_command))


def _dead(call: Call, waiting: _Waiting) -> Iterator[Block]:
    texts = call.desk.texts.home
    yield header(call.say(texts.dead_letters, count=waiting.dead_count))
    for number, letter in enumerate(waiting.dead):
        yield section(_say_dead(call, letter), button(call.say(texts.resend), f"{RESEND}:{number}", str(letter.id)))
    if not waiting.dead:
        yield section(call.say(texts.no_dead_letters))
    left = waiting.dead_count - len(waiting.dead)
    if left:
        yield context(call.say(texts.more_dead_letters, count=left))


def _say_dead(call: Call, letter: DeadLetter) -> str:
    channels = call.desk.texts.common.channels
    return call.say(
        call.desk.texts.home.dead_letter,
        channel=call.say(channels[letter.channel]) if letter.channel in channels else letter.channel,
        when=shown(letter.died_at, call.desk.settings),
        reference=letter.reference or "",
        detail=letter.detail,
    )


def _signs(call: Call, waiting: _Waiting) -> Iterator[Block]:
    texts, signs = call.desk.texts.home, call.desk.signs
    lines = [
        call.say(texts.sign, code=code, case=signs[code].case or "P", name=signs[code].name, count=count)
        for code, count in waiting.signs
    ]
    yield header(call.say(texts.signs))
    yield section("\n".join(lines) or call.say(texts.no_signs))
