"""From a reply to LINE's messages, always within LINE's limits.

https://developers.line.biz/en/reference/messaging-api/#message-objects
https://developers.line.biz/en/docs/messaging-api/flex-message-elements/
"""

import re
from collections.abc import Sequence
from typing import Any, Literal, assert_never

import msgspec

from adapters.choices import write_choice
from adapters.contract import Message
from adapters.line import limits
from dialogs.replies import Bubble, Card, Choice, Link, Reply, Text

# Contrast of text on ground, by WCAG: ink on white 15.9, on either tint 14.6 or more; white on the button 6.9.
_INK = "#1F2328"
_BUTTON = "#1F5F8B"
# The words say what is meant; the tint only sets the card apart, without alarming.
_TINTS: dict[Literal["plain", "caution", "danger"], str | None] = {
    "plain": None,
    "caution": "#FFF8E1",
    "danger": "#FDF0EC",
}
_ADDRESS = re.compile(r"(?:https?://|tel:)[!-~]+")


def render_reply(reply: Reply) -> list[Message]:
    """The messages of `reply`; the choices hang under the last one.

    At most five messages are kept, which a reply of three bubbles reaches only with texts of thousands of characters.
    """
    messages = [message for bubble in reply.bubbles for message in _render(bubble)][: limits.MAX_MESSAGES]
    if messages and reply.choices:
        messages[-1]["quickReply"] = {"items": _quick_replies(reply.choices, reply.state)}
    return messages


def _render(bubble: Bubble) -> list[Message]:
    match bubble:
        case Text():
            return _texts(bubble.text)
        case Card():
            return _card(bubble)
        case _:
            assert_never(bubble)


def _texts(text: str) -> list[Message]:
    return [{"type": "text", "text": piece} for piece in limits.split_units(text, limits.MAX_TEXT_UNITS)]


def _card(card: Card) -> list[Message]:
    bubble = _bubble(card)
    if len(msgspec.json.encode(bubble)) > limits.MAX_BUBBLE_BYTES:
        return _texts(card.plain)
    alt_text = limits.shorten_units(card.plain, limits.MAX_ALT_TEXT_UNITS)
    return [{"type": "flex", "altText": alt_text, "contents": bubble}]


def _bubble(card: Card) -> Message:
    title = _text(card.title, size="lg", weight="bold")
    lines = [_text(line, size="md") for line in card.lines if line.strip()]
    bubble: Message = {"type": "bubble", "size": "mega", "body": _box([title, *lines])}
    if card.links:
        bubble["footer"] = _box([_link(link, first=link is card.links[0]) for link in card.links])
    if tint := _TINTS[card.tone]:
        bubble["styles"] = {part: {"backgroundColor": tint} for part in ("body", "footer") if part in bubble}
    return bubble


def _box(contents: Sequence[Message]) -> Message:
    return {"type": "box", "layout": "vertical", "spacing": "md", "contents": contents}


def _text(text: str, **style: Any) -> Message:
    """`scaling` follows the size of letters that the person has chosen in LINE."""
    return {"type": "text", "text": text, "wrap": True, "color": _INK, "scaling": True, **style}


def _link(link: Link, *, first: bool) -> Message:
    """A button, or a line of text where LINE would refuse the address and with it the whole message."""
    if not _ADDRESS.fullmatch(link.url) or limits.utf16_units(link.url) > limits.MAX_URI_UNITS:
        return _text(f"{link.label}: {link.url}", size="md")
    style = {"style": "primary", "color": _BUTTON} if first else {"style": "secondary"}
    label = limits.shorten_graphemes(link.label, limits.MAX_FLEX_LABEL)
    action = {"type": "uri", "label": label, "uri": link.url}
    return {"type": "button", "action": action, "adjustMode": "shrink-to-fit", "scaling": True, **style}


def _quick_replies(choices: Sequence[Choice], state: str) -> list[Message]:
    return [{"type": "action", "action": _action(choice, state)} for choice in choices[: limits.MAX_QUICK_REPLIES]]


def _action(choice: Choice, state: str) -> Message:
    """A postback whose tap shows as the person's own words, whole even where the label had to be cut."""
    label = limits.shorten_graphemes(choice.label, limits.MAX_QUICK_REPLY_LABEL)
    said = limits.shorten_graphemes(choice.label, limits.MAX_DISPLAY_TEXT)
    data = write_choice(choice.id, state)
    if limits.utf16_units(data) > limits.MAX_POSTBACK_DATA_UNITS:
        # Said as text, a choice is recognised by its label.
        return {"type": "message", "label": label, "text": said}
    return {"type": "postback", "label": label, "data": data, "displayText": said}
