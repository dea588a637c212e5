"""The consultation form in Chromium, as a person with a small phone uses it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.app import create_app
from bot.settings import Settings
from tests.browser.conftest import OpenContext, Screenshot
from tests.browser.watching import Watch, accessibility_faults, layout_faults
from tests.fakes.consultation import PRESSED, Pages, create_pages
from tests.fakes.server import serving

REFERENCE = re.compile(r"^HT-[0-9A-Z]{4}-[0-9A-Z]{4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The pages behind a real server."""

    pages: Pages
    address: str

    def link(self) -> str:
        """The whole address of a new link to a form."""
        return self.address + self.pages.link(self.pages.talk())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A service of its own for each test."""
    pages = create_pages(tmp_path)
    with ExitStack() as stack:
        stack.callback(pages.store.close)
        yield Site(pages=pages, address=stack.enter_context(serving(pages.app)))


def is_well_made(page: Page) -> None:
    """Nobody is kept out: axe-core finds nothing, nothing is too small."""
    assert accessibility_faults(page) == ""
    assert layout_faults(page) == []


def fill_in(page: Page) -> None:
    """Type what the talk did not tell."""
    page.get_by_label("お名前").fill("見本 花子")
    page.get_by_label("電話番号").fill("000-0000-0000")


def reach_the_end(page: Page, link: str) -> None:
    """The shortest way from the link to the memo."""
    page.goto(link)
    fill_in(page)
    page.get_by_role("button", name="書いた内容を確かめる").click()
    page.get_by_label("同意します").check()
    page.get_by_role("button", name="送る").click()
    expect(page.get_by_role("heading", name="受け付けました")).to_be_visible()


def test_from_the_link_to_the_memo(site: Site, phone: OpenContext, screenshots: Screenshot) -> None:
    page = phone().new_page()
    watch = Watch(page)
    page.goto(site.link())
    expect(page).to_have_url(f"{site.address}/consultation")
    _read_what_is_filled_in(page, screenshots)
    _make_mistakes(page, screenshots)
    _mend_them(page)
    expect(page).to_have_url(f"{site.address}/consultation/check")
    _change_one_answer(page, screenshots)
    _forget_the_consent_and_send(page, screenshots)
    expect(page).to_have_url(f"{site.address}/consultation/done")
    expect(page.locator(".number strong")).to_have_text(REFERENCE)
    expect(page.locator("#hotline-memo")).to_contain_text("金額は、30万円です。")
    expect(page.get_by_role("link", name="188に電話する")).to_have_attribute("href", "tel:188")
    is_well_made(page)
    screenshots(page, "form-5-done")
    assert watch.troubles == []
    assert watch.hosts == {urlsplit(site.address).netloc}


def test_the_memo_is_copied(site: Site, phone: OpenContext) -> None:
    page = phone(permissions=["clipboard-read", "clipboard-write"]).new_page()
    reach_the_end(page, site.link())
    page.locator("[data-copy=hotline-memo]").click()
    expect(page.get_by_text("コピーしました。")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#hotline-memo").text_content()
    assert copied.startswith("私は、見本 花子です。")


def test_the_memo_is_copied_where_the_browser_has_no_clipboard(site: Site, phone: OpenContext) -> None:
    context = phone()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    reach_the_end(page, site.link())
    page.locator("[data-copy=draj-memo]").click()
    expect(page.get_by_text("コピーしました。")).to_be_visible()


def test_on_paper_stand_the_number_and_the_memos(site: Site, phone: OpenContext, screenshots: Screenshot) -> None:
    page = phone().new_page()
    reach_the_end(page, site.link())
    page.emulate_media(media="print")
    for shown in (page.locator(".number"), page.locator("#draj-memo"), page.locator("#hotline-memo")):
        expect(shown).to_be_visible()
    for gone in ("このメモをコピーする", "次にすること", "この相談を消す"):
        expect(page.get_by_text(gone, exact=True).first).to_be_hidden()
    screenshots(page, "form-6-print")


def test_with_the_keyboard_alone(site: Site, phone: OpenContext, screenshots: Screenshot) -> None:
    page = phone(has_touch=False).new_page()
    page.goto(site.link())
    steps = {"name": "見本 花子", "phone": "000-0000-0000"}
    reached = _tab_through(page, steps)
    assert list(reached)[:5] == ["name", "organization", "phone", "email", "prefecture"]
    assert {"vendor", "damage", "paid", "shared_with", "書いた内容を確かめる"} <= set(reached)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/consultation/check")
    _tab_until(page, "consent")
    screenshots(page, "form-7-keyboard-focus")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/consultation/done")
    _tab_until(page, "hotline-memo")


def test_without_javascript(site: Site, phone: OpenContext, screenshots: Screenshot) -> None:
    page = phone(java_script_enabled=False).new_page()
    page.goto(site.link())
    page.get_by_role("button", name="書いた内容を確かめる").click()
    expect(page.get_by_role("alert")).to_be_visible()
    reach_the_end(page, f"{site.address}/consultation")
    expect(page.locator("#draj-memo")).to_contain_text("見本データ復旧")
    expect(page.get_by_role("button", name="このメモをコピーする")).to_have_count(0)
    screenshots(page, "form-8-done-without-javascript")


def test_the_other_pages(site: Site, phone: OpenContext, screenshots: Screenshot) -> None:
    context = phone()
    page = context.new_page()
    watch = Watch(page)
    link = site.link()
    _look(page, f"{link}/open", "相談フォームをひらきます", screenshots, "form-9-press")
    page.get_by_role("button", name="フォームをひらく").click()
    expect(page).to_have_url(f"{site.address}/consultation")
    page.get_by_role("link", name="この相談を消す").click()
    expect(page.get_by_role("heading", name="この相談を消しますか")).to_be_visible()
    is_well_made(page)
    screenshots(page, "form-10-erase")
    page.get_by_role("button", name="消す", exact=True).click()
    expect(page.get_by_role("heading", name="消しました")).to_be_visible()
    is_well_made(page)
    screenshots(page, "form-11-erased")
    _look(page, f"{site.address}/consultation", "相談フォームがひらかれていません", screenshots, "form-12-no-form")
    _look(page, link, "このリンクは使えません", screenshots, "form-13-gone")
    assert watch.troubles == []
    assert watch.hosts == {urlsplit(site.address).netloc}


def test_a_second_browser_is_told_what_to_do(site: Site, phone: OpenContext) -> None:
    link = site.link()
    first, second = phone().new_page(), phone().new_page()
    for page in (first, first):
        page.goto(link)
        expect(page).to_have_url(f"{site.address}/consultation")
    second.goto(link)
    expect(second.get_by_role("heading", name="このリンクは使えません")).to_be_visible()


def test_a_talk_fills_in_the_form(tmp_path: Path, phone: OpenContext, screenshots: Screenshot) -> None:
    with serving(create_app(Settings(data_dir=tmp_path))) as address:
        context = phone()
        talk = context.new_page()
        talk.goto(address)
        for text in (PRESSED, "見本データ復旧という会社で、30万円と言われています。まだ払っていません", "フォーム"):
            talk.get_by_role("textbox", name="書くところ").fill(text)
            talk.get_by_role("button", name="送る").click()
        link = talk.locator("a[href*='/f/']").last.get_attribute("href")
        assert link is not None
        page = context.new_page()
        page.goto(address + urlsplit(link).path)
        for label, value in (("業者の名前", "見本データ復旧"), ("金額（円）", "300,000"), ("機器の種類", "HDD")):
            expect(page.get_by_label(label)).to_have_value(value)
        for words in ("CASE02", "『うちでしか", "『今日中に契約"):
            expect(page.locator("#signs")).to_contain_text(words)
        is_well_made(page)
        screenshots(page, "form-15-from-a-talk")


@pytest.mark.parametrize(("width", "scale"), [(320, 1), (360, 2), (1280, 1)])
def test_narrow_screens_large_letters_and_wide_screens(
    site: Site, phone: OpenContext, screenshots: Screenshot, width: int, scale: int
) -> None:
    context: BrowserContext = phone(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(site.link())
    page.evaluate("scale => { document.documentElement.style.fontSize = `${16 * scale}px` }", scale)
    assert layout_faults(page) == []
    screenshots(page, f"form-14-{width}px-{scale}x")


def _read_what_is_filled_in(page: Page, screenshots: Screenshot) -> None:
    expect(page.get_by_label("業者の名前")).to_have_value("見本データ復旧")
    expect(page.get_by_text("『見本データ復旧という会社で、30万円と言われています』").first).to_be_visible()
    is_well_made(page)
    screenshots(page, "form-1-filled")


def _make_mistakes(page: Page, screenshots: Screenshot) -> None:
    page.get_by_label("業者の名前").fill("")
    page.get_by_label("金額（円）").fill("高い")
    page.get_by_label("どんな被害か").fill("契約を急がされています")
    page.get_by_role("button", name="書いた内容を確かめる").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(4)
    expect(page.get_by_label("金額（円）")).to_have_value("高い")
    expect(page.get_by_label("どんな被害か")).to_have_value("契約を急がされています")
    is_well_made(page)
    screenshots(page, "form-2-errors")


def _mend_them(page: Page) -> None:
    page.get_by_role("alert").get_by_role("link", name=re.compile("業者の名前")).click()
    expect(page.get_by_label("業者の名前")).to_be_focused()
    page.keyboard.type("見本データ復旧")
    fill_in(page)
    page.get_by_label("金額（円）").fill("三十万円")
    page.get_by_label("説明P").uncheck()
    for ticked in ("契約をやめたい", "契約書、契約の内容", "消費生活センターの相談員へ"):
        page.get_by_label(ticked).check()
    page.get_by_role("button", name="書いた内容を確かめる").click()


def _change_one_answer(page: Page, screenshots: Screenshot) -> None:
    expect(page.locator("main")).to_contain_text("300,000")
    expect(page.locator("main")).not_to_contain_text("今日中に契約しないと』")
    is_well_made(page)
    screenshots(page, "form-3-check")
    page.get_by_role("link", name=re.compile("直す.*電話番号")).click()
    expect(page.get_by_label("電話番号")).to_be_focused()
    page.get_by_label("電話番号").fill("000-1111-1111")
    page.get_by_role("button", name="書いた内容を確かめる").click()
    expect(page.locator("main")).to_contain_text("000-1111-1111")


def _forget_the_consent_and_send(page: Page, screenshots: Screenshot) -> None:
    page.get_by_role("button", name="送る").click()
    expect(page.get_by_role("alert")).to_be_focused()
    is_well_made(page)
    screenshots(page, "form-4-no-consent")
    page.get_by_label("同意します").check()
    page.get_by_role("button", name="送る").click()


def _look(page: Page, address: str, heading: str, screenshots: Screenshot, name: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    is_well_made(page)
    screenshots(page, name)


def _focused(page: Page) -> str:
    name: str = page.evaluate(
        "() => { const e = document.activeElement; return e.id || e.name || e.textContent.trim() || 'page' }"
    )
    return name


def _tab_through(page: Page, typed: dict[str, str]) -> dict[str, None]:
    """Everything that Tab reaches up to the button, in order, typing what is to be typed."""
    reached: dict[str, None] = {}
    for _ in range(80):
        page.keyboard.press("Tab")
        name = _focused(page)
        reached[name] = None
        page.keyboard.type(typed.get(name, ""))
        if name == "書いた内容を確かめる":
            return reached
    raise AssertionError(f"never came to the button: {list(reached)}")


def _tab_until(page: Page, wanted: str) -> None:
    for _ in range(80):
        if _focused(page) == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {wanted}")
