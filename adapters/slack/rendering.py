"""From a reply to one Slack message, always within Slack's limits.

One message a reply, so that it arrives whole or not at all. Texts are `plain_text`: what a person said is quoted, and
nothing in it may become a link, a format or a call of somebody.

https://docs.slack.dev/reference/block-kit/blocks
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import assert_never

from adapters.choices import write_choice
from adapters.contract import Message
from adapters.slack import buttons, limits, mrkdwn
from dialogs.replies import Bubble, Card, Choice, Link, Reply, Text

_ADDRESS = re.compile(r"https?://[!-~]+")
_TELEPHONE = "tel:"
#: Of the blocks of a message: the buttons, and the choices that fit on none.
_KEPT_FOR_CHOICES = 2


def render_reply(reply: Reply) -> list[Message]:
    """The message of `reply`; the choices hang under its last bubble.

    What goes beyond a message is left out, which a reply within the dialog's own bounds never reaches.
    """
    blocks = [block for number, bubble in enumerate(reply.bubbles) for block in _blocks(bubble, number)]
    if not blocks:
        return []
    blocks = [*_fitting(blocks), *_choices(reply.choices, reply.state)]
    # A link must not be unfolded: whoever fetches the address of the form uses up its one-time code.
    return [{"text": _plain(reply), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}]


def _blocks(bubble: Bubble, number: int) -> Iterator[Message]:
    match bubble:
        case Text():
            yield from _sections(bubble.text)
        case Card():
            yield from _card(bubble, number)
        case _:
            assert_never(bubble)


def _card(card: Card, number: int) -> Iterator[Message]:
    if len(card.title) <= limits.MAX_HEADER_TEXT:
        yield {"type": "header", "text": _text(card.title)}
    else:
        yield from _sections(card.title)
    shown = [_shown(link) for link in card.links if not _is_button(link)]
    yield from _sections("\n".join(line for line in (*card.lines, *shown) if line.strip()))
    linked = [link for link in card.links if _is_button(link)][: limits.MAX_BUTTONS]
    if linked:
        yield _actions([_link(link, f"{buttons.LINK}{number}:{place}") for place, link in enumerate(linked)])


def _sections(text: str) -> Iterator[Message]:
    for piece in limits.split(text, limits.MAX_SECTION_TEXT):
        if piece.strip():
            yield {"type": "section", "text": _text(piece)}


def _fitting(blocks: list[Message]) -> list[Message]:
    """The first blocks of a message that leave room for the choices."""
    lengths = accumulate(len(block["text"]["text"]) if "text" in block else 0 for block in blocks)
    fitting = [block for block, length in zip(blocks, lengths, strict=True) if length <= limits.MAX_BLOCK_TEXT]
    return fitting[: limits.MAX_BLOCKS - _KEPT_FOR_CHOICES]


def _choices(choices: Sequence[Choice], state: str) -> Iterator[Message]:
    values = [(choice, write_choice(choice.id, state)) for choice in choices]
    fitting = [(choice, value) for choice, value in values if len(value) <= limits.MAX_BUTTON_VALUE]
    tapped = fitting[: limits.MAX_BUTTONS]
    if tapped:
        yield _actions([_choice(choice, value, place) for place, (choice, value) in enumerate(tapped)])
    # What cannot be tapped can still be typed.
    typed = [choice.label for choice, value in values if (choice, value) not in tapped]
    if typed:
        yield {"type": "context", "elements": [_text(limits.shorten("\n".join(typed), limits.MAX_CONTEXT_TEXT))]}


def _actions(elements: list[Message]) -> Message:
    return {"type": "actions", "elements": elements}


def _choice(choice: Choice, value: str, place: int) -> Message:
    return {**_button(choice.label, f"{buttons.CHOICE}{place}"), "value": value}


def _link(link: Link, action_id: str) -> Message:
    return {**_button(link.label, action_id), "url": link.url}


def _button(label: str, action_id: str) -> Message:
    return {"type": "button", "text": _text(limits.shorten(label, limits.MAX_BUTTON_TEXT)), "action_id": action_id}


def _text(text: str) -> Message:
    return {"type": "plain_text", "text": text, "emoji": False}


def _is_button(link: Link) -> bool:
    return _ADDRESS.fullmatch(link.url) is not None and len(link.url) <= limits.MAX_BUTTON_URL


def _shown(link: Link) -> str:
    """A number to dial, which no button of Slack does, or an address that it would refuse."""
    return f"{link.label}: {link.url.removeprefix(_TELEPHONE)}"


def _plain(reply: Reply) -> str:
    """Everything that is said, for a notification and for a screen reader; without addresses, which hold codes."""
    lines = [line for bubble in reply.bubbles for line in _lines(bubble)]
    labels = [choice.label for choice in reply.choices]
    return mrkdwn.escape(limits.shorten("\n".join((*lines, *labels)), limits.MAX_TEXT))


def _lines(bubble: Bubble) -> Iterator[str]:
    if isinstance(bubble, Text):
        yield bubble.text
        return
    yield from (bubble.title, *bubble.lines)
    yield from (link.label if _is_button(link) else _shown(link) for link in bubble.links)
