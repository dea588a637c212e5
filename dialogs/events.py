"""What came in from a person, on whichever channel, and what the staff did for them, in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MediaKind = Literal["image", "video", "audio", "file", "location", "sticker", "contact", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSaid:
    """The person wrote `text`; `message_id` is the platform's, so that the text can be withdrawn."""

    text: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSelected:
    """The person tapped the choice `choice_id` that was offered in `state`."""

    choice_id: str
    state: str
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSent:
    """The person sent something that is not text; its content is never fetched."""

    kind: MediaKind
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationOpened:
    """The person added the account as a friend, unblocked it, or opened the chat."""

    returning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationClosed:
    """The person blocked the account; nothing can be sent to them any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn:
    """The person took back a message that they had sent (LINE's unsend)."""

    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffJoined:
    """A member of staff has taken the talk and answers from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAway:
    """The person has asked for a human, and nobody of the staff is there before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLate:
    """The person has asked for a human, somebody should be there, and nobody has come yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSaid:
    """A member of staff wrote `text` to the person."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLeft:
    """The member of staff has given the talk back, or has not answered for too long."""

    reason: Literal["done", "silent"]


#: What a person does who is there; a member of staff may be the one who answers it.
Said = TextSaid | ChoiceSelected | MediaSent | ConversationOpened
StaffEvent = StaffJoined | StaffAway | StaffLate | StaffSaid | StaffLeft
Event = Said | ConversationClosed | MessageWithdrawn | StaffEvent
