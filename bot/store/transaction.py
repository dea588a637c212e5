"""What everything that writes needs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One open transaction: its connection, the vault of its database, and the one moment that it happens at."""

    connection: Connection
    vault: Vault
    now: datetime
