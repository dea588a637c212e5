"""Showing one matter to a member, and saying so where it is gone."""

from bot.staff.frame.blocks import View, message, modal, section
from bot.staff.frame.calls import Call
from bot.staff.matters.sheet import Sheet, read_sheet
from bot.staff.matters.view import view_matter
from bot.store import audit, matters
from bot.store.transaction import Transaction


async def show_matter(call: Call, reference: str, news: str = "") -> None:
    """Show one matter in a modal, under `news`; that it was looked at is kept."""
    sheet = await call.within(lambda transaction: _look(transaction, call, reference))
    await (call.show(view_matter(call, sheet, news)) if sheet else tell_gone(call))


async def tell_gone(call: Call) -> None:
    """There is no such matter, or no longer."""
    if call.view.get("type") == "modal":
        await call.show(gone_modal(call))
    else:
        await call.tell(message(call.say(call.desk.texts.matters.gone)))


def gone_modal(call: Call) -> View:
    """The same in the place of what was shown."""
    return last_modal(call, call.say(call.desk.texts.matters.gone))


def last_modal(call: Call, said: str) -> View:
    """A modal that says one thing and can only be closed."""
    texts = call.desk.texts
    return modal(call.say(texts.matters.matter.title), [section(said)], close=call.say(texts.common.close))


def _look(transaction: Transaction, call: Call, reference: str) -> Sheet | None:
    matter = matters.find(transaction.connection, reference)
    if matter is None:
        return None
    audit.record(transaction, member=call.member.id, action="look", reference=matter.reference)
    return read_sheet(transaction, matter)
