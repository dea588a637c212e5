"""A canned reply on its way: chosen, filled in, looked at, used.

Nothing goes anywhere but the very text that the member was shown.
"""

from dataclasses import replace
from typing import Any, get_args

from bot.staff.frame.blocks import View
from bot.staff.frame.calls import Call
from bot.staff.frame.listening import Listening
from bot.staff.replies.aim import Aim
from bot.staff.replies.picking import find, pick_again, pick_for_findings, pick_for_message, pick_for_person
from bot.staff.replies.using import PublicQueue, Use, use_reply, ways_of
from bot.staff.replies.values import Person, find_person, values_for
from bot.staff.replies.views import (
    BACK,
    CHOOSE,
    PICKER,
    PREVIEW,
    REFRESH,
    WAY_FIELD,
    Shown,
    field_of,
    view_preview,
    view_said,
)
from bot.staff.texts.replying import Way
from dialogs.canned.filling import fill, open_variables, wrong_value
from dialogs.canned.library import CannedReply

OPEN = "desk:replying:open"
PICK = "desk:replying:pick"
SHORTCUT = "desk:replying:message"


def register_replying(listening: Listening, queue: PublicQueue | None = None) -> None:
    """Listen to whatever leads to a canned reply; `queue` takes replies to public inquiries where there is one."""
    replying = Replying(queue)
    listening.shortcut(SHORTCUT, pick_for_message)
    listening.action(OPEN, pick_for_person)
    listening.action(PICK, pick_for_findings)
    listening.action(BACK, pick_again)
    listening.submission(PICKER, find)
    listening.action(CHOOSE, replying.choose)
    listening.action(REFRESH, replying.refresh)
    listening.submission(PREVIEW, replying.use)


class Replying:
    """One reply on its way: chosen, looked at, used."""

    def __init__(self, queue: PublicQueue | None) -> None:
        self._queue = queue

    async def choose(self, call: Call) -> None:
        """One of those that were found."""
        await call.show(await self._preview(call, Aim.read(call.private_metadata), call.value))

    async def refresh(self, call: Call) -> None:
        """The same one, with what was typed meanwhile."""
        aim = Aim.read(call.private_metadata)
        await call.show(await self._preview(call, aim, aim.code))

    async def use(self, call: Call) -> dict[str, Any] | None:
        """Let the reply go where the member wants it, if it is still the text that they saw."""
        aim = Aim.read(call.private_metadata)
        reply = call.desk.library.replies.get(aim.code)
        if reply is None:
            return _update(view_said(call, call.say(call.desk.texts.replying.refused["withdrawn"])))
        person = await call.within(lambda transaction: find_person(transaction, aim.reference))
        shown = self._shown(call, aim, reply, person)
        if errors := _errors(call, shown):
            return {"response_action": "errors", "errors": errors}
        if not aim.has_shown(shown.filled.text):
            changed = call.say(call.desk.texts.replying.preview.changed)
            return _update(view_preview(call, aim, replace(shown, notice=changed)))
        use = Use(reply=reply, text=shown.filled.text, aim=aim, queue=self._queue)
        return await use_reply(call, use, _way(call))

    async def _preview(self, call: Call, aim: Aim, code: str) -> View:
        reply = call.desk.library.replies.get(code)
        if reply is None:
            return view_said(call, call.say(call.desk.texts.replying.refused["withdrawn"]))
        person = await call.within(lambda transaction: find_person(transaction, aim.reference))
        return view_preview(call, aim, self._shown(call, aim, reply, person))

    def _shown(self, call: Call, aim: Aim, reply: CannedReply, person: Person | None) -> Shown:
        known = values_for(call.desk, person)
        ways = ways_of(call, aim, reply, person.matter if person else None, self._queue)
        return Shown(
            reply=reply,
            filled=fill(call.desk.library, reply, {**known, **_given(call, reply)}),
            known=known,
            ways=ways,
            way=_way(call) if _way(call) in ways else "copy",
        )


def _given(call: Call, reply: CannedReply) -> dict[str, str]:
    """What the member typed, by variable; a value that cannot be used is shown all the same, and refused on use."""
    names = open_variables(call.desk.library, reply, {})
    return {name: value for name in names if (value := call.input(field_of(name)).strip())}


def _errors(call: Call, shown: Shown) -> dict[str, str]:
    """What is wrong with what stands in the fields of the modal, by their names."""
    library, texts = call.desk.library, call.desk.texts.replying.wrong
    errors = {}
    for name in open_variables(library, shown.reply, shown.known):
        wrong = wrong_value(library, shown.reply, name, call.input(field_of(name)))
        if wrong and field_of(name) in _fields(call):
            errors[field_of(name)] = call.say(texts[wrong], longest=library.variables[name].longest)
    return errors


def _fields(call: Call) -> set[object]:
    blocks = call.view.get("blocks")
    return {block.get("block_id") for block in blocks} if isinstance(blocks, list) else set()


def _way(call: Call) -> Way:
    chosen = call.input(WAY_FIELD)
    return next((way for way in get_args(Way) if way == chosen), "copy")


def _update(view: View) -> dict[str, Any]:
    return {"response_action": "update", "view": view}
