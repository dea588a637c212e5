"""When a warning against paying or signing under pressure is due, and in which wording."""

from typing import Literal

from dialogs.circumstances import Circumstances
from dialogs.conversation import Conversation, SignCode

WarningKind = Literal["open", "contracted", "shipped", "paid", "company", "again"]

#: Pressure, and what gives a vendor leverage over a decision that is still open.
LEVERAGE: frozenset[SignCode] = frozenset({"P", "2a", "2b", "2c", "3b", "3c", "5b"})
#: Being charged for nothing bears on a decision only while the bill is open.
BILL: SignCode = "5c"


def warning_due(conversation: Conversation, circumstances: Circumstances) -> bool:
    """Whether pressure bears on a decision that is still open to the person."""
    if conversation.route in {"professional", "other"}:
        return False
    if circumstances.paid and not circumstances.still_open:
        return False
    codes = conversation.sign_codes
    unpaid = conversation.slot("paid") is not None and not circumstances.paid
    open_bill = BILL in codes and (unpaid or circumstances.billed)
    return bool(codes & LEVERAGE) or open_bill


def warning_kind(circumstances: Circumstances) -> WarningKind:
    """The wording that fits how far things have gone."""
    if circumstances.paid:
        return "paid"
    if circumstances.is_organization:
        return "company"
    if circumstances.contracted:
        return "contracted"
    return "shipped" if circumstances.shipped else "open"
