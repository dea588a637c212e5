"""Turns a template into a response that no one else may keep, frame or load anything into."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.consultation.texts import ConsultationTexts

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
STATIC_PATH = "/consultation/static"

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_STATIC = files("bot.consultation") / "static"


class Renderer:
    """The templates with the words and facts that every page has."""

    def __init__(self, texts: ConsultationTexts, facts: Mapping[str, object]) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.consultation"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._assets = {asset.name: asset.read_bytes() for asset in _STATIC.iterdir()}
        self._templates.globals.update(texts=texts, asset=self._address_of)
        self._templates.filters["filled"] = lambda text, **more: text.format(**facts, **more)

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """The page `template`.html with `context`."""
        body = self._templates.get_template(f"{template}.html").render(context)
        return HTMLResponse(body, status, HEADERS)

    def asset(self, name: str) -> Response:
        """A file of the pages; its address changes with it, so it may be kept for ever."""
        if name not in self._assets:
            return Response(status_code=404, headers=HEADERS)
        kept = {**HEADERS, "Cache-Control": "public, max-age=31536000, immutable"}
        return Response(self._assets[name], headers=kept, media_type=_TYPES[name[name.rindex(".") :]])

    def _address_of(self, name: str) -> str:
        return f"{STATIC_PATH}/{name}?v={hashlib.sha256(self._assets[name]).hexdigest()[:12]}"


def go_to(path: str) -> RedirectResponse:
    """Send the browser on by GET."""
    return RedirectResponse(path, 303, HEADERS)
