"""From what Slack posts to events.

Only a person's talk with the app in a direct message is read, and a mention of the app, which is answered there and
not before the others in the channel. Every field may be missing; what is not understood is counted, not raised.

https://docs.slack.dev/reference/events/message
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.choices import read_choice
from adapters.contract import Incoming, Parsed
from adapters.slack import buttons, mrkdwn
from adapters.slack.payloads import Action, File, Message, Posted, SlackEvent, read_payload
from adapters.slack.places import Place
from dialogs.events import (
    ChoiceSelected,
    ConversationOpened,
    Event,
    MediaKind,
    MediaSent,
    MessageWithdrawn,
    TextSaid,
)

#: The subtypes under which a person writes; every other one is a notice of Slack's or the words of an app.
_WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}
_SLACKBOT = "USLACKBOT"
_MALFORMED = "malformed"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_IDENTIFIER = re.compile(r"[A-Za-z0-9]{1,64}")
_EVENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TS = re.compile(r"[0-9]{1,10}\.[0-9]{1,6}")
_MEDIA: dict[str, MediaKind] = {"image": "image", "video": "video", "audio": "audio"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """What a person did, in order, and where. Who deletes or edits is whose message it was, as Slack tells."""

    user: str | None
    place: Place | None
    ts: str | None
    events: Iterable[Event]


def parse_payload(payload: Mapping[str, Any]) -> Parsed:
    """The events of one payload, verified or from a socket that Slack has opened to us."""
    read = read_payload(payload)
    if read is None:
        return Parsed(ignored=(_MALFORMED,))
    talk = _clicked(read) if read.type == "block_actions" else _happened(read.event) if read.event else None
    if talk is None or not _IDENTIFIER.fullmatch(talk.user or ""):
        return Parsed(ignored=(_kind(read),))
    return Parsed(incoming=tuple(_incoming(talk, _event_id(read, talk))))


def describe_payload(payload: Mapping[str, Any]) -> str:
    """Under which name a payload that nobody listens to is counted."""
    read = read_payload(payload)
    return _MALFORMED if read is None else _kind(read)


def _incoming(talk: _Talk, event_id: str) -> Iterable[Incoming]:
    token = talk.place.write() if talk.place else None
    for number, event in enumerate(talk.events):
        yield Incoming(
            event_id=f"{event_id}:{number}" if number else event_id,
            sender=talk.user or "",
            event=event,
            at=_moment(talk.ts),
            reply_token=token,
        )


def _kind(read: Posted) -> str:
    """Under which name a payload that is no talk is counted."""
    if read.event is None:
        return read.type or "untyped"
    parts = (read.event.type or "untyped", read.event.subtype or read.event.tab or read.event.channel_type)
    return ".".join(part for part in parts if part)


def _happened(event: SlackEvent) -> _Talk | None:
    match event.type:
        case "message" if event.channel_type == "im":
            return _direct_message(event)
        case "app_mention" if _is_person(event):
            return _mention(event)
        case "app_home_opened" if event.tab == "messages":
            return _Talk(user=event.user, place=_place(event), ts=event.event_ts, events=[ConversationOpened()])
        case _:
            return None


def _direct_message(event: SlackEvent) -> _Talk | None:
    if event.subtype == "message_changed":
        return _edit(event)
    if event.subtype == "message_deleted":
        return _deletion(event, event.previous_message, event.deleted_ts)
    if event.subtype not in _WRITTEN or not _is_person(event):
        return None
    return _Talk(user=event.user, place=_place(event), ts=event.ts, events=_contents(event))


def _contents(message: Message) -> list[Event]:
    """What a message holds: files are answered, and so are the words beside them."""
    message_id = message.ts or ""
    held: list[Event] = [MediaSent(kind=_media(file), message_id=message_id) for file in (message.files or [])[:1]]
    text = mrkdwn.read_text(message.text or "")
    if mrkdwn.is_emoji_only(text):
        held.append(MediaSent(kind="sticker", message_id=message_id))
    elif text.replace("@", "").strip():
        held.append(TextSaid(text=text, message_id=message_id))
    return held or [MediaSent(kind="other", message_id=message_id)]


def _edit(event: SlackEvent) -> _Talk | None:
    """The old words go and the new ones are heard; Slack also calls it a change when it unfolds a link."""
    new, old = event.message, event.previous_message
    if new is None or old is None or not _is_person(old) or not old.ts:
        return None
    if new.subtype == "tombstone":  # what is left of a deleted message that others have answered in a thread
        return _deletion(event, old, old.ts)
    if new.text == old.text:
        return None
    said = [said for said in _contents(new) if isinstance(said, TextSaid)]
    events: list[Event] = [MessageWithdrawn(message_id=old.ts), *said]
    return _Talk(user=old.user, place=_place(event, new), ts=event.event_ts or event.ts, events=events)


def _deletion(event: SlackEvent, old: Message | None, ts: str | None) -> _Talk | None:
    message_id = ts or (old and old.ts)
    if old is None or not _is_person(old) or not message_id:
        return None
    withdrawn = MessageWithdrawn(message_id=message_id)
    return _Talk(user=old.user, place=None, ts=event.event_ts or event.ts, events=[withdrawn])


def _mention(event: SlackEvent) -> _Talk:
    """Answered in a direct message, since trouble is nobody else's business."""
    text = mrkdwn.read_text(mrkdwn.without_mentions(event.text or ""))
    said = TextSaid(text=text, message_id=event.ts or "") if text.strip() else ConversationOpened()
    return _Talk(user=event.user, place=None, ts=event.ts, events=[said])


def _clicked(read: Posted) -> _Talk | None:
    action = read.actions[0] if read.actions else Action()
    choice = _choice(action)
    if choice is None or read.user is None:
        return None
    channel = read.channel.id if read.channel else None
    place = _place(SlackEvent(channel=channel), read.message)
    event = ChoiceSelected(choice_id=choice[0], state=choice[1])
    return _Talk(user=read.user.id, place=place, ts=action.action_ts, events=[event])


def _choice(action: Action) -> tuple[str, str] | None:
    if not (action.action_id or "").startswith(buttons.CHOICE):
        return None
    return read_choice((action.value or "").encode("utf-8", "replace").decode())


def _place(event: SlackEvent, message: Message | None = None) -> Place | None:
    if not _IDENTIFIER.fullmatch(event.channel or ""):
        return None
    thread_ts = (message or event).thread_ts or ""
    return Place(channel=event.channel or "", thread_ts=thread_ts if _TS.fullmatch(thread_ts) else None)


def _is_person(message: Message) -> bool:
    """Not an app, which is also what our own words come back as."""
    return bool(message.user) and message.user != _SLACKBOT and not message.bot_id


def _media(file: File) -> MediaKind:
    return _MEDIA.get((file.mimetype or "").partition("/")[0], "file")


def _event_id(read: Posted, talk: _Talk) -> str:
    """Slack's id, which its retries keep; a click has none, so a digest of what names it."""
    if read.event_id and _EVENT_ID.fullmatch(read.event_id):
        return read.event_id
    content = (read.type, talk.user, talk.ts, read.event, read.actions, read.message and read.message.ts)
    return "derived-" + hashlib.sha256(repr(content).encode("utf-8", "replace")).hexdigest()


def _moment(ts: str | None) -> datetime:
    """When it happened; the epoch where Slack does not say."""
    return _EPOCH + timedelta(seconds=float(ts if ts and _TS.fullmatch(ts) else 0))
