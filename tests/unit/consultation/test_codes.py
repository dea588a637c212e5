"""Who gets in with a link, and who does not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import pytest
from sqlalchemy import select

from bot.store import consultations, conversations, matters
from bot.store.tables import form_codes
from tests.fakes.consultation import CODE_LIFETIME, Pages
from tests.fakes.consultation_browser import NEEDED, enter, post_form, send
from tests.unit.consultation.conftest import OpenBrowser

Ending = Literal["form", "gone"]
MINUTE = timedelta(minutes=1)
MADE_UP = "/f/" + "A" * 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What happened to a link before somebody opens it."""

    label: str
    opened_before: Literal["", "here", "elsewhere"] = ""
    later: timedelta = timedelta(0)
    newer_link: bool = False
    erased: bool = False
    ending: Ending


CASES = (
    Case(label="new", ending="form"),
    Case(label="opened here before", opened_before="here", ending="form"),
    Case(label="opened here before, long ago", opened_before="here", later=timedelta(days=29), ending="form"),
    Case(label="opened here before, all of it expired", opened_before="here", later=timedelta(days=31), ending="gone"),
    Case(label="opened in another browser", opened_before="elsewhere", ending="gone"),
    Case(label="on its last minute", later=CODE_LIFETIME - MINUTE, ending="form"),
    Case(label="expired", later=CODE_LIFETIME, ending="gone"),
    Case(label="a newer link was given", newer_link=True, ending="gone"),
    Case(label="a newer link was given after it was opened", opened_before="here", newer_link=True, ending="form"),
    Case(label="the talk was erased", erased=True, ending="gone"),
    Case(label="the talk was erased after the link was opened", opened_before="here", erased=True, ending="gone"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_link(pages: Pages, browser: OpenBrowser, case: Case) -> None:
    talk = pages.talk()
    link, here = pages.link(talk), browser()
    if case.opened_before:
        assert enter(here if case.opened_before == "here" else browser(), link).status_code == 200
    if case.newer_link:
        pages.link(talk)
    if case.erased:
        with pages.store.begin() as transaction:
            conversations.erase(transaction.connection, talk)
    pages.clock.pass_by(case.later)
    page = enter(here, link)
    assert page.status_code == (200 if case.ending == "form" else 410)
    assert ("相談フォーム</h1>" in page.text) is (case.ending == "form")
    assert ("「フォーム」と書いて送ります" in page.text) is (case.ending == "gone")


def test_every_link_that_does_not_work_answers_alike(pages: Pages, browser: OpenBrowser) -> None:
    talk = pages.talk()
    used, expired, here = pages.link(talk), pages.link(pages.talk(person="U2")), browser()
    enter(browser(), used)
    pages.clock.pass_by(CODE_LIFETIME)
    answers = [enter(here, link) for link in (used, expired, MADE_UP, "/f/x", "/f/%00%2e%22")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(410, answers[0].text)}


def test_the_first_step_does_not_tell_whether_a_code_exists(pages: Pages, browser: OpenBrowser) -> None:
    link = pages.link(pages.talk())
    for path in (link, MADE_UP):
        answer = browser().get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/open")


def test_a_machine_that_only_looks_does_not_use_the_link_up(pages: Pages, browser: OpenBrowser) -> None:
    link = pages.link(pages.talk())
    looks = [
        browser().head(link),
        browser().head(f"{link}/open"),
        browser().get(link),
        browser().get(f"{link}/open"),
    ]
    assert [look.status_code for look in looks] == [200, 200, 303, 200]
    assert enter(browser(), link).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "facebookexternalhit/1.1;line-poker/1.0"},
        {"user-agent": "Slackbot-LinkExpanding 1.0"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_a_previewer_that_keeps_cookies_does_not_use_the_link_up(
    pages: Pages, browser: OpenBrowser, headers: dict[str, str]
) -> None:
    link, previewer = pages.link(pages.talk()), browser()
    for path in (link, f"{link}/open", link, f"{link}/open"):
        answer = previewer.get(path, headers=headers)
        assert answer.status_code == 200
        assert "フォームをひらく</button>" in answer.text
    enter(previewer, MADE_UP)
    assert previewer.get(f"{link}/open", headers=headers).status_code == 200
    assert enter(browser(), link).status_code == 200


def test_without_cookies_a_button_and_an_explanation_wait(pages: Pages, browser: OpenBrowser) -> None:
    link, client = pages.link(pages.talk()), browser()
    client.get(link)
    client.cookies.clear()
    page = client.get(f"{link}/open")
    assert "Cookie" in page.text
    assert f'action="{link}/open"' in page.text
    again = client.post(f"{link}/open")
    client.cookies.clear()
    assert client.get(again.headers["location"]).text == page.text
    assert enter(browser(), link).status_code == 200


def test_the_button_opens_the_form_where_cookies_work_after_all(pages: Pages, browser: OpenBrowser) -> None:
    link, client = pages.link(pages.talk()), browser()
    pressed = client.post(f"{link}/open")
    assert enter(client, pressed.headers["location"]).status_code == 200
    assert client.post(f"{link}/open").headers["location"] == "/consultation"


@pytest.mark.parametrize("cookie", ["", "x", "A" * 31, "A" * 33, "../" * 11, "%E3%81%82"])
def test_a_made_up_cookie_is_none(pages: Pages, browser: OpenBrowser, cookie: str) -> None:
    link = pages.link(pages.talk())
    answer = browser().get(f"{link}/open", headers={"cookie": f"hitoiki_form={cookie}"})
    assert "フォームをひらく</button>" in answer.text


def test_only_digests_are_kept(pages: Pages, browser: OpenBrowser) -> None:
    link, client = pages.link(pages.talk()), browser()
    enter(client, link)
    with pages.store.begin() as transaction:
        row = transaction.connection.execute(select(form_codes)).one()
    code, cookie = link.removeprefix("/f/"), client.cookies["hitoiki_form"]
    assert len(code) == 32
    assert {code, cookie}.isdisjoint({row.code, row.browser})
    assert row.code == pages.store.vault.digest(code)


def test_the_cookie_is_kept_from_scripts_and_strangers(browser: OpenBrowser) -> None:
    cookie = browser().get(MADE_UP).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie


def test_a_new_link_in_the_same_browser_leads_to_what_was_typed(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    enter(client, pages.link(talk))
    post_form(client, {"name": "見本 花子"})
    assert "見本 花子" in enter(client, pages.link(talk)).text


def test_a_new_link_in_another_browser_does_not_show_what_was_typed(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    enter(client, pages.link(talk))
    post_form(client, {"name": "見本 花子"})
    elsewhere = enter(browser(), pages.link(talk))
    assert "見本データ復旧" in elsewhere.text
    assert "見本 花子" not in elsewhere.text


def test_after_sending_a_new_link_begins_anew_and_the_old_one_leads_back(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    first = pages.link(talk)
    enter(client, first)
    post_form(client, dict(NEEDED))
    send(client)
    pages.clock.pass_by(MINUTE)
    assert "相談フォーム</h1>" in enter(client, pages.link(talk)).text
    pages.clock.pass_by(MINUTE)
    assert "受け付けました</h1>" in enter(client, first).text


def test_what_was_sent_outlives_the_talk_but_not_its_own_time(pages: Pages, browser: OpenBrowser) -> None:
    client = browser()
    enter(client, pages.link(pages.talk()))
    pages.clock.pass_by(timedelta(days=20))
    post_form(client, dict(NEEDED))
    send(client)
    pages.clock.pass_by(timedelta(days=15))
    with pages.store.begin() as transaction:
        assert conversations.expire(transaction.connection, transaction.now) == 1
        assert consultations.expire(transaction.connection, transaction.now) == 0
    assert client.get("/consultation/done").status_code == 200
    pages.clock.pass_by(timedelta(days=15))
    assert client.get("/consultation/done").status_code == 404
    with pages.store.begin() as transaction:
        assert consultations.expire(transaction.connection, transaction.now) == 1
        assert transaction.connection.execute(select(form_codes)).all() == []


def test_the_staff_may_see_the_talk_from_when_the_form_is_sent(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    enter(client, pages.link(talk))
    post_form(client, dict(NEEDED))
    with pages.store.begin() as transaction:
        assert matters.of_conversation(transaction.connection, talk) is None
        assert consultations.reference_of_talk(transaction.connection, talk) == ""

    send(client)

    with pages.store.begin() as transaction:
        matter = matters.of_conversation(transaction.connection, talk)
        sent = consultations.reference_of_talk(transaction.connection, talk)
    assert matter is not None
    assert (matter.origin, matter.reference, matter.channel) == ("form", sent, "web")


def test_a_form_that_is_sent_in_a_matter_keeps_its_own_number(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    with pages.store.begin() as transaction:
        asked = matters.open_matter(transaction, talk, origin="asked")
        matters.close(transaction, asked.id)
    enter(client, pages.link(talk))
    post_form(client, dict(NEEDED))
    send(client)

    with pages.store.begin() as transaction:
        sent = consultations.reference_of_talk(transaction.connection, talk)
        found = matters.find(transaction.connection, sent or "")
    assert found is not None
    assert (found.id, found.origin, found.is_open) == (asked.id, "asked", True)
    assert sent != asked.reference


def test_erasing_the_talk_erases_what_was_sent(pages: Pages, browser: OpenBrowser) -> None:
    talk, client = pages.talk(), browser()
    enter(client, pages.link(talk))
    post_form(client, dict(NEEDED))
    send(client)
    with pages.store.begin() as transaction:
        conversations.erase(transaction.connection, talk)
        assert transaction.connection.execute(select(form_codes)).all() == []
    assert client.get("/consultation/done").status_code == 404
