"""The same hand-over with a person on LINE and with one on the web."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from tests.fakes import line_server, line_webhooks
from tests.fakes.line_platform import Fault, LinePlatform
from tests.fakes.line_webhooks import Event
from tests.integration.service.running import wait_until
from tests.integration.staff.handing_over import ALWAYS_OPEN, PRESSED, Card, newest_card, press_take, settle
from tests.integration.staff.on_desk import OnDesk, on_desk
from tests.integration.web.site import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLine:
    """The desk with LINE on, and one person there."""

    desk: OnDesk
    line: LinePlatform
    person: str

    def post(self, event: Event) -> None:
        """LINE delivers `event`."""
        body, headers = self.line.webhook(event)
        assert self.desk.client.post("/webhooks/line", content=body, headers=headers).status_code == 200

    def says(self, words: str) -> Event:
        """The person writes `words`, and everything that follows of it is done."""
        event = self.line.text(self.person, words)
        self.post(event)
        settle(self.desk)
        return event

    def words(self) -> list[str]:
        """What the person reads."""
        return self.line.words(self.person)

    def take(self) -> Card:
        """The person calls and a member comes."""
        self.says(PRESSED)
        self.says("人に相談する")
        card = newest_card(self.desk)
        press_take(card)
        settle(self.desk)
        return card


@pytest.fixture
def on_line(tmp_path: Path) -> Iterator[OnLine]:
    with line_server.serving(LinePlatform()) as line:
        settings: dict[str, Any] = {
            "line_channel_secret": SecretStr(line.channel_secret),
            "line_channel_access_token": SecretStr(line.access_token),
            "line_api_base_url": line.base_url,
        }
        with on_desk(tmp_path / "var", office_hours=ALWAYS_OPEN, **settings) as desk:
            yield OnLine(desk=desk, line=line, person=line_webhooks.user(1))


@pytest.fixture
def page(whole_desk: OnDesk) -> Iterator[Page]:
    with httpx.Client(base_url=str(whole_desk.client.base_url), timeout=10) as browser:
        browser.get("/").raise_for_status()
        yield Page(client=browser)


def test_a_talk_with_a_person_on_line(on_line: OnLine) -> None:
    card = on_line.take()
    assert "LINE" in card.words
    assert any("担当者につながりました" in words for words in on_line.words())

    card.write("見積書はお手元にありますか。")
    wait_until(lambda: on_line.words()[-1] == "【担当者】\n見積書はお手元にありますか。")
    before = on_line.words()
    on_line.says("はい、三十万円と書いてあります")
    card.wait_for("三十万円と書いてあります")
    assert on_line.words() == before

    card.write("終了")
    wait_until(lambda: any("ここまでです" in words for words in on_line.words()))
    assert on_line.line.violations == []
    assert on_line.desk.slack.violations == []


def test_what_is_unsent_on_line_goes_from_the_thread(on_line: OnLine) -> None:
    card = on_line.take()
    event = on_line.says("口座は 000-0000000 です")
    card.wait_for("000-0000000")

    on_line.post(on_line.line.unsend(on_line.person, event["message"]["id"]))

    wait_until(lambda: not any("000-0000000" in post for post in [card.words, *card.thread]))


def test_who_blocks_the_account_is_gone_from_the_channel_too(on_line: OnLine) -> None:
    card = on_line.take()

    on_line.post(on_line.line.unfollow(on_line.person))

    card.wait_for("ご本人の操作")
    wait_until(lambda: card.words == "")


def test_a_member_hears_when_the_person_cannot_be_reached(on_line: OnLine) -> None:
    card = on_line.take()
    on_line.line.fail_next("push", Fault(status=400))

    card.write("届かない言葉")

    card.wait_for("届かなかったか")


def test_a_talk_with_a_person_on_the_web(whole_desk: OnDesk, page: Page) -> None:
    page.open()
    page.say(PRESSED)
    (asked,) = page.say("人に相談する")["entries"][-1:]
    card = newest_card(whole_desk)
    assert "ウェブ" in card.words
    press_take(card)

    card.write("見積書はお手元にありますか。")
    wait_until(lambda: "見積書はお手元に" in str(page.history()[-1]))
    read = page.client.get("/chat/replies", params={"after": asked["id"]}, timeout=20).text
    assert "担当者につながりました" in read
    assert "見積書はお手元に" in read

    quiet = page.say("はい、あります", after=10**9)
    assert quiet == {"entries": [], "erased": False}
    card.wait_for("はい、あります")
    assert "スレッド" not in str(page.history())

    card.write("終了")
    wait_until(lambda: "ここまでです" in str(page.history()[-1]))
    assert whole_desk.slack.violations == []
