"""Who asks: a browser with its cookie, a browser without one, or a machine that only looks at links."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response

from bot.store.vault import Vault

COOKIE = "hitoiki_form"

_COOKIE_BYTES = 24
_COOKIE_FORM = re.compile(r"[A-Za-z0-9_-]{32}")
#: Link previews of chats; LINE's calls itself "facebookexternalhit/1.1;line-poker/1.0". Some keep cookies.
_PREVIEWER = re.compile(r"bot|crawl|spider|preview|externalhit|line-poker|unfurl", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One request's side of the cookie. `browser` is empty where none came back."""

    browser: str
    only_looks: bool

    @property
    def may_open(self) -> bool:
        """A code is bound only to somebody who returns the cookie and came to read."""
        return bool(self.browser) and not self.only_looks


def visitor_of(request: Request) -> Visitor:
    """What the request tells about who sent it."""
    cookie = request.cookies.get(COOKIE, "")
    headers = request.headers
    prefetches = "prefetch" in headers.get("sec-purpose", headers.get("purpose", ""))
    return Visitor(
        browser=cookie if _COOKIE_FORM.fullmatch(cookie) else "",
        only_looks=prefetches or bool(_PREVIEWER.search(headers.get("user-agent", ""))),
    )


def give_cookie(response: Response, *, lifetime: timedelta, secure: bool) -> Response:
    """Give the browser a name of its own, which only this service can read back."""
    response.set_cookie(
        COOKIE,
        secrets.token_urlsafe(_COOKIE_BYTES),
        max_age=int(lifetime.total_seconds()),
        httponly=True,
        secure=secure,
        samesite="lax",
    )
    return response


class Tokens:
    """What a form of ours carries and a form on a stranger's page cannot know."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def token(self, browser: str) -> str:
        """The token of every form that `browser` is shown."""
        return self._vault.digest(f"form token:{browser}")

    def fits(self, browser: str, token: str) -> bool:
        """Whether `token` is that of `browser`, compared in constant time."""
        return bool(browser) and hmac.compare_digest(self.token(browser).encode(), token.encode(errors="replace"))
