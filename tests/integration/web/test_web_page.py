"""The page itself: who is known again, what it may load, what stands there without JavaScript."""

import re
from html.parser import HTMLParser
from pathlib import Path

import httpx

from bot.settings import Settings
from tests.integration.web.site import Site, running_site


class Links(HTMLParser):
    """Everything that the page loads or points at, and whether anything stands inline."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.is_inline = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag asks for."""
        given = dict(attrs)
        if "style" in given or any(name.startswith("on") for name in given) or tag == "style":
            self.is_inline = True
        if tag == "script" and "src" not in given:
            self.is_inline = True
        if tag == "a":
            self.links.append(given["href"] or "")
        self.loads += [value or "" for name, value in attrs if name in {"src", "href"} and tag != "a"]


def test_the_page_loads_nothing_from_elsewhere_and_holds_nothing_inline(site: Site) -> None:
    response = httpx.get(site.address)
    page = Links(response.text)
    assert not page.is_inline
    assert page.loads
    assert all(re.fullmatch(r"/chat/static/[a-z.]+\?v=[0-9a-f]{12}", address) for address in page.loads)
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe" not in response.headers["content-security-policy"]
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    kinds = [httpx.get(site.address + address).headers["content-type"] for address in page.loads]
    assert {kind.partition(";")[0] for kind in kinds} == {"image/svg+xml", "text/css", "text/javascript"}


def test_without_javascript_there_is_a_telephone_number(site: Site) -> None:
    html = httpx.get(site.address).text
    without_script = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "tel:188" in Links(without_script).links
    assert "tel:110" in Links(html).links


def test_a_newcomer_gets_a_cookie_that_no_script_can_read(site: Site) -> None:
    cookie = httpx.get(site.address).headers["set-cookie"]
    assert re.fullmatch(r"hitoiki_person=[A-Za-z0-9_-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax", cookie)


def test_two_newcomers_are_two_people(site: Site) -> None:
    assert httpx.get(site.address).headers["set-cookie"] != httpx.get(site.address).headers["set-cookie"]


def test_whoever_comes_back_is_known_again_for_another_month(site: Site) -> None:
    with httpx.Client(base_url=site.address) as client:
        first = client.get("/").headers["set-cookie"]
        assert client.get("/").headers["set-cookie"] == first


def test_a_cookie_of_another_shape_is_replaced(site: Site) -> None:
    answer = httpx.get(site.address, headers={"cookie": "hitoiki_person=../../etc"})
    assert "etc" not in answer.headers["set-cookie"]


def test_over_https_the_cookie_travels_encrypted_only_and_the_operator_is_named(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var", public_url="https://hitoiki.example", operator_name="試験<協会>")
    with running_site(settings) as site:
        answer = httpx.get(site.address)
    assert "; Secure" in answer.headers["set-cookie"]
    assert "試験&lt;協会&gt;" in answer.text
