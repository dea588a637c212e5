"""``/hitoiki content``: which content runs, who changed what in it, and where the dialog can be seen as a picture."""

from collections.abc import Iterator
from typing import Final

from adapters.slack import limits
from bot.staff.frame import blocks
from bot.staff.frame.blocks import Block
from bot.staff.frame.calls import Call
from bot.staff.lookups.content_history import Change, History, read_history
from dialogs.catalog_files import CONTENT_DIR

_MAX_CHANGES: Final = 5
_MAX_FILES: Final = 3
_MAX_WHAT: Final = 200
#: In the repository, below the address in the settings.
_DIAGRAM: Final = "docs/dialog.md"


async def content(call: Call, rest: str) -> None:  # noqa: ARG001  (every subcommand gets what was typed after it)
    """Show what runs."""
    await call.record("content")
    history = await read_history(CONTENT_DIR, _MAX_CHANGES)
    title = call.say(call.desk.texts.content.title)
    await call.tell(blocks.message(title, [blocks.header(title), *_blocks(call, history)]))


def _blocks(call: Call, history: History | None) -> Iterator[Block]:
    texts = call.desk.texts.content
    yield blocks.section(call.say(texts.version, version=call.desk.catalog.version))
    if history is None:
        yield blocks.section(call.say(texts.no_history))
    else:
        if history.unsaved:
            yield blocks.section(call.say(texts.unsaved, count=history.unsaved))
        changes = [_change(call, change) for change in history.changes]
        yield blocks.section("\n".join([call.say(texts.changes_title), *changes]))
    source = call.desk.settings.source_url
    if source:
        # A link in the text: a button with an address would be posted back here, and mean nothing.
        yield blocks.markdown(f"<{_encoded(source)}/{_DIAGRAM}|{call.say(texts.diagram)}>")
    else:
        yield blocks.section(call.say(texts.no_diagram))


def _change(call: Call, change: Change) -> str:
    texts = call.desk.texts
    day = call.say(texts.figures.date, year=change.day.year, month=change.day.month, day=change.day.day)
    line = call.say(texts.content.change, day=day, who=change.who, what=limits.shorten(change.what, _MAX_WHAT))
    named = ", ".join(change.files[:_MAX_FILES])
    more = len(change.files) - _MAX_FILES
    return f"{line}\n{call.say(texts.content.more_files, files=named, count=more) if more > 0 else named}"


def _encoded(url: str) -> str:
    """`url` without the signs that would end the link."""
    return url.replace("|", "%7C").replace(">", "%3E").replace("&", "&amp;")
