"""Consultations and the one-time codes that lead to them, each within the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.tables import consultations, form_codes
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConsultation:
    """One form, open or sent. `body` is what `consultation.draft` encoded."""

    id: int
    #: Empty once the talk is gone.
    conversation_id: int | None
    body: bytes
    expires_at: datetime
    #: Empty until it is sent.
    reference: str | None

    @property
    def is_sent(self) -> bool:
        """The person sent it, and nothing in it changes any more."""
        return self.reference is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCode:
    """Where a code leads: to a talk, and from the first opening on to a consultation."""

    #: Empty once the consultation was sent.
    conversation_id: int | None
    consultation_id: int | None


def issue_code(transaction: Transaction, code: str, *, conversation_id: int, expires_at: datetime) -> None:
    """Let `code` lead to the form of the conversation; its earlier codes that nobody opened end here."""
    unopened = (form_codes.c.conversation_id == conversation_id) & form_codes.c.browser.is_(None)
    transaction.connection.execute(delete(form_codes).where(unopened))
    row = {
        "code": transaction.vault.digest(code),
        "conversation_id": conversation_id,
        "created_at": transaction.now,
        "expires_at": expires_at,
    }
    transaction.connection.execute(insert(form_codes).values(row))


def claim_code(transaction: Transaction, code: str, browser: str) -> ClaimedCode | None:
    """Bind `code` to `browser` for good.

    None where another browser was first, where it has expired, and where it was never issued.
    """
    own = transaction.vault.digest(browser)
    here = form_codes.c.code == transaction.vault.digest(code)
    is_free = form_codes.c.browser.is_(None) | (form_codes.c.browser == own)
    claimed = transaction.connection.execute(
        update(form_codes)
        .where(here, is_free, form_codes.c.expires_at > transaction.now)
        .values(browser=own, opened_at=transaction.now)
    )
    if not claimed.rowcount:
        return None
    row = transaction.connection.execute(
        select(form_codes.c.conversation_id, form_codes.c.consultation_id).where(here)
    ).one()
    return ClaimedCode(conversation_id=row.conversation_id, consultation_id=row.consultation_id)


def find_open(transaction: Transaction, browser: str, conversation_id: int) -> KeptConsultation | None:
    """The unsent form of the conversation in this browser, from an earlier code."""
    is_of_talk = form_codes.c.conversation_id == conversation_id
    return _find(transaction, browser, is_of_talk & (consultations.c.status == "open"))


def find_current(transaction: Transaction, browser: str) -> KeptConsultation | None:
    """The form that this browser opened last."""
    return _find(transaction, browser, consultations.c.id == form_codes.c.consultation_id)


def create(transaction: Transaction, body: bytes, *, conversation_id: int, expires_at: datetime) -> KeptConsultation:
    """A new open consultation."""
    row = {
        "conversation_id": conversation_id,
        "status": "open",
        "body": transaction.vault.seal(body),
        "created_at": transaction.now,
        "expires_at": expires_at,
    }
    created = transaction.connection.execute(insert(consultations).values(row).returning(consultations.c.id))
    return KeptConsultation(
        id=created.scalar_one(), conversation_id=conversation_id, body=body, expires_at=expires_at, reference=None
    )


def attach(transaction: Transaction, code: str, consultation: KeptConsultation) -> None:
    """Let `code` lead to the consultation from now on, for as long as that is kept."""
    here = form_codes.c.code == transaction.vault.digest(code)
    values = {"consultation_id": consultation.id, "expires_at": consultation.expires_at}
    transaction.connection.execute(update(form_codes).where(here).values(values))


def save_body(transaction: Transaction, consultation_id: int, body: bytes) -> None:
    """Keep `body`; a consultation that was sent stays as it is."""
    is_open = (consultations.c.id == consultation_id) & (consultations.c.status == "open")
    sealed = transaction.vault.seal(body)
    transaction.connection.execute(update(consultations).where(is_open).values(body=sealed))


def mark_sent(transaction: Transaction, consultation_id: int, *, reference: str, expires_at: datetime) -> None:
    """Close an open consultation under `reference`; one that was sent keeps its own.

    From here on the browser's way to it no longer ends with the talk's retention; erasing the talk still erases it.

    Raises:
        IntegrityError: the reference belongs to another consultation.
    """
    is_open = (consultations.c.id == consultation_id) & (consultations.c.status == "open")
    sent = {"status": "sent", "reference": reference, "sent_at": transaction.now, "expires_at": expires_at}
    transaction.connection.execute(update(consultations).where(is_open).values(sent))
    of_this = form_codes.c.consultation_id == consultation_id
    loose = {"conversation_id": None, "expires_at": expires_at}
    transaction.connection.execute(update(form_codes).where(of_this).values(loose))


def reference_of_talk(connection: Connection, conversation_id: int) -> str | None:
    """The number of the form that was sent last in the conversation, empty where one is open; None without any."""
    of_talk = consultations.c.conversation_id == conversation_id
    # Those that were sent stand first: their number is greater than nothing.
    order = (func.coalesce(consultations.c.sent_at, 0).desc(), consultations.c.id.desc())
    row = connection.execute(select(consultations.c.reference).where(of_talk).order_by(*order).limit(1)).one_or_none()
    return None if row is None else row.reference or ""


def erase(connection: Connection, consultation_id: int) -> None:
    """Delete the consultation and every code that leads to it."""
    connection.execute(delete(form_codes).where(form_codes.c.consultation_id == consultation_id))
    connection.execute(delete(consultations).where(consultations.c.id == consultation_id))


def expire(connection: Connection, now: datetime) -> int:
    """Delete the consultations and codes whose time is over; returns how many consultations."""
    connection.execute(delete(form_codes).where(form_codes.c.expires_at <= now))
    return connection.execute(delete(consultations).where(consultations.c.expires_at <= now)).rowcount


def _find(transaction: Transaction, browser: str, condition: Any) -> KeptConsultation | None:
    """The latest one opened in `browser` that meets `condition` and is still kept."""
    row = transaction.connection.execute(
        select(consultations)
        .join(form_codes, form_codes.c.consultation_id == consultations.c.id)
        .where(form_codes.c.browser == transaction.vault.digest(browser))
        .where(consultations.c.expires_at > transaction.now, condition)
        .order_by(form_codes.c.opened_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return KeptConsultation(
        id=row.id,
        conversation_id=row.conversation_id,
        body=transaction.vault.open(row.body),
        expires_at=row.expires_at,
        reference=row.reference,
    )
