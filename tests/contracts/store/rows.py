"""Rows for tests: one conversation with everything that can hang on one."""

from datetime import timedelta

from sqlalchemy import func, insert, select

from bot.store import conversations, failed_turns, handovers, matters, notes, outbox
from bot.store.store import Store
from bot.store.tables import consultations, form_codes, metadata
from dialogs.events import TextSaid

MONTH = timedelta(days=30)


def fill(store: Store, sender: str = "person-1", channel: str = "line") -> int:
    """A conversation with everything that can hang on one; its id."""
    with store.begin() as transaction:
        kept = conversations.create(transaction, channel, sender, transaction.now + MONTH)
        draft = outbox.Draft(
            conversation_id=kept.id,
            sealed_address=kept.sealed_address,
            messages=[{"text": "an answer"}],
            reply_token="token",
        )
        outbox.append(transaction, channel, [draft])
        failed_turns.keep(transaction, kept.id, TextSaid(text="words", message_id="m1"), "SomeError")
        matters.open_matter(transaction, kept.id, origin="asked")
        notes.add(transaction, kept.id, member="U1", text="a note")
        handovers.request(transaction, kept.id, is_somebody_there=True)
        for status, reference in (("open", None), ("sent", f"R-{kept.id}")):
            row = {
                "reference": reference,
                "conversation_id": kept.id,
                "status": status,
                "body": transaction.vault.seal(b"{}"),
                "created_at": transaction.now,
                "expires_at": transaction.now + MONTH,
            }
            made = transaction.connection.execute(insert(consultations).values(row).returning(consultations.c.id))
            code = {
                "code": transaction.vault.digest(f"{kept.id} {status}"),
                "conversation_id": kept.id if status == "open" else None,
                "consultation_id": made.scalar_one(),
                "created_at": transaction.now,
                "expires_at": transaction.now + MONTH,
            }
            transaction.connection.execute(insert(form_codes).values(code))
        return kept.id


def count_rows(store: Store) -> dict[str, int]:
    """How many rows each table holds, without those that hold none."""
    with store.begin() as transaction:
        counts = {
            table.name: transaction.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name != "vault_keys"
        }
    return {name: count for name, count in counts.items() if count}
