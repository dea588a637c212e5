"""The system's Chromium for all browser tests, in the size of a small phone."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
PHONE = {"width": 360, "height": 740}

#: Nothing that a browser does of its own accord may reach the network during the tests.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)

OpenContext = Callable[..., BrowserContext]
Screenshot = Callable[[Page, str], Path]


def find_browser() -> str:
    """The system's Chromium or Chrome; `CHROMIUM` in the environment names another one."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, _NAMES)), None)
    found = found or next((str(place) for place in _PLACES if place.exists()), None)
    assert found, "the browser tests need Chromium or Chrome; make test installs it on Debian"
    return found


# Not for the whole session: while Playwright's synchronous API runs, no other test can call asyncio.run().
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser itself, started once a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[OpenContext]:
    """Opens browsers of one person each, 360 px wide; options go to Playwright."""
    contexts: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        wanted = {"viewport": PHONE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", "has_touch": True, **options}
        context = chromium.new_context(**wanted)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screenshots() -> Screenshot:
    """Keeps what a page looks like as build/screenshots/<name>.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> Path:
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return keep
