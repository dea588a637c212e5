"""Links to the form: an opaque one-time code, of which only a keyed digest is kept."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.store import consultations
from bot.store.transaction import Transaction
from bot.store.vault import Vault

_CODE_BYTES = 24


class Offers:
    """Makes the address that a reply's link to the form stands for."""

    def __init__(self, *, vault: Vault, public_url: str, lifetime: timedelta) -> None:
        self._vault = vault
        self._public_url = public_url
        self._lifetime = lifetime

    def offer(self, connection: Connection, conversation_id: int, now: datetime) -> str:
        """A new address for the form of the conversation; an earlier one that nobody opened ends here."""
        code = secrets.token_urlsafe(_CODE_BYTES)
        transaction = Transaction(connection=connection, vault=self._vault, now=now)
        consultations.issue_code(transaction, code, conversation_id=conversation_id, expires_at=now + self._lifetime)
        return f"{self._public_url}/f/{code}"
