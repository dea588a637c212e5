"""Notes about a matter, for the staff alone."""

from bot.staff.frame.blocks import modal, text_input
from bot.staff.frame.calls import Call
from bot.staff.frame.listening import Answered
from bot.staff.matters.sheet import read_sheet
from bot.staff.matters.showing import gone_modal
from bot.staff.matters.view import NOTE, view_matter
from bot.store import audit, matters, notes, seen_events
from bot.store.matters import KeptMatter
from bot.store.transaction import Transaction

_FIELD = "note"
_LONGEST = 3000


async def ask_for_note(call: Call) -> None:
    """A field to write a note into."""
    texts = call.desk.texts.matters.note
    field = text_input(_FIELD, call.say(texts.label), multiline=True, max_length=_LONGEST, hint=call.say(texts.hint))
    view = modal(
        call.say(texts.title),
        [field],
        callback_id=NOTE,
        submit=call.say(texts.save),
        close=call.say(call.desk.texts.common.cancel),
        private_metadata=call.reference,
    )
    await call.push(view)


async def keep_note(call: Call) -> Answered:
    """Keep what was written, once, and show it in the matter below."""
    text = call.input(_FIELD).strip()
    if not text:
        return {"response_action": "errors", "errors": {_FIELD: call.say(call.desk.texts.matters.note.empty)}}
    kept = await call.within(lambda transaction: _keep(transaction, call, text[:_LONGEST]))
    if kept is None:
        return {"response_action": "update", "view": gone_modal(call)}
    call.desk.errands.start(_refresh_below(call, kept))
    return None


def _keep(transaction: Transaction, call: Call, text: str) -> KeptMatter | None:
    kept = matters.find(transaction.connection, call.reference)
    if kept is None:
        return None
    # Slack may post a modal twice; what names it is the view, which is new each time it is opened.
    if seen_events.insert_new(transaction.connection, "desk", [f"note-{call.view_id}"], transaction.now):
        notes.add(transaction, kept.conversation_id, member=call.member.id, text=text)
        matters.touch(transaction, kept.id)
        audit.record(transaction, member=call.member.id, action="note", reference=kept.reference)
    return kept


async def _refresh_below(call: Call, kept: KeptMatter) -> None:
    """The matter under the modal that has just closed."""
    below = str(call.view.get("previous_view_id") or "")
    sheet = await call.within(lambda transaction: read_sheet(transaction, kept))
    if below and sheet is not None:
        await call.desk.slack.api().views_update(view_id=below, view=view_matter(call, sheet, ""))
