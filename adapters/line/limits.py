"""LINE's limits for what we send, and its two ways of counting characters.

https://developers.line.biz/en/docs/messaging-api/text-character-count/
"""

import regex

MAX_MESSAGES = 5
MAX_QUICK_REPLIES = 13
MAX_BUBBLE_BYTES = 30_000

# Counted in UTF-16 code units.
MAX_TEXT_UNITS = 5000
MAX_ALT_TEXT_UNITS = 1500
MAX_POSTBACK_DATA_UNITS = 300
MAX_URI_UNITS = 1000

# Counted in grapheme clusters.
MAX_QUICK_REPLY_LABEL = 20
MAX_FLEX_LABEL = 40
MAX_DISPLAY_TEXT = 300

_ELLIPSIS = "…"
_NEARBY = 0.9
_GRAPHEME = regex.compile(r"\X")


def utf16_units(text: str) -> int:
    """The length by which LINE counts texts, alternative texts, postback data and addresses."""
    return len(text.encode("utf-16-le")) // 2


def shorten_graphemes(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis, in at most `limit` grapheme clusters (labels)."""
    if len(text) <= limit:  # never fewer code points than clusters
        return text
    clusters = _GRAPHEME.findall(text)
    return text if len(clusters) <= limit else "".join(clusters[: limit - 1]) + _ELLIPSIS


def shorten_units(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis, in at most `limit` UTF-16 code units."""
    return text if utf16_units(text) <= limit else _head(text, limit - 1) + _ELLIPSIS


def split_units(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` (two or more) UTF-16 code units, cut after a sentence if one ends nearby."""
    pieces = []
    while utf16_units(text) > limit:
        head = _head(text, limit)
        stop = max(head.rfind("\n"), head.rfind("。")) + 1
        piece = head[:stop] if stop > len(head) * _NEARBY else head
        pieces.append(piece)
        text = text[len(piece) :]
    return [*pieces, text]


def _head(text: str, limit: int) -> str:
    """The first `limit` code units, without half of a surrogate pair."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
