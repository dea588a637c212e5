"""Slack's blocks, cut to its limits; what does not fit is said to be missing.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Sequence
from typing import Any, Literal

from adapters.slack import limits
from bot.staff.texts.words import Language, Words

Block = dict[str, Any]
View = dict[str, Any]
Message = dict[str, Any]

MAX_TITLE = 24
MAX_MODAL_BLOCKS = 100
MAX_INPUT_TEXT = 3000
_MAX_CONFIRM_TEXT = 300
_NOTHING = "…"
_MAX_LABEL = 2000
_MAX_HINT = 2000


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": _plain(text, limits.MAX_HEADER_TEXT)}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph in which nothing is markup: the words of a person are safe in it."""
    block = {"type": "section", "text": _plain(text, limits.MAX_SECTION_TEXT)}
    return block if accessory is None else {**block, "accessory": accessory}


def markdown(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of our own words, in Slack's markup."""
    block = {"type": "section", "text": _marked(text, limits.MAX_SECTION_TEXT)}
    return block if accessory is None else {**block, "accessory": accessory}


def context(text: str) -> Block:
    """A small line of our own words, in Slack's markup, so that it can name members."""
    return {"type": "context", "elements": [_marked(text, limits.MAX_CONTEXT_TEXT)]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    """Buttons side by side."""
    return {"type": "actions", "elements": list(elements)[: limits.MAX_BUTTONS]}


def button(  # noqa: PLR0913  (what Slack lets a button have)
    label: str,
    action_id: str,
    value: str = "",
    *,
    style: Literal["primary", "danger"] | None = None,
    confirm: Block | None = None,
    url: str = "",
) -> Block:
    """A button; `value` holds a reference, never anything of a person."""
    made: Block = {"type": "button", "text": _plain(label, limits.MAX_BUTTON_TEXT), "action_id": action_id}
    more = {"value": value, "style": style, "confirm": confirm, "url": url}
    return made | {name: given for name, given in more.items() if given}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """What is asked before a button does what cannot be undone."""
    return {
        "title": _plain(title, 100),
        "text": _plain(text, _MAX_CONFIRM_TEXT),
        "confirm": _plain(yes, 30),
        "deny": _plain(no, 30),
        "style": "danger",
    }


def modal(  # noqa: PLR0913  (what Slack lets a modal have)
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "",
    private_metadata: str = "",
    notify_on_close: bool = False,
) -> View:
    """A modal; `private_metadata` holds a reference, never anything of a person."""
    view: View = {
        "type": "modal",
        "title": _plain(title, MAX_TITLE),
        "blocks": list(blocks)[:MAX_MODAL_BLOCKS],
        "private_metadata": private_metadata,
        "notify_on_close": notify_on_close,
    }
    buttons = {"submit": submit, "close": close}
    view |= {name: _plain(label, MAX_TITLE) for name, label in buttons.items() if label}
    return {**view, "callback_id": callback_id} if callback_id else view


def home(blocks: Sequence[Block]) -> View:
    """The Home tab of one person."""
    return {"type": "home", "blocks": list(blocks)[:MAX_MODAL_BLOCKS]}


def text_input(  # noqa: PLR0913  (what Slack lets an input have)
    block_id: str,
    label: str,
    *,
    initial: str = "",
    multiline: bool = False,
    max_length: int = MAX_INPUT_TEXT,
    optional: bool = False,
    hint: str = "",
) -> Block:
    """A field to write into; its value is found under `block_id`."""
    longest = min(max_length, MAX_INPUT_TEXT)
    # Slack wants each action_id once in a view.
    element: Block = {"type": "plain_text_input", "action_id": block_id, "multiline": multiline, "max_length": longest}
    if initial:
        element["initial_value"] = initial[:longest]
    block: Block = {"type": "input", "block_id": block_id, "label": _plain(label, _MAX_LABEL), "element": element}
    block["optional"] = optional
    return {**block, "hint": _plain(hint, _MAX_HINT)} if hint else block


def message(text: str, blocks: Sequence[Block] = ()) -> Message:
    """A message with what its notification says; without blocks, the text is shown as it is."""
    shown = list(blocks)[: limits.MAX_BLOCKS] or [section(text)]
    return {"text": limits.shorten(text, limits.MAX_TEXT), "blocks": shown}


def cut(text: str, limit: int, more: Words, language: Language) -> str:
    """`text`, or its beginning and the words that say that it goes on."""
    if len(text) <= limit:
        return text
    said = more.say(language)
    return text[: limit - len(said)] + said


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": _filled(text, limit), "emoji": False}


def _marked(text: str, limit: int) -> Block:
    return {"type": "mrkdwn", "text": _filled(text, limit), "verbatim": True}


def _filled(text: str, limit: int) -> str:
    """`text` within `limit`; Slack refuses a text in which nothing stands."""
    return limits.shorten(text, limit) if text.strip() else _NOTHING
