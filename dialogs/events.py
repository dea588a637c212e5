"""What came in from a person, on whichever channel, in the past tense."""

from dataclasses import dataclass
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


Event = TextSaid | ChoiceSelected | MediaSent | ConversationOpened | ConversationClosed | MessageWithdrawn
