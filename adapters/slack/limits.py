"""Slack's limits for what we send.

https://docs.slack.dev/reference/block-kit/blocks
"""

MAX_BLOCKS = 50
MAX_SECTION_TEXT = 3000
MAX_HEADER_TEXT = 150
MAX_CONTEXT_TEXT = 2000
MAX_BUTTON_TEXT = 75
MAX_BUTTON_VALUE = 2000
MAX_BUTTON_URL = 3000
MAX_BUTTONS = 25
#: All blocks of a message together; the bound is undocumented and was met from 11,300 on (slackapi/bolt-js #2509).
MAX_BLOCK_TEXT = 10_000
#: Slack takes 40,000 characters of text, asks for at most 4,000 and shows the beginning in a notification.
MAX_TEXT = 3000

_ELLIPSIS = "…"
_NEARBY = 0.9


def shorten(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis, in at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + _ELLIPSIS


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters, cut after a sentence if one ends nearby."""
    pieces = []
    while len(text) > limit:
        stop = max(text.rfind("\n", 0, limit), text.rfind("。", 0, limit)) + 1
        stop = stop if stop > limit * _NEARBY else limit
        pieces.append(text[:stop])
        text = text[stop:]
    return [*pieces, text]
