"""Slack's markup of text: what a person's message says without it, and how ours is kept free of it.

https://docs.slack.dev/messaging/formatting-message-text/
"""

import re

_MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI_ONLY = re.compile(r"(?::[^\s:]+:\s*)+")
#: A time such as 10:30:00 is none.
_EMOJI = re.compile(r":[a-z+][a-z0-9_+'-]*:(?::skin-tone-[0-9]:)?")
_SCHEMES = ("mailto:", "tel:")


def read_text(text: str) -> str:
    """`text` as the person saw it when they wrote it; people who are mentioned stay unnamed."""
    # Half of a surrogate pair, which a cut emoji leaves, is legal in JSON and in no file.
    whole = text.encode("utf-8", "replace").decode()
    return _MARKED.sub(_shown, whole).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def without_mentions(text: str) -> str:
    """`text`, still marked up, without the people who are mentioned in it."""
    return re.sub(r"<@[^<>]*>", "", text).strip()


def is_emoji_only(text: str) -> bool:
    """Whether `text` is nothing but emoji, which Slack writes as ``:name:``."""
    return _EMOJI_ONLY.fullmatch(text.strip()) is not None


def without_emoji(text: str) -> str:
    """`text` without what only Slack shows as emoji; elsewhere ``:name:`` would be read as it stands."""
    return _EMOJI.sub("", text)


def escape(text: str) -> str:
    """`text` as itself where Slack reads markup: no link, and above all nobody who is called."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(marked: re.Match[str]) -> str:
    target, label = marked[1], marked[2]
    if target.startswith(("@", "#", "!")):
        return _named(target[0], label)
    return label or next((target.removeprefix(scheme) for scheme in _SCHEMES if target.startswith(scheme)), target)


def _named(sign: str, label: str | None) -> str:
    """A channel or a group by its name where Slack gives one; a person by none."""
    if sign == "@":
        return sign
    return f"#{label or ''}" if sign == "#" else label or "@"
