"""The thread of a live hand-over: what members write there goes to the person."""

from dataclasses import dataclass

from adapters.slack import mrkdwn
from adapters.slack.payloads import Message as SlackMessage
from adapters.slack.payloads import SlackEvent, read_payload
from bot.staff.frame import blocks
from bot.staff.frame.access import Member
from bot.staff.frame.answers import Answers
from bot.staff.frame.calls import Call, Payload
from bot.staff.frame.desk import Desk
from bot.staff.frame.listening import Listening
from bot.staff.handover.answering import Answering, Thread
from bot.staff.handover.posts import create_posts
from bot.staff.handover.relay import MAX_REPLY
from bot.staff.handover.taking import Taking
from bot.staff.texts.words import Words
from dialogs.words import plain

#: Under which a member writes; every other one is a notice of Slack's.
_WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}
#: What begins so is for colleagues.
_ASIDES = ("//", "／／")


def register_thread(listening: Listening) -> None:
    """Listen to what is written, changed and deleted in the threads of channels."""
    desk = listening.desk
    listening.event_of_anybody("message", is_written_in_thread, lambda body: relay_message(desk, body))
    listening.event_of_anybody("message", is_changed_in_thread, lambda body: follow_change(desk, body))


async def relay_message(desk: Desk, body: Payload) -> None:
    """What a member wrote into the thread of a hand-over goes to the person, before Slack is answered."""
    event = _read(body["event"])
    if event is None:
        return
    written = await _written(desk, body, event)
    text = mrkdwn.read_text(mrkdwn.without_emoji(event.text or "")).strip()
    if text.startswith(_ASIDES) or not await desk.store.run(lambda: written.answering.is_thread(written.thread)):
        return
    texts = desk.texts.handover
    if not written.may:
        written.tell(texts.not_sure)
    elif plain(text) in {plain(word) for word in texts.end_words}:
        await _end_thread(written)
    else:
        await _pass_on(written, event, text)


async def follow_change(desk: Desk, body: Payload) -> None:
    """Whoever changes or deletes what was passed on is told what the person has."""
    event = _read(body["event"])
    if event is None or event.previous_message is None:
        return
    old, new, texts = event.previous_message, event.message, desk.texts.handover
    is_deleted = event.subtype == "message_deleted" or (new is not None and new.subtype == "tombstone")
    if not is_deleted and new is not None and new.text == old.text:
        return
    written = await _written(desk, body, old)
    answering, ts = written.answering, old.ts or ""
    if not written.may:
        return
    if not is_deleted:
        if await desk.store.run(lambda: answering.is_reply(written.thread.channel, ts)):
            written.tell(texts.edited)
        return
    is_back = await desk.store.run(lambda: answering.unsay(written.thread.channel, ts))
    if is_back is not None:
        written.tell(texts.cancelled if is_back else texts.too_late)


def is_written_in_thread(event: Payload) -> bool:
    """Whether somebody wrote into a thread of a channel."""
    read = _read(event)
    return read is not None and read.subtype in _WRITTEN and _is_in_channel(read) and _is_of_person(read)


def is_changed_in_thread(event: Payload) -> bool:
    """Whether somebody changed or deleted what they had written into a thread of a channel."""
    read = _read(event)
    if read is None or read.previous_message is None or not _is_in_channel(read):
        return False
    return read.subtype in {"message_changed", "message_deleted"} and _is_of_person(read.previous_message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What somebody wrote into a thread, and the way back to them there."""

    call: Call
    thread: Thread
    answering: Answering
    may: bool
    event_id: str

    def tell(self, words: Words, **values: object) -> None:
        """In the thread, for their eyes; it must not hold up Slack's acknowledgement."""
        told = blocks.message(self.call.say(words, **values))
        self.call.desk.errands.start(self.call.tell({**told, "thread_ts": self.thread.thread_ts}))


async def _written(desk: Desk, body: Payload, message: SlackMessage) -> _Written:
    """The payload of a change does not say on top who made it, so `message` does."""
    user, channel = message.user or "", str(body["event"]["channel"])
    standing = await desk.members.ask(user)
    answers = Answers(
        client=desk.slack, clock=desk.clock, member=user, response_url="", channel=channel, called_at=desk.clock()
    )
    member = Member(id=user, language=standing.language)
    return _Written(
        call=Call(desk=desk, member=member, body=body, answers=answers),
        thread=Thread(channel=channel, thread_ts=message.thread_ts or ""),
        answering=Answering(desk, create_posts(desk.settings, desk.texts, desk.signs)),
        may=standing.may,
        event_id=str(body.get("event_id") or f"{channel}:{message.ts}"),
    )


async def _pass_on(written: _Written, event: SlackEvent, text: str) -> None:
    desk, texts = written.call.desk, written.call.desk.texts.handover
    if event.files:
        written.tell(texts.file)
    if len(text) > MAX_REPLY:
        written.tell(texts.too_long, length=f"{len(text):,}", limit=f"{MAX_REPLY:,}")
    elif text:
        say, member, ts = written.answering.say, written.call.member.id, event.ts or ""
        if not await desk.store.run(lambda: say(written.thread, member, text, ts=ts, event_id=written.event_id)):
            written.tell(texts.not_live)
        desk.service.delivery.wake()
    elif not event.files:
        written.tell(texts.only_emoji)


async def _end_thread(written: _Written) -> None:
    desk = written.call.desk
    taking = Taking(desk, create_posts(desk.settings, desk.texts, desk.signs))
    live = await desk.store.run(lambda: written.answering.find_live(written.thread))
    if live is not None:
        await desk.store.run(lambda: taking.give_back(live.reference, written.call.member.id))
        desk.service.delivery.wake()


def _read(event: Payload) -> SlackEvent | None:
    """The event, or None where it is not what Slack documents."""
    read = read_payload({"event": event})
    return read.event if read else None


def _is_in_channel(event: SlackEvent) -> bool:
    return event.channel_type in {"channel", "group"} and bool(event.channel)


def _is_of_person(message: SlackMessage) -> bool:
    is_person = bool(message.user) and not message.bot_id
    return is_person and bool(message.thread_ts) and message.thread_ts != message.ts
