"""The tables. Columns that can hold personal data are of the type `Sealed` and never leave in clear text."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData()

#: Bytes that `bot.store.vault.Vault` has encrypted.
Sealed = LargeBinary


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970, the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Refuse naive datetimes; keep milliseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime names no moment")
        return round(value.timestamp() * 1000)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (the same)
        """Give back an aware UTC datetime."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


# Tables with such an id say sqlite_autoincrement: SQLite would give the number of a deleted row to the next one,
# and a late receipt would settle the wrong answer.
_row_id = BigInteger().with_variant(Integer, "sqlite")

conversations = Table(
    "conversations",
    metadata,
    Column("id", _row_id, primary_key=True),
    Column("channel", String(16), nullable=False),
    #: Keyed digest of the platform's identifier of the person.
    Column("person", String(64), nullable=False),
    #: The platform's identifier itself, needed to push.
    Column("address", Sealed, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Index("one_conversation_a_person", "channel", "person", unique=True),
    sqlite_autoincrement=True,
)

seen_events = Table(
    "seen_events",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("event_id", String(128), primary_key=True),
    Column("seen_at", Moment, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _row_id, primary_key=True),
    #: Empty where the conversation was erased in the same turn and only the answer to that is left.
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    Column("channel", String(16), nullable=False),
    Column("address", Sealed, nullable=False),
    Column("messages", Sealed, nullable=False),
    Column("reply_token", Sealed),
    Column("retry_key", String(36), nullable=False),
    #: waiting, sending (until next_at), sent, unknown (it may have arrived) or dead (given up)
    Column("status", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("request_id", String(128), nullable=False, default=""),
    Column("detail", String(200), nullable=False, default=""),
    Index("due", "status", "next_at"),
    sqlite_autoincrement=True,
)

consultations = Table(
    "consultations",
    metadata,
    Column("id", _row_id, primary_key=True),
    #: The number that the person is given after sending.
    Column("reference", String(16), unique=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="SET NULL"), index=True),
    #: open or sent
    Column("status", String(8), nullable=False),
    #: The fields as they stand, with their sentences.
    Column("body", Sealed, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("expires_at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

form_codes = Table(
    "form_codes",
    metadata,
    #: Keyed digest of the one-time code; the code itself is kept nowhere.
    Column("code", String(64), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    Column("consultation_id", ForeignKey("consultations.id", ondelete="CASCADE"), index=True),
    #: Keyed digest of the cookie of the browser that opened it; empty until then.
    Column("browser", String(64), index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("opened_at", Moment),
)

#: What a person sent and the dialog failed on: kept for staff, since the platform was told 200.
failed_turns = Table(
    "failed_turns",
    metadata,
    Column("id", _row_id, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), index=True, nullable=False),
    Column("event", Sealed, nullable=False),
    #: The kind of the error and where it was raised, without its message.
    Column("error", String(200), nullable=False),
    Column("failed_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

#: A conversation as the staff may see it: the person asked for somebody, or sent the form.
matters = Table(
    "matters",
    metadata,
    Column("id", _row_id, primary_key=True),
    #: What the person and the staff call it; opaque.
    Column("reference", String(16), unique=True, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), unique=True, nullable=False),
    #: asked or form: why the staff may see it
    Column("origin", String(8), nullable=False),
    #: open or closed
    Column("status", String(8), nullable=False),
    #: The Slack id of the member of staff who looks after it.
    Column("taken_by", String(64)),
    Column("taken_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("matters_by_status", "status", "updated_at"),
    sqlite_autoincrement=True,
)

matter_notes = Table(
    "matter_notes",
    metadata,
    Column("id", _row_id, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), index=True, nullable=False),
    #: The Slack id of who wrote it.
    Column("member", String(64), nullable=False),
    Column("body", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

#: A conversation's latest request for a person, or its talk with one.
handovers = Table(
    "handovers",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    #: waiting (the person asked), live (a member of staff has taken it) or over
    Column("status", String(8), nullable=False),
    #: The Slack id of the member of staff who took it.
    Column("member", String(64)),
    Column("asked_at", Moment),
    Column("taken_at", Moment),
    Column("ended_at", Moment),
    #: The first word of the person that nobody has answered; empty where staff spoke last.
    Column("awaiting_since", Moment),
    #: The last word of either side.
    Column("active_at", Moment, nullable=False),
    #: The card in the staff channel, a row of `relays`; empty until there is one.
    Column("card_id", BigInteger),
    Index("handovers_by_status", "status", "active_at"),
)

#: What stands of a conversation in the staff channel, and what went from there to the person.
relays = Table(
    "relays",
    metadata,
    Column("id", _row_id, primary_key=True),
    #: No foreign key: a row whose conversation is gone is a post that has still to be deleted in Slack.
    Column("conversation_id", BigInteger, index=True, nullable=False),
    #: card, said (the person's words), note (ours) or reply (a member's words to the person)
    Column("kind", String(8), nullable=False),
    #: Keyed digest of the person's message, or the timestamp of the member's; empty for cards and notes.
    Column("source", String(64), nullable=False, default=""),
    #: Where it stands in Slack; the timestamp is empty until it was posted.
    Column("channel", String(64), nullable=False),
    Column("ts", String(32)),
    #: The outbox row that carries it, for as long as that is kept.
    Column("outbox_id", BigInteger),
    #: The person took it back: to be deleted in Slack.
    Column("is_withdrawn", Boolean, nullable=False, default=False),
    #: The staff was told that it did not arrive.
    Column("is_told", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
    Index("relays_by_source", "conversation_id", "source"),
    Index("relays_by_place", "channel", "ts"),
    sqlite_autoincrement=True,
)

#: Who of the staff looked at or changed what, and when; no content, so that it outlives what it speaks of.
audit = Table(
    "audit",
    metadata,
    Column("id", _row_id, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("member", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    #: Empty where it was about no single matter.
    Column("reference", String(16), nullable=False, index=True),
    sqlite_autoincrement=True,
)

#: How often what happened on a day; who it happened to is nowhere in it, so that it outlives every erasure.
daily_counts = Table(
    "daily_counts",
    metadata,
    #: The day where the service stands.
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),
    #: The code of a sign or of a canned reply, a route; empty where there is none.
    Column("name", String(64), primary_key=True),
    #: Empty where it belongs to none.
    Column("channel", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
)

vault_keys = Table(
    "vault_keys",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("sealed", Sealed, nullable=False),
)
