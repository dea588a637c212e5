"""Every answer leaves with security headers; a page may be stricter or wider by its own."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot.headers import NOTHING, PAGE, SecurityHeaders


async def plain(_: Request) -> PlainTextResponse:
    """A route that sets nothing."""
    return PlainTextResponse("x")


async def page(_: Request) -> PlainTextResponse:
    """A page."""
    return PlainTextResponse("x", headers={"content-security-policy": PAGE})


def headers_of(path: str) -> httpx.Headers:
    """The headers of the answer to `path`."""
    app = SecurityHeaders(Starlette(routes=[Route("/plain", plain), Route("/page", page)]))

    async def ask() -> httpx.Headers:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as client:
            return (await client.get(path)).headers

    return asyncio.run(ask())


def test_an_answer_without_headers_gets_the_strictest() -> None:
    headers = headers_of("/plain")

    assert headers.get_list("content-security-policy") == [NOTHING]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_page_keeps_its_own() -> None:
    assert headers_of("/page").get_list("content-security-policy") == [PAGE]


def test_an_unknown_path_has_them_too() -> None:
    assert headers_of("/nothing")["content-security-policy"] == NOTHING


def test_what_is_not_http_passes_untouched() -> None:
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(_: Message) -> None:
        """Nothing is sent."""

    asyncio.run(SecurityHeaders(app)({"type": "lifespan"}, receive, send))

    assert seen == ["lifespan"]
