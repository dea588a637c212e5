"""The ways on which a canned reply goes: copied, posted in Slack, sent to the person, queued for an inquiry."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, assert_never

from adapters.slack import limits, mrkdwn
from bot.logs import describe_error
from bot.staff.frame.blocks import View, context, message, section
from bot.staff.frame.calls import Call
from bot.staff.handover.relay import say_to_person
from bot.staff.replies.aim import Aim
from bot.staff.replies.views import view_copy, view_said
from bot.staff.texts.replying import Refusal, Way
from bot.store import audit, daily_counts, matters, seen_events
from bot.store.daily_counts import Happening
from bot.store.matters import KeptMatter
from bot.store.transaction import Transaction
from dialogs.canned.lengths import measure
from dialogs.canned.library import CannedReply, Network

_log = logging.getLogger(__name__)

#: Under which name the desk notes what it has taken.
_TAKEN_BY_DESK = "desk"
_CHAT: dict[str, Network] = {"line": "line", "slack": "slack", "web": "web"}


class PublicQueue(Protocol):
    """Takes replies to public inquiries, which somebody else approves before they are posted."""

    @property
    def networks(self) -> Collection[Network]:
        """Where an account is configured."""
        ...

    async def put(self, call: Call, reply: CannedReply, text: str) -> Refusal | None:
        """Queue `text`, or say why it cannot be."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A reply with the very text that the member was shown."""

    reply: CannedReply
    text: str
    aim: Aim
    queue: PublicQueue | None


def ways_of(
    call: Call, aim: Aim, reply: CannedReply, matter: KeptMatter | None, queue: PublicQueue | None
) -> dict[Way, Mapping[str, str]]:
    """The ways that are open to `reply`, each with what is said of it."""
    ways: dict[Way, Mapping[str, str]] = {"copy": {}}
    if aim.channel and aim.thread_ts:
        ways["thread"] = {}
    if matter is not None and matter.is_open and _CHAT.get(matter.channel) in reply.networks:
        channel = call.say(call.desk.texts.common.channels[matter.channel])
        ways["person"] = {"reference": matter.reference, "channel": channel}
    if queue is not None and reply.audience == "public" and not set(queue.networks).isdisjoint(reply.networks):
        ways["sns"] = {}
    return ways


async def use_reply(call: Call, use: Use, way: Way) -> dict[str, Any] | None:
    """Let the reply go on `way`, once; what the modal is answered with."""
    texts = call.desk.texts.replying
    match way:
        case "copy":
            await call.within(lambda transaction: _is_first(transaction, call, use, "copied"))
            return _update(view_copy(call, use.text))
        case "thread":
            if await call.within(lambda transaction: _is_first(transaction, call, use, "posted")):
                call.desk.errands.start(_post(call, use))
            return {"response_action": "clear"}
        case "person":
            refusal = await call.within(lambda transaction: _send(transaction, call, use))
            call.desk.service.delivery.wake()
            return _update(view_said(call, call.say(texts.refused[refusal] if refusal else texts.sent)))
        case "sns":
            return _update(await _queue(call, use))
        case _:
            assert_never(way)


def _is_first(transaction: Transaction, call: Call, use: Use, how: str, channel: str = "") -> bool:
    """Whether this preview is used for the first time; if so, the use is noted and counted, which comes last."""
    is_new = _is_new(transaction, use)
    if is_new:
        _note(transaction, call, use, how, channel)
    return is_new


def _is_new(transaction: Transaction, use: Use) -> bool:
    event_id = f"reply-{use.aim.key}"
    return bool(seen_events.insert_new(transaction.connection, _TAKEN_BY_DESK, [event_id], transaction.now))


def _note(transaction: Transaction, call: Call, use: Use, how: str, channel: str) -> None:
    audit.record(transaction, member=call.member.id, action=f"reply {how}", reference=use.aim.reference)
    daily_counts.add(transaction, [Happening(kind="canned", name=use.reply.code, channel=channel)])


def _send(transaction: Transaction, call: Call, use: Use) -> Refusal | None:
    """Put the reply into the person's outbox, or say why not."""
    matter = matters.find(transaction.connection, use.aim.reference)
    refusal = _refusal(matter, use)
    if matter is not None and refusal is None and _is_new(transaction, use):
        if say_to_person(transaction, call.desk, matter, use.text) is None:
            return "gone"
        matters.touch(transaction, matter.id)
        _note(transaction, call, use, "sent", matter.channel)
    return refusal


def _refusal(matter: KeptMatter | None, use: Use) -> Refusal | None:
    """Why the reply cannot go to the person of `matter`; much may have changed since it was shown."""
    if matter is None:
        return "gone"
    if not matter.is_open:
        return "closed"
    network = _CHAT.get(matter.channel)
    if network is None or network not in use.reply.networks:
        return "elsewhere"
    return "too_long" if measure(network, use.text).over else None


async def _post(call: Call, use: Use) -> None:
    """Post the reply where the shortcut was called; who cannot see it there is told."""
    texts = call.desk.texts.replying
    by = context(call.say(texts.posted_by, title=mrkdwn.escape(use.reply.title), member=call.member.id))
    blocks = [section(use.text), by]
    text = mrkdwn.escape(limits.shorten(use.text, limits.MAX_TEXT))
    aim = use.aim
    try:
        await call.desk.slack.api().chat_postMessage(
            channel=aim.channel, thread_ts=aim.thread_ts, text=text, blocks=blocks, unfurl_links=False
        )
    except Exception as error:  # noqa: BLE001  (whatever it was, the member must not think that it stands there)
        _log.warning("a canned reply was not posted: %s", describe_error(error))
        await call.tell(message(call.say(texts.not_posted)))


async def _queue(call: Call, use: Use) -> View:
    texts = call.desk.texts.replying
    if use.queue is None:
        return view_said(call, call.say(texts.refused["elsewhere"]))
    if await call.within(lambda transaction: _is_first(transaction, call, use, "queued", "sns")):
        refusal = await use.queue.put(call, use.reply, use.text)
        return view_said(call, call.say(texts.refused[refusal] if refusal else texts.queued))
    return view_said(call, call.say(texts.queued))


def _update(view: View) -> dict[str, Any]:
    return {"response_action": "update", "view": view}
