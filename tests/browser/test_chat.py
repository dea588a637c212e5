"""The web chat in a real Chromium: what a person sees, types, taps and loses the connection in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, Route, expect
from sqlalchemy import select

from bot.settings import Settings
from bot.store import outbox
from bot.store.tables import conversations
from tests.browser.watching import Watch, accessibility_faults
from tests.integration.web.site import Site, running_site

PRESSED = "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"

#: Many times as long as the served page takes between two looks for later replies.
LATER_REPLIES_MS = 500

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"

OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service; each browser is another person."""
    with running_site(Settings(data_dir=tmp_path_factory.mktemp("chat"))) as running:
        yield running


@pytest.fixture
def page(phone: OpenContext, site: Site) -> Page:
    """The greeted page on a phone of 360 px."""
    return visit(phone(), site)


def visit(context: BrowserContext, site: Site, *, calm: bool = True) -> Page:
    """The greeted page; `calm` means that nothing scrolls or fades slowly."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce" if calm else "no-preference")
    page.goto(site.address)
    expect(choices(page).first).to_be_visible()
    return page


def own(page: Page) -> Locator:
    return page.locator(".turn.person .bubble")


def choices(page: Page) -> Locator:
    return page.get_by_role("group", name="選べる答え").get_by_role("button")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="書くところ")


def say(page: Page, text: str) -> None:
    """Type and send; returns when the answer stands there."""
    before = page.locator("time").count()
    box(page).fill(text)
    box(page).press("Enter")
    expect(page.locator("time")).to_have_count(before + 2)
    expect(page.locator("[data-delivery=sending]")).to_have_count(0)


def keep(page: Page, name: str) -> None:
    """What the person sees at this moment."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")


def leave_waiting(_: Route) -> None:
    """A server that never answers."""


def lose_the_answer(route: Route) -> None:
    """The server takes the event, and the line breaks before its answer is here."""
    route.fetch()
    route.abort()


# The talk.


def test_the_first_talk_by_words_and_buttons(phone: OpenContext, site: Site) -> None:
    context = phone()
    watches: list[Watch] = []
    context.on("page", lambda opened: watches.append(Watch(opened)))
    page = visit(context, site)
    keep(page, "chat-1-greeting")

    say(page, PRESSED)
    expect(own(page)).to_have_text([PRESSED])
    expect(page.locator(".turn.bot .card").first).to_contain_text("今日中に契約")
    keep(page, "chat-2-signs")

    label = choices(page).first.inner_text()
    choices(page).first.click()
    expect(own(page)).to_have_text([PRESSED, label])
    expect(page.locator("time")).to_have_count(5)
    keep(page, "chat-3-tapped")

    (watch,) = watches
    assert watch.troubles == []
    assert watch.hosts == {urlsplit(site.address).netloc}


def test_choices_hang_under_the_newest_reply_only(page: Page) -> None:
    say(page, "最初から")
    groups = page.get_by_role("group", name="選べる答え")
    expect(groups).to_have_count(1)
    assert page.locator(".log > *").last.get_attribute("role") == "group"


def test_a_used_choice_vanishes_before_the_answer_comes(page: Page) -> None:
    page.route("**/chat/events*", leave_waiting)
    choices(page).first.click()
    expect(choices(page)).to_have_count(0)
    expect(page.locator("#typing")).to_be_visible()


def test_a_link_of_a_card_dials_or_opens_elsewhere(page: Page) -> None:
    say(page, "窓口一覧")
    say(page, "188")
    links = page.locator(".card a")
    expect(links.first).to_be_visible()
    for link in links.all():
        address = link.get_attribute("href") or ""
        assert address.startswith(("tel:", "https:"))
        assert address.startswith("tel:") or link.get_attribute("target") == "_blank"
        assert address.startswith("tel:") or "noopener" in (link.get_attribute("rel") or "")


# Writing.


def test_enter_sends_and_shift_enter_begins_a_line(page: Page) -> None:
    small = box(page).evaluate("box => box.offsetHeight")
    box(page).press_sequentially("一行目")
    box(page).press("Shift+Enter")
    box(page).press_sequentially("二行目")
    assert box(page).evaluate("box => box.offsetHeight") > small
    box(page).press("Enter")
    expect(own(page)).to_have_text(["一行目\n二行目"], use_inner_text=True)
    expect(box(page)).to_have_value("")
    assert box(page).evaluate("box => box.offsetHeight") == small


