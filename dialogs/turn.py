"""What one event did to a conversation."""

from dataclasses import dataclass
from typing import Literal

from dialogs.conversation import Conversation, NotedSign
from dialogs.replies import Reply

#: What a turn asks of the staff's side: the person has called for a human, has said something that is for the member
#: of staff who is there, or has ended the talk with them.
StaffCue = Literal["called", "heard", "left"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One event through the engine.

    `erased` means that everything kept of this person is to be deleted; `conversation` is then empty.
    `reply` is None only where nothing may be sent (a blocked account, a withdrawn message) and where a member of staff
    answers instead.
    """

    conversation: Conversation
    reply: Reply | None
    new_signs: tuple[NotedSign, ...] = ()
    erased: bool = False
    staff: StaffCue | None = None
    #: What was said to the member of staff, where `staff` is ``heard``.
    heard: str = ""
