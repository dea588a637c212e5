"""The forms that browsers have open: opened by a code, saved at each step, sent once, erased."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from bot.consultation.draft import Draft, decode_draft, encode_draft, refreshed
from bot.store import consultations, conversations, daily_counts, matters
from bot.store.consultations import KeptConsultation
from bot.store.daily_counts import Happening
from bot.store.database import scrub
from bot.store.references import create_reference
from bot.store.store import Store
from bot.store.transaction import Transaction

T = TypeVar("T")

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """The form of one browser; `reference` is empty until it is sent."""

    id: int
    draft: Draft
    reference: str


class Forms:
    """Every change is one transaction, so nothing typed is ever half kept; the work runs in the store's threads."""

    def __init__(
        self, store: Store, *, retention: timedelta, make_reference: Callable[[], str] = create_reference
    ) -> None:
        self._store = store
        self._retention = retention
        self._make_reference = make_reference

    async def open(self, code: str, browser: str) -> bool:
        """Let `browser` in by `code`: False where the code is used elsewhere, expired or made up."""
        return await self._run(lambda transaction: self._open(transaction, code, browser))

    async def current(self, browser: str) -> OpenForm | None:
        """The form that `browser` opened last."""
        return await self._run(lambda transaction: _form(consultations.find_current(transaction, browser)))

    async def save(self, form: OpenForm, draft: Draft) -> None:
        """Keep the draft as it stands."""
        await self._run(lambda transaction: consultations.save_body(transaction, form.id, encode_draft(draft)))

    def version(self, draft: Draft) -> str:
        """Tells two states of a draft apart."""
        return self._store.vault.digest(encode_draft(draft).decode())

    async def send(self, browser: str, version: str) -> OpenForm | None:
        """Close the form and give it its number, unless it is no longer what the person saw.

        Sending twice gives the same number.
        """
        for _ in range(_TRIES):
            with suppress(IntegrityError):  # that number was taken
                return await self._run(lambda transaction: self._send(transaction, browser, version))
        raise RuntimeError("no free reference number")

    async def erase(self, form: OpenForm) -> None:
        """Delete the form for good."""
        await self._run(lambda transaction: consultations.erase(transaction.connection, form.id))
        await self._store.run(lambda: scrub(self._store.database))

    async def _run(self, work: Callable[[Transaction], T]) -> T:
        def begin() -> T:
            with self._store.begin() as transaction:
                return work(transaction)

        return await self._store.run(begin)

    def _open(self, transaction: Transaction, code: str, browser: str) -> bool:
        claimed = consultations.claim_code(transaction, code, browser)
        if claimed is None or claimed.conversation_id is None:
            return claimed is not None
        talk = conversations.load(transaction.connection, transaction.vault, claimed.conversation_id)
        if talk is None:
            return False
        kept = consultations.find_open(transaction, browser, talk.id) or self._create(transaction, talk.id)
        draft = refreshed(decode_draft(kept.body), talk.conversation, transaction.now.tzinfo or UTC)
        consultations.save_body(transaction, kept.id, encode_draft(draft))
        consultations.attach(transaction, code, kept)
        return True

    def _create(self, transaction: Transaction, conversation_id: int) -> KeptConsultation:
        expires_at = transaction.now + self._retention
        body = encode_draft(Draft())
        return consultations.create(transaction, body, conversation_id=conversation_id, expires_at=expires_at)

    def _send(self, transaction: Transaction, browser: str, version: str) -> OpenForm | None:
        kept = consultations.find_current(transaction, browser)
        if kept is None or kept.is_sent or self.version(decode_draft(kept.body)) != version:
            return _form(kept)
        expires_at, reference = transaction.now + self._retention, self._make_reference()
        consultations.mark_sent(transaction, kept.id, reference=reference, expires_at=expires_at)
        if kept.conversation_id is not None:
            matters.open_matter(transaction, kept.conversation_id, origin="form", reference=reference)
        sent = _form(consultations.find_current(transaction, browser))
        daily_counts.add(transaction, [Happening(kind="form")])
        return sent


def _form(kept: KeptConsultation | None) -> OpenForm | None:
    if kept is None:
        return None
    return OpenForm(id=kept.id, draft=decode_draft(kept.body), reference=kept.reference or "")
