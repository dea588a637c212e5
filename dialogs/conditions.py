"""What a step's `when` may ask of a conversation, each name with its meaning."""

from collections.abc import Mapping

from dialogs.catalog import WarningWords
from dialogs.circumstances import read_circumstances
from dialogs.conversation import SLOT_KEYS, Conversation, SlotKey
from dialogs.machine import Condition

#: Holds where nobody of the operator answers who calls for a human.
NOBODY = "nobody on staff"
#: Every name that `when` may hold.
CONDITION_NAMES = ("paid", "contracted", "organization", NOBODY, *(f"{key} known" for key in SLOT_KEYS))


def build_conditions(words: WarningWords, *, is_staffed: bool = False) -> Mapping[str, Condition]:
    """The conditions by name; `is_staffed` where people of the operator answer who calls for a human."""
    return {
        "paid": lambda conversation: read_circumstances(conversation, words).paid,
        "contracted": lambda conversation: read_circumstances(conversation, words).contracted,
        "organization": lambda conversation: conversation.slot("organization") is not None,
        NOBODY: lambda _: not is_staffed,
        **{f"{key} known": _known(key) for key in SLOT_KEYS},
    }


def _known(key: SlotKey) -> Condition:
    def is_known(conversation: Conversation) -> bool:
        return conversation.slot(key) is not None

    return is_known
