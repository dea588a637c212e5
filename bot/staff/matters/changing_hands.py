"""A member takes a matter or gives it back; what lies between is `bot.staff.handover.thread`."""

from bot.staff.frame import blocks
from bot.staff.frame.calls import Call
from bot.staff.frame.desk import Desk
from bot.staff.frame.listening import Listening
from bot.staff.handover.cards import END, TAKE, named
from bot.staff.handover.posts import create_posts
from bot.staff.handover.taking import Taken, Taking
from bot.staff.matters.showing import show_matter
from bot.staff.texts.words import Words


def register_handover(listening: Listening) -> None:
    """Listen to the buttons of the card and of the thread."""
    listening.action(TAKE, lambda call: take_matter(call, call.reference))
    listening.action(END, lambda call: end_matter(call, call.reference))


async def take_matter(call: Call, typed: str) -> None:
    """``/hitoiki take REF``: the person talks with the member from now on."""
    texts = call.desk.texts.handover
    if not typed.strip():
        await _tell(call, texts.which)
    elif not call.desk.settings.staff_channel:
        await _tell(call, texts.no_channel)
    else:
        taking = _taking(call.desk)
        taken = await call.desk.store.run(lambda: taking.take(typed, call.member.id))
        call.desk.service.delivery.wake()
        await _tell_taken(call, taken)


async def end_matter(call: Call, typed: str) -> None:
    """``/hitoiki end REF``: the bot goes on."""
    texts = call.desk.texts.handover
    if not typed.strip():
        await _tell(call, texts.which)
        return
    taking = _taking(call.desk)
    reference = await call.desk.store.run(lambda: taking.give_back(typed, call.member.id))
    call.desk.service.delivery.wake()
    words = texts.given_back if reference else texts.nothing_to_end
    await _tell(call, words, reference=reference or typed.strip()[:20])


async def _tell_taken(call: Call, taken: Taken) -> None:
    texts = call.desk.texts.handover
    words = {
        "taken": texts.taken,
        "yours": texts.yours,
        "others": texts.others,
        "closed": texts.closed,
        "gone": texts.gone,
    }[taken.outcome]
    told = call.say(words, reference=taken.reference, member=named(taken.member))
    if call.view.get("type") == "modal":
        await show_matter(call, call.reference, told)
    else:
        await call.tell(blocks.message(told, [blocks.markdown(told)]))


async def _tell(call: Call, words: Words, **values: object) -> None:
    await call.tell(blocks.message(call.say(words, **values)))


def _taking(desk: Desk) -> Taking:
    return Taking(desk, create_posts(desk.settings, desk.texts, desk.signs))
