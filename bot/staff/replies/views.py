"""The modals around canned replies: the search, the preview of one, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.staff.frame.blocks import Block, View, actions, button, context, divider, header, modal, section, text_input
from bot.staff.frame.calls import Call
from bot.staff.replies.aim import Aim
from bot.staff.texts.replying import Way
from dialogs.canned.filling import Filled, fallback_of, needs_value, open_variables
from dialogs.canned.lengths import measure
from dialogs.canned.library import CannedReply, Network

PICKER = "desk:replying:picker"
PREVIEW = "desk:replying:preview"
CHOOSE = "desk:replying:choose"
REFRESH = "desk:replying:refresh"
BACK = "desk:replying:back"

SEARCH_FIELD = "search"
WAY_FIELD = "way"
#: More would have to be scrolled through; a word more finds it sooner.
MAX_SHOWN = 20
MAX_QUERY = 100
_FIELD = "variable:"
_MAX_EXAMPLE = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search came to."""

    query: str
    #: Shown first, where the picker was opened for something.
    fitting: Sequence[CannedReply]
    others: Sequence[CannedReply]
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One reply as the member is about to use it."""

    reply: CannedReply
    filled: Filled
    #: What is known without the member.
    known: Mapping[str, str]
    #: The ways on which it can go, each with what is said of it.
    ways: Mapping[Way, Mapping[str, str]]
    way: Way = "copy"
    notice: str = ""


def field_of(name: str) -> str:
    """The name of the field of a variable."""
    return f"{_FIELD}{name}"


def view_picker(call: Call, aim: Aim, found: Found) -> View:
    """The search with what it found."""
    texts = call.desk.texts.replying
    return modal(
        call.say(texts.title),
        [_search(call, found.query), *_results(call, found)],
        callback_id=PICKER,
        submit=call.say(texts.picker.submit),
        close=call.say(call.desk.texts.common.close),
        private_metadata=aim.write(),
    )


def view_preview(call: Call, aim: Aim, shown: Shown) -> View:
    """One reply, exactly as it will be read, with a field for whatever nobody knows."""
    texts = call.desk.texts.replying
    return modal(
        call.say(texts.title),
        [*_about(call, shown), *_fields(call, shown), *_text(call, shown), _ways(call, shown)],
        callback_id=PREVIEW,
        submit=call.say(texts.preview.submit),
        close=call.say(call.desk.texts.common.cancel),
        private_metadata=aim.showing(shown.reply.code, shown.filled.text).write(),
    )


def view_copy(call: Call, text: str) -> View:
    """The text alone, as something to be copied."""
    element = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return _closing(
        call, [section(call.say(call.desk.texts.replying.copy)), {"type": "rich_text", "elements": [element]}]
    )


def view_said(call: Call, words: str) -> View:
    """How it ended."""
    return _closing(call, [section(words)])


def _closing(call: Call, blocks: Sequence[Block]) -> View:
    return modal(call.say(call.desk.texts.replying.title), blocks, close=call.say(call.desk.texts.common.close))


def _search(call: Call, query: str) -> Block:
    texts = call.desk.texts.replying.picker
    label, hint = call.say(texts.search), call.say(texts.hint)
    return text_input(SEARCH_FIELD, label, initial=query, max_length=MAX_QUERY, optional=True, hint=hint)


def _results(call: Call, found: Found) -> Iterator[Block]:
    texts = call.desk.texts.replying.picker
    others = found.others[: MAX_SHOWN - len(found.fitting)]
    if found.fitting:
        yield header(call.say(texts.fitting))
        yield from (_entry(call, number, reply, found.uses) for number, reply in enumerate(found.fitting))
    if found.query:
        yield context(call.say(texts.found, count=len(found.others)) if found.others else call.say(texts.none))
    elif others:
        yield header(call.say(texts.others))
    yield from (_entry(call, number, reply, found.uses) for number, reply in enumerate(others, len(found.fitting)))
    if len(others) < len(found.others):
        yield context(call.say(texts.more, count=len(found.others) - len(others)))


def _entry(call: Call, number: int, reply: CannedReply, uses: Mapping[str, int]) -> Block:
    texts = call.desk.texts.replying
    about = call.say(texts.picker.about, **_traits(call, reply), code=reply.code)
    if uses.get(reply.code):
        about = call.say(texts.picker.used, about=about, count=uses[reply.code])
    return section(f"{reply.title}\n{about}", button(call.say(texts.picker.choose), f"{CHOOSE}:{number}", reply.code))


def _about(call: Call, shown: Shown) -> Iterator[Block]:
    texts = call.desk.texts.replying
    yield header(shown.reply.title)
    yield section(call.say(texts.preview.about, **_traits(call, shown.reply), owner=shown.reply.owner))
    if shown.notice:
        yield context(f"*{shown.notice}*")


def _traits(call: Call, reply: CannedReply) -> dict[str, str]:
    texts = call.desk.texts.replying
    networks = " / ".join(call.say(texts.networks[network]) for network in reply.networks)
    return {"audience": call.say(texts.audience[reply.audience]), "networks": networks}


def _fields(call: Call, shown: Shown) -> Iterator[Block]:
    library = call.desk.library
    texts = call.desk.texts.replying.preview
    for name in open_variables(library, shown.reply, shown.known):
        variable, is_needed = library.variables[name], needs_value(library, shown.reply, name)
        fallback = call.say(texts.fallback, fallback=fallback_of(library, shown.reply, name))
        example = call.say(texts.example, example=variable.example[:_MAX_EXAMPLE]) if variable.example else ""
        hint = " ".join(part for part in (call.say(texts.required) if is_needed else fallback, example) if part)
        field = text_input(field_of(name), variable.ask, max_length=variable.longest, optional=not is_needed, hint=hint)
        yield {**field, "element": {**field["element"], "action_id": field_of(name)}}


def _text(call: Call, shown: Shown) -> Iterator[Block]:
    texts = call.desk.texts.replying.preview
    yield divider()
    yield context(f"*{call.say(texts.shown)}*")
    yield section(shown.filled.text)
    lengths = [_length(call, network, shown.filled.text) for network in shown.reply.networks]
    yield context("\n".join([f"*{call.say(texts.lengths)}*", *lengths]))
    buttons = [button(call.say(call.desk.texts.common.back), BACK)]
    if open_variables(call.desk.library, shown.reply, shown.known):
        buttons = [button(call.say(texts.refresh), REFRESH, style="primary"), *buttons]
    yield actions(*buttons)


def _length(call: Call, network: Network, text: str) -> str:
    texts, length = call.desk.texts.replying.preview, measure(network, text)
    named = call.say(call.desk.texts.replying.networks[network])
    if length.at_most is None:
        return call.say(texts.free, network=named, used=length.used)
    if length.over:
        return call.say(texts.over, network=named, used=length.used, limit=length.at_most, over=length.over)
    return call.say(texts.length, network=named, used=length.used, limit=length.at_most)


def _ways(call: Call, shown: Shown) -> Block:
    texts = call.desk.texts.replying.preview
    options = {
        way: {
            "text": _plain(call.say(texts.way[way].label)),
            "value": way,
            "description": _plain(call.say(texts.way[way].about, **values)),
        }
        for way, values in shown.ways.items()
    }
    element: Block = {"type": "radio_buttons", "action_id": WAY_FIELD, "options": list(options.values())}
    element["initial_option"] = options[shown.way]
    return {"type": "input", "block_id": WAY_FIELD, "label": _plain(call.say(texts.ways)), "element": element}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
