"""Finding a canned reply: by the command, for a message, for a person, for what was found in a text."""

import asyncio
from datetime import timedelta
from typing import Any

from adapters.slack import mrkdwn
from bot.staff.frame.blocks import View, message
from bot.staff.frame.calls import Call
from bot.staff.lookups.checking import MAX_CHARACTERS
from bot.staff.replies.aim import Aim, read_findings
from bot.staff.replies.values import Person, aim_at, find_person
from bot.staff.replies.views import MAX_QUERY, SEARCH_FIELD, Found, view_picker, view_said
from bot.store import audit, daily_counts, handovers
from bot.store.references import read_reference
from bot.store.transaction import Transaction
from dialogs.canned.library import CannedReply
from dialogs.canned.search import fitting, search

#: For how long a use counts for the order in which replies are shown.
_OF_LATE = timedelta(days=90)
#: How many public replies may fit, beside those to one person.
_PUBLIC_ONES = 2


async def show_replies(call: Call, rest: str) -> None:
    """The search for `rest`, which may begin with the number of the person's matter."""
    first, _, others = rest.partition(" ")
    if read_reference(first):
        await _pick_for(call, first, others.strip())
    else:
        await call.push(await _picker(call, Aim(), rest))


async def pick_for_person(call: Call) -> None:
    """A button under a matter."""
    await _pick_for(call, call.value)


async def pick_for_findings(call: Call) -> None:
    """A button under a text that was looked at for signs."""
    await call.push(await _picker(call, read_findings(call.value)))


async def pick_for_message(call: Call) -> None:
    """The shortcut of a message: its thread, and the person with whom the staff talks there.

    Where there is none, the message itself says which replies may fit; it is kept nowhere.
    """
    channel, thread_ts = call.channel, call.thread_ts or call.message_ts

    def person_there(transaction: Transaction) -> Person | None:
        handover = handovers.find_by_thread(transaction.connection, channel, thread_ts)
        return _look(transaction, call, handover.reference) if handover else None

    person = await call.within(person_there)
    aim = aim_at(person) if person else await _aim_of_text(call)
    await call.push(await _picker(call, aim.at(channel, thread_ts)))


async def pick_again(call: Call) -> None:
    """Back from one reply to all of them."""
    await call.show(await _picker(call, Aim.read(call.private_metadata)))


async def find(call: Call) -> dict[str, Any]:
    """The search again, for other words."""
    view = await _picker(call, Aim.read(call.private_metadata), call.input(SEARCH_FIELD))
    return {"response_action": "update", "view": view}


async def _pick_for(call: Call, reference: str, query: str = "") -> None:
    person = await call.within(lambda transaction: _look(transaction, call, reference))
    if person is not None:
        await call.push(await _picker(call, aim_at(person), query))
        return
    gone = call.say(call.desk.texts.replying.refused["gone"])
    await (call.push(view_said(call, gone)) if call.view else call.tell(message(gone)))


def _look(transaction: Transaction, call: Call, reference: str) -> Person | None:
    """The person of a matter; what is filled in tells of them, so that it is noted as a look."""
    person = find_person(transaction, reference)
    if person is not None:
        audit.record(transaction, member=call.member.id, action="look", reference=person.matter.reference)
    return person


async def _aim_of_text(call: Call) -> Aim:
    text = mrkdwn.read_text(str(call.message.get("text") or ""))[:MAX_CHARACTERS]
    if not text.strip():
        return Aim()
    # Other people are answered while a long text is read.
    checked = await asyncio.to_thread(call.desk.checker.check, text, today=call.desk.clock().date())
    signs = tuple(dict.fromkeys(finding.code for finding in checked.findings if finding.sure))
    return Aim(signs=signs, route=checked.route if checked.route != "other" else None)


async def _picker(call: Call, aim: Aim, query: str = "") -> View:
    library, query = call.desk.library, query.strip()[:MAX_QUERY]
    since = (call.desk.clock() - _OF_LATE).date()
    uses = await call.within(lambda transaction: daily_counts.totals(transaction.connection, "canned", since))
    suiting = [] if query else _suiting(call, aim)
    others = [reply for reply in search(library, query, uses) if reply not in suiting]
    if aim.reference and not query:
        others.sort(key=lambda reply: reply.audience == "public")
    return view_picker(call, aim, Found(query=query, fitting=suiting, others=others, uses=uses))


def _suiting(call: Call, aim: Aim) -> list[CannedReply]:
    """What suits one person, and what may be said in public where none is meant."""
    library = call.desk.library
    direct = fitting(library, signs=aim.signs, route=aim.route)
    if aim.reference:
        return direct
    return [*direct, *fitting(library, signs=aim.signs, route=aim.route, public=True, limit=_PUBLIC_ONES)]