def test_enter_that_ends_a_japanese_composition_sends_nothing(page: Page) -> None:
    session: CDPSession = page.context.new_cdp_session(page)
    box(page).focus()
    session.send("Input.imeSetComposition", {"text": "ふくきゅう", "selectionStart": 5, "selectionEnd": 5})
    # 229: the input method has this key, and the page sees it all the same.
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    expect(box(page)).to_have_value("ふくきゅう")
    session.send("Input.insertText", {"text": "復旧"})
    expect(box(page)).to_have_value("復旧")
    expect(own(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(own(page)).to_have_text(["復旧"])


def test_safari_reports_the_enter_after_the_composition(page: Page) -> None:
    box(page).fill("復旧")
    box(page).evaluate("box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229}))")
    expect(box(page)).to_have_value("復旧")
    expect(own(page)).to_have_count(0)


def test_blanks_are_not_sent(page: Page) -> None:
    box(page).fill(" \n　")
    page.get_by_role("button", name="送る").click()
    expect(own(page)).to_have_count(0)


def test_a_long_text_gets_a_word_before_it_is_sent_and_is_taken_all_the_same(page: Page) -> None:
    box(page).fill("あ" * 5_001)
    expect(page.get_by_role("status")).to_contain_text("5,001字")
    say(page, "い" * 6_000)
    expect(page.get_by_role("status")).to_be_empty()


def test_a_text_that_no_request_can_hold_stays_in_the_box(page: Page) -> None:
    box(page).fill("あ" * 20_001)
    expect(page.get_by_role("button", name="送る")).to_be_disabled()
    box(page).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("送れません")
    expect(own(page)).to_have_count(0)


def test_a_pasted_picture_never_leaves_the_browser_and_is_answered(page: Page) -> None:
    with page.expect_request("**/chat/events*") as sent:
        box(page).evaluate(
            """box => {
                const clipboardData = new DataTransfer();
                clipboardData.items.add(new File(["secret"], "secret.png", {type: "image/png"}));
                box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
            }"""
        )
    assert "secret" not in (sent.value.post_data or "")
    expect(page.locator("time")).to_have_count(3)


# The keyboard and the screen reader.


def test_a_talk_by_keyboard_alone(page: Page) -> None:
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("メニュー")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("最初から")
    page.keyboard.press("Escape")
    expect(focused).to_have_text("メニュー")
    expect(page.get_by_role("button", name="最初から")).to_be_hidden()

    page.keyboard.press("Tab")
    expect(focused).to_have_text(choices(page).first.inner_text())
    page.keyboard.press("Enter")
    expect(page.locator("time")).to_have_count(3)
    expect(focused).to_have_class("bubble")
    expect(choices(page).first).to_be_visible()
    while focused.evaluate("one => one.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    expect(focused).to_have_text(choices(page).first.inner_text())

    while focused.evaluate("one => one.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("HDDです")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("送る")
    page.keyboard.press("Space")
    expect(own(page).last).to_have_text("HDDです")
    expect(box(page)).to_be_focused()


def test_new_bubbles_are_announced_and_old_ones_are_not(page: Page) -> None:
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    with page.expect_event("domcontentloaded"):
        page.reload()
    page.route("**/chat/history", leave_waiting)
    page.reload()
    expect(log).to_have_attribute("aria-live", "off")


def test_whose_bubble_it_is_can_be_heard(page: Page) -> None:
    say(page, "HDDです")
    expect(page.get_by_role("log")).to_contain_text("ひと息")
    expect(page.locator(".turn.person")).to_contain_text("あなた")


# What is kept, and what is not.


def test_a_reload_keeps_the_talk(page: Page) -> None:
    say(page, "HDDが認識しません")
    say(page, "最初から")
    before = page.get_by_role("log").inner_text()
    page.reload()
    expect(choices(page).first).to_be_visible()
    assert page.get_by_role("log").inner_text() == before
    expect(own(page)).to_have_text(["HDDが認識しません", "最初から"])
    assert page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 400")


def test_offline_the_words_are_kept_and_go_out_when_the_line_is_back(page: Page) -> None:
    page.context.set_offline(True)
    box(page).fill("HDDが認識しません")
    box(page).press("Enter")
    expect(page.get_by_role("log")).to_contain_text("送れませんでした")
    keep(page, "chat-4-offline")
    page.context.set_offline(False)
    expect(page.locator("time")).to_have_count(3)
    expect(own(page)).to_have_text(["HDDが認識しません"])
    expect(page.get_by_text("送れませんでした")).to_have_count(0)


def test_an_answer_lost_once_is_fetched_without_a_word(page: Page) -> None:
    page.route("**/chat/events*", lose_the_answer, times=1)
    say(page, "HDDが認識しません")
    expect(page.locator("[data-delivery=sent]")).to_have_count(1)
    page.reload()
    expect(own(page)).to_have_text(["HDDが認識しません"])
    expect(page.locator("time")).to_have_count(3)


def test_sent_again_by_hand_is_answered_once(page: Page) -> None:
    page.route("**/chat/events*", lose_the_answer, times=2)
    box(page).fill("HDDが認識しません")
    box(page).press("Enter")
    page.get_by_role("button", name="もう一度送る").click()
    expect(page.locator("[data-delivery=sent]")).to_have_count(1)
    expect(page.locator("time")).to_have_count(3)
    page.reload()
    expect(own(page)).to_have_text(["HDDが認識しません"])
    expect(page.locator("time")).to_have_count(3)


def test_a_reload_sends_what_could_not_be_sent(page: Page) -> None:
    page.route("**/chat/events*", lambda route: route.abort(), times=2)
    box(page).fill("HDDが認識しません")
    box(page).press("Enter")
    expect(page.get_by_role("button", name="もう一度送る")).to_be_visible()
    page.reload()
    expect(page.locator("time")).to_have_count(3)
    expect(own(page)).to_have_text(["HDDが認識しません"])


def test_a_server_that_cannot_be_reached_at_first_is_asked_again(phone: OpenContext, site: Site) -> None:
    page = phone().new_page()
    page.route("**/chat/history", lambda route: route.abort(), times=1)
    page.goto(site.address)
    page.get_by_role("alert").get_by_role("button", name="もう一度つなぐ").click()
    expect(choices(page).first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_cookie_that_ran_out_costs_nothing_that_was_typed(page: Page) -> None:
    page.context.clear_cookies()
    say(page, "HDDが認識しません")
    expect(own(page)).to_have_text(["HDDが認識しません"])


def test_erasing_clears_the_screen_here_and_in_the_other_tab(page: Page, site: Site) -> None:
    say(page, PRESSED)
    other = page.context.new_page()
    other.goto(site.address)
    expect(own(other)).to_have_text([PRESSED])
    page.get_by_text("メニュー").click()
    keep(page, "chat-5-menu")
    page.get_by_role("button", name="消す").click()
    for tab in (page, other):
        expect(own(tab)).to_have_count(0)
        expect(tab.get_by_text("すべて消しました")).to_be_visible()
    # Nothing begins by itself what was just erased: later looks at the server bring nothing new.
    page.wait_for_timeout(LATER_REPLIES_MS)
    for tab in (page, other):
        expect(tab.locator("time")).to_have_count(1)
    assert PRESSED not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


# What comes later, and whose scrolling it is.


def write_as_staff(site: Site, text: str) -> None:
    """A reply of staff into the newest conversation."""
    with site.service.store.begin() as transaction:
        row = transaction.connection.execute(select(conversations).order_by(conversations.c.id.desc()).limit(1)).one()
        draft = outbox.Draft(
            conversation_id=row.id,
            sealed_address=row.address,
            messages=[{"type": "text", "text": text}],
            reply_token=None,
        )
        outbox.append(transaction, "web", [draft])


def test_a_button_leads_to_what_lies_below_the_screen(page: Page) -> None:
    say(page, PRESSED)
    more = page.get_by_role("button", name="続きを見る")
    expect(more).to_be_visible()
    for _ in range(5):
        page.locator("#way-down").evaluate("button => button.click()")
    expect(choices(page).last).to_be_in_viewport(ratio=1)
    expect(more).to_be_hidden()


def test_a_reply_of_staff_appears_by_itself(page: Page, site: Site) -> None:
    say(page, "こんにちは")
    write_as_staff(site, "担当者です。")
    expect(page.get_by_text("担当者です。")).to_be_visible()
    page.reload()
    expect(page.get_by_text("担当者です。")).to_be_in_viewport()


def test_a_late_reply_does_not_take_the_page_from_who_reads_above(page: Page, site: Site) -> None:
    for text in ("HDDです", "最初から", "最初から", "最初から"):
        say(page, text)
    page.mouse.move(180, 300)
    page.mouse.wheel(0, -10_000)
    page.wait_for_function("() => scrollY === 0")
    write_as_staff(site, "担当者です。")
    news = page.get_by_role("button", name="新しい返事があります")
    expect(news).to_be_visible()
    assert page.evaluate("scrollY") == 0
    news.click()
    expect(page.get_by_text("担当者です。")).to_be_in_viewport()
    expect(news).to_be_hidden()


@pytest.mark.parametrize("motion", [{"calm": True}, {"calm": False}], ids=["at once", "smoothly"])
def test_a_reply_is_read_from_its_first_line(phone: OpenContext, site: Site, motion: dict[str, bool]) -> None:
    page = visit(phone(), site, **motion)
    say(page, PRESSED)
    expect(page.locator(".log .turn.bot").last.locator(".bubble").first).to_be_in_viewport(ratio=0.9)


# Every eye, every screen.


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        pytest.param("chat-6-320px", {"viewport": {"width": 320, "height": 568}}, id="a very small phone"),
        pytest.param("chat-7-dark", {"color_scheme": "dark"}, id="dark"),
        pytest.param(
            "chat-8-desktop", {"viewport": {"width": 1280, "height": 800}, "has_touch": False}, id="a desktop computer"
        ),
        pytest.param(
            "chat-9-zoom-200",
            {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2, "has_touch": False},
            id="1280 by 720 at 200 percent",
        ),
        pytest.param(
            "chat-10-phone-on-its-side", {"viewport": {"width": 740, "height": 360}}, id="a phone on its side"
        ),
        pytest.param("chat-11-high-contrast", {"forced_colors": "active"}, id="forced colours"),
    ],
)
def test_nothing_is_cut_off(phone: OpenContext, site: Site, name: str, options: dict[str, object]) -> None:
    page = visit(phone(**options), site)
    say(page, PRESSED)
    keep(page, name)
    assert overflow(page) == 0
    expect(box(page)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="いま危険を感じるときは110")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(phone: OpenContext, site: Site, scheme: str) -> None:
    page = visit(phone(color_scheme=scheme), site)
    say(page, PRESSED)
    say(page, "人に相談する")
    assert accessibility_faults(page) == ""
    page.get_by_text("メニュー").click()
    assert accessibility_faults(page) == ""
    page.context.set_offline(True)
    box(page).fill("HDDです")
    box(page).press("Enter")
    expect(page.get_by_role("button", name="もう一度送る")).to_be_visible()
    assert accessibility_faults(page) == ""


def test_text_alone_at_200_percent(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    say(page, PRESSED)
    keep(page, "chat-12-text-200")
    assert overflow(page) == 0
    expect(box(page)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="送る")).to_be_in_viewport(ratio=1)


def test_who_asks_for_calm_sees_nothing_move(phone: OpenContext, site: Site) -> None:
    page = visit(phone(), site, calm=True)
    names = page.locator(".bubble, .typing i").evaluate_all(
        "all => all.map(one => getComputedStyle(one).animationName)"
    )
    assert set(names) == {"none"}


def test_everything_to_press_is_large_enough_for_a_thumb(page: Page) -> None:
    say(page, "人に相談する")
    page.get_by_text("メニュー").click()
    heights = page.locator("button, summary, a").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [one.textContent, one.offsetHeight])"
    )
    assert [one for one in heights if one[1] < 42] == []


def test_without_javascript_nobody_stands_before_an_empty_page(phone: OpenContext, site: Site) -> None:
    page = phone(java_script_enabled=False).new_page()
    page.goto(site.address)
    expect(page.get_by_role("link", name="188")).to_be_visible()
    expect(page.get_by_role("link", name="110")).to_be_visible()
    keep(page, "chat-13-without-javascript")
