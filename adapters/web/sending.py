"""Sending to our own page: nothing travels, for the page reads its replies out of the outbox itself."""

from typing import Final

from adapters.contract import Outcome, Receipt

#: The reply is where the page looks for it as soon as its turn is committed.
DELIVERED: Final = Receipt(outcome=Outcome.SENT)
