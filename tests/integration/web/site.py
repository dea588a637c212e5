"""The web chat of the whole service, behind a real HTTP server, as a page's script sees it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from adapters.web.adapter import WebAdapter
from bot.clock import create_clock
from bot.http import create_http_app
from bot.service import Service, create_service
from bot.settings import Settings
from bot.webchat.routes import chat_router
from bot.webchat.texts import load_chat_texts
from dialogs.build import build_engine
from dialogs.catalog_files import CONTENT_DIR
from tests.fakes.server import serving


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One browser with the page open."""

    client: httpx.Client

    def post(self, event_type: str, *, after: int = 0, event_id: str | None = None, **rest: str) -> httpx.Response:
        """One event as the page's script sends it."""
        event = {"id": event_id or str(uuid4()), "type": event_type, **rest}
        return self.send(json.dumps(event, ensure_ascii=False).encode(), after=after)

    def send(self, body: bytes, headers: Mapping[str, str] | None = None, *, after: int = 0) -> httpx.Response:
        """Any body, from our own page unless `headers` say otherwise."""
        sent = {"content-type": "application/json", "sec-fetch-site": "same-origin", **(headers or {})}
        return self.client.post("/chat/events", params={"after": after}, content=body, headers=sent)

    def say(self, text: str, *, after: int = 0, event_id: str | None = None) -> dict[str, Any]:
        """What the service answers to a text."""
        return _read(self.post("text", text=text, after=after, event_id=event_id))

    def open(self) -> dict[str, Any]:
        """What the service answers to a first visit."""
        return _read(self.post("open"))

    def history(self) -> list[dict[str, Any]]:
        """Both sides, as a reload shows them."""
        return list(_read(self.client.get("/chat/history"))["entries"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The running service."""

    address: str
    service: Service
    browsers: ExitStack

    def visit(self) -> Page:
        """A browser that nobody has seen yet."""
        client = self.browsers.enter_context(httpx.Client(base_url=self.address, timeout=10))
        client.get("/").raise_for_status()
        return Page(client=client)


@contextmanager
def running_site(settings: Settings) -> Iterator[Site]:
    """Serve the web chat with `settings` until the block ends."""
    clock = create_clock(settings.timezone)
    engine = build_engine()
    service = create_service(settings, dialog=engine, adapters=[WebAdapter(clock)], clock=clock)
    desks = engine.catalog.desks
    texts = load_chat_texts(CONTENT_DIR, desks)
    chat = chat_router(service, texts=texts, desks=desks, settings=settings, look_every_seconds=0.02)
    with serving(create_http_app(service, [chat])) as address, ExitStack() as browsers:
        yield Site(address=address, service=service, browsers=browsers)


def _read(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == httpx.codes.OK
    assert response.headers["cache-control"] == "no-store"
    return dict(response.json())
