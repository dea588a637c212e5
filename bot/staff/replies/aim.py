"""What a canned reply is picked for. It travels with the modal and holds codes alone, nothing of a person."""

import hashlib
import secrets
from typing import Self

import msgspec

from dialogs.conversation import ROUTES, SIGN_CODES, Route, SignCode


class Aim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a reply may go, what it should suit, and what of it the member has seen."""

    #: Of the matter whose person may get it.
    reference: str = ""
    #: The thread in Slack in which it may be posted.
    channel: str = ""
    thread_ts: str = ""
    signs: tuple[SignCode, ...] = ()
    route: Route | None = None
    #: The reply that was chosen.
    code: str = ""
    #: A digest of the text that the member was shown: nothing else is ever sent.
    shown: str = ""
    #: Of this one preview, so that a modal that comes in twice is taken once.
    key: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """The aim that a modal carries; an empty one where it carries none."""
        try:
            return msgspec.json.decode(text, type=cls)
        except (msgspec.DecodeError, UnicodeError):
            return cls()

    def write(self) -> str:
        """The aim as a modal carries it."""
        return msgspec.json.encode(self).decode()

    def at(self, channel: str, thread_ts: str) -> Self:
        """The aim with a thread in Slack."""
        return msgspec.structs.replace(self, channel=channel, thread_ts=thread_ts)

    def showing(self, code: str, text: str) -> Self:
        """The aim with the reply `code`, shown as `text`."""
        return msgspec.structs.replace(self, code=code, shown=_digest(text), key=secrets.token_hex(8))

    def has_shown(self, text: str) -> bool:
        """Whether `text` is what the member saw."""
        return self.shown == _digest(text)


def read_findings(value: str) -> Aim:
    """The aim that a button under a checked text carries: ``signs=2a,P;route=hotline_188``."""
    fields = dict(part.partition("=")[::2] for part in value.split(";"))
    signs = tuple(code for code in SIGN_CODES if code in fields.get("signs", "").split(","))
    route = next((route for route in ROUTES if route == fields.get("route")), None)
    return Aim(signs=signs, route=route)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
