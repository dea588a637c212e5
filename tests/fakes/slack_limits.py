"""What Slack refuses of messages and views: its SDK's own models, and the rules that those leave out.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
MAX_TEXT = 40_000
MAX_BLOCK_TEXT = 11_300
_MAX_ELEMENTS = 25

#: Where a fault is, as Slack's JSON pointer, and what it is.
Fault = tuple[str, str]


def check_blocks(blocks: Any, at_most: int = MAX_MESSAGE_BLOCKS) -> list[Fault]:
    """Faults of the blocks of one message or view."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return [("/blocks", "must be an array of objects")]
    faults = [fault for number, block in enumerate(blocks) for fault in _block(block, f"/blocks/{number}")]
    if len(blocks) > at_most:
        faults.append(("/blocks", f"no more than {at_most} items allowed"))
    return [*faults, *_repeated(blocks)]


def block_text(blocks: list[dict[str, Any]]) -> int:
    """How many characters all texts of the blocks have together."""
    return sum(len(text["text"]) for block in blocks for text in _texts(block))


def check_view(view: Any) -> list[Fault]:
    """Faults of a modal or a Home tab."""
    if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
        return [("/view", "must be a modal or a home")]
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError) as error:
        return [("/view", f"unsupported: {error}")]
    titles = [("/view/title", "is missing")] if view["type"] == "modal" and not view.get("title") else []
    return [*titles, *check_blocks(view.get("blocks"), MAX_VIEW_BLOCKS)]


def _block(block: dict[str, Any], path: str) -> Iterator[Fault]:
    parsed = Block.parse_all([block])
    if parsed != [None] and len(parsed) == 1:
        try:
            if _is_whole(block, parsed[0].to_dict()):
                yield from _texts_faults(block, path)
                yield from _element_faults(block, path)
                return
        except (SlackObjectFormationError, TypeError, AttributeError) as error:
            yield path, f"must be valid: {error}"
            return
    yield path, f"unsupported type or property: {block.get('type')}"


def _is_whole(sent: Any, known: Any) -> bool:
    """Whether the model knows everything that was sent; what it does not know it drops."""
    if isinstance(sent, dict):
        return isinstance(known, dict) and all(key in known and _is_whole(sent[key], known[key]) for key in sent)
    if isinstance(sent, list):
        return len(sent) == len(known) and all(map(_is_whole, sent, known))
    return bool(sent == known)


def _texts_faults(block: dict[str, Any], path: str) -> Iterator[Fault]:
    for text in _texts(block):
        if not text["text"].strip():
            yield path, "must be more than 0 characters"


def _element_faults(block: dict[str, Any], path: str) -> Iterator[Fault]:
    elements = block.get("elements", [])
    most = 10 if block["type"] == "context" else _MAX_ELEMENTS
    if "elements" in block and not 1 <= len(elements) <= most:
        yield f"{path}/elements", f"must have 1 to {most} items"
    for number, element in enumerate(elements):
        if "url" in element and urlsplit(element["url"]).scheme not in {"http", "https"}:
            yield f"{path}/elements/{number}/url", "invalid url"


def _repeated(blocks: list[dict[str, Any]]) -> Iterator[Fault]:
    for key, owners in (("block_id", blocks), ("action_id", [one for block in blocks for one in _elements(block)])):
        counted = Counter(owner[key] for owner in owners if owner.get(key))
        yield from (("/blocks", f"{key} already exists: {name}") for name, count in counted.items() if count > 1)


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    held = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    return [element for element in held if isinstance(element, dict)]


def _texts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"} and isinstance(value.get("text"), str):
            yield value
        else:
            for part in value.values():
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
