"""What one event did to a conversation."""

from dataclasses import dataclass

from dialogs.conversation import Conversation, NotedSign
from dialogs.replies import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One event through the engine.

    `erased` means that everything kept of this person is to be deleted; `conversation` is then empty.
    `reply` is None only where nothing may be sent (a blocked account, a withdrawn message).
    """

    conversation: Conversation
    reply: Reply | None
    new_signs: tuple[NotedSign, ...] = ()
    erased: bool = False
