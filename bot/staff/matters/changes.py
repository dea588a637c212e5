"""Closing, reopening and erasing a matter."""

from collections.abc import Callable

from bot.staff.frame.calls import Call
from bot.staff.handover.posts import Posts, create_posts
from bot.staff.handover.switchboard import StaffSwitchboard
from bot.staff.handover.taking import Taking
from bot.staff.matters.showing import last_modal, show_matter, tell_gone
from bot.store import audit, conversations, matters
from bot.store.database import scrub
from bot.store.matters import KeptMatter
from bot.store.transaction import Transaction

#: Changes one matter; False where it stands that way already.
Change = Callable[[Transaction, int], bool]


async def close_matter(call: Call) -> None:
    """Nothing is left to do in it; a live talk ends."""
    is_closed = await call.within(lambda transaction: _change(transaction, call, "close", matters.close))
    # Only now: nobody can take a matter that is closed.
    if is_closed and call.desk.settings.is_staffed:
        taking = Taking(call.desk, _posts(call))
        await call.desk.store.run(lambda: taking.give_back(call.reference, call.member.id))
        call.desk.service.delivery.wake()
    await _show(call, is_changed=is_closed)


async def reopen_matter(call: Call) -> None:
    """There is something to do again."""
    is_reopened = await call.within(lambda transaction: _change(transaction, call, "reopen", matters.reopen))
    await _show(call, is_changed=is_reopened)


async def erase_matter(call: Call) -> None:
    """Erase everything of the person; the member was asked whether they mean it."""
    erased = await call.within(lambda transaction: _erase(transaction, call))
    if erased is None:
        await tell_gone(call)
        return
    await call.desk.store.run(lambda: scrub(call.desk.store.database))
    call.desk.service.delivery.wake()
    await call.show(last_modal(call, call.say(call.desk.texts.matters.erase.done, reference=erased.reference)))


def _change(transaction: Transaction, call: Call, action: str, change: Change) -> bool:
    kept = matters.find(transaction.connection, call.reference)
    is_changed = kept is not None and change(transaction, kept.id)
    if kept is not None and is_changed:
        audit.record(transaction, member=call.member.id, action=action, reference=kept.reference)
    return is_changed


async def _show(call: Call, *, is_changed: bool) -> None:
    news = "" if is_changed else call.say(call.desk.texts.matters.matter.changed_meanwhile)
    await show_matter(call, call.reference, news)


def _erase(transaction: Transaction, call: Call) -> KeptMatter | None:
    kept = matters.find(transaction.connection, call.reference)
    if kept is None:
        return None
    # The same row first as in every turn, so that nobody locks anybody out.
    sender = transaction.vault.open(kept.sealed_address).decode()
    conversations.lock(transaction, kept.channel, sender)
    if call.desk.settings.is_staffed:
        StaffSwitchboard(_posts(call), call.desk.texts).forget(transaction, kept.conversation_id)
    conversations.erase(transaction.connection, kept.conversation_id)
    audit.record(transaction, member=call.member.id, action="erase", reference=kept.reference)
    return kept


def _posts(call: Call) -> Posts:
    return create_posts(call.desk.settings, call.desk.texts, call.desk.signs)
