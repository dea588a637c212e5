"""Replies as the plain dicts that the page draws bubbles from."""

from typing import Final, assert_never

from adapters.contract import Message
from dialogs.replies import Bubble, Card, Choice, Link, Reply, Text

_TELEPHONE: Final = "tel:"


def render_reply(reply: Reply) -> list[Message]:
    """One message a bubble; the choices hang under the last one."""
    messages = [_message(bubble) for bubble in reply.bubbles]
    if messages and reply.choices:
        messages[-1] |= {"choices": [_choice(choice) for choice in reply.choices], "state": reply.state}
    return messages


def _message(bubble: Bubble) -> Message:
    match bubble:
        case Text():
            return {"type": "text", "text": bubble.text}
        case Card():
            return {
                "type": "card",
                "title": bubble.title,
                "lines": list(bubble.lines),
                "links": [_link(link) for link in bubble.links],
                "tone": bubble.tone,
            }
        case _:
            assert_never(bubble)


def _choice(choice: Choice) -> Message:
    return {"id": choice.id, "label": choice.label}


def _link(link: Link) -> Message:
    """A number that the label does not show is added: a desktop computer cannot dial."""
    number = link.url.removeprefix(_TELEPHONE)
    is_hidden_number = number != link.url and _digits(number) not in _digits(link.label)
    return {"label": f"{link.label} {number}" if is_hidden_number else link.label, "url": link.url}


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
