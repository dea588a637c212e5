"""What a browser did beside what the test asked of it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import ConsoleMessage, Page

#: Chromium logs every page that answers 4xx; the tests ask for such pages.
_ANSWERED = "Failed to load resource: the server responded with a status of 4"


@dataclass(slots=True)
class Watch:
    """Notes every request's host and everything that went wrong in a page."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("console", lambda message: self._hear(message))  # noqa: PLW0108 - Playwright marks bound methods
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("requestfailed", lambda request: self.troubles.append(f"failed: {urlsplit(request.url).path}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_ANSWERED):
            self.troubles.append(message.text)


def accessibility_faults(page: Page) -> str:
    """What axe-core finds, as one text; empty where it finds nothing."""
    options = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    results = Axe().run(page, options=options)
    return str(results.generate_report()) if results.violations_count else ""


def layout_faults(page: Page) -> list[str]:
    """What a person on a small phone could not read or hit: sideways scrolling, small text, small targets."""
    faults: list[str] = page.evaluate(_MEASURE)
    return faults


_MEASURE = """() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth}`);
  const name = (node) => `${node.tagName.toLowerCase()}#${node.id || node.textContent.trim().slice(0, 20)}`;
  const isShown = (node) => node.checkVisibility() && !node.closest(".unseen");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !isShown(around) || around.closest(".mark")) continue;
    if (parseFloat(getComputedStyle(around).fontSize) < 16) faults.push(`small text: ${name(around)}`);
  }
  for (const node of document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")) {
    if (!isShown(node)) continue;
    const box = (node.closest("label") || node).getBoundingClientRect();
    if (box.height < 44) faults.push(`small target: ${name(node)} ${Math.round(box.height)}`);
  }
  return faults;
}"""
