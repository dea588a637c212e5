"""``/hitoiki cases …``: the list or one matter, and what is clicked in them."""

from bot.staff.frame.blocks import message
from bot.staff.frame.calls import Call
from bot.staff.frame.listening import Listening
from bot.staff.matters.changes import close_matter, erase_matter, reopen_matter
from bot.staff.matters.listing import OPEN, read_list, show_list
from bot.staff.matters.notes import ask_for_note, keep_note
from bot.staff.matters.showing import show_matter
from bot.staff.matters.view import CLOSE, ERASE, NOTE, REOPEN
from bot.store.references import read_reference

_LONGEST_WORD = 40


def register_matters(listening: Listening) -> None:
    """Listen to what is clicked in a list of matters and in one of them."""
    listening.action(OPEN, open_matter)
    listening.action(CLOSE, close_matter)
    listening.action(REOPEN, reopen_matter)
    listening.action(ERASE, erase_matter)
    listening.action(NOTE, ask_for_note)
    listening.submission(NOTE, keep_note)


async def show_matters(call: Call, rest: str) -> None:
    """The list that `rest` names, or the matter that bears that number."""
    texts = call.desk.texts.matters.list
    word = rest.casefold() or texts.called["open"][0]
    which = next((which for which, called in texts.called.items() if word in called), None)
    if which is not None:
        await show_list(call, await call.within(lambda transaction: read_list(transaction, call, which)))
    elif read_reference(rest):
        await show_matter(call, rest)
    else:
        await call.tell(message(call.say(texts.unknown, word=rest[:_LONGEST_WORD])))


async def open_matter(call: Call) -> None:
    """Somebody clicked on one of a list."""
    await show_matter(call, call.reference)
