"""The pages over HTTP and a real database."""

import asyncio
import re
from datetime import timedelta
from html.parser import HTMLParser

import httpx
import pytest
from sqlalchemy import select, text

from bot.consultation.fields import NEEDS
from bot.consultation.forms import Forms
from bot.store.references import create_reference
from bot.store.tables import consultations
from tests.fakes.consultation import Pages
from tests.fakes.consultation_browser import NEEDED, enter, follow, hidden, post_form, send
from tests.unit.consultation.conftest import OpenBrowser

REFERENCE = re.compile(r"HT-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}")


@pytest.fixture
def client(pages: Pages, browser: OpenBrowser) -> httpx.Client:
    """A browser with the form open."""
    client = browser()
    enter(client, pages.link(pages.talk()))
    return client


def kept(pages: Pages) -> list[tuple[str, str | None]]:
    with pages.store.begin() as transaction:
        rows = transaction.connection.execute(select(consultations.c.status, consultations.c.reference))
        return [(row.status, row.reference) for row in rows]


def test_the_form_shows_what_was_said_and_where_it_came_from(client: httpx.Client) -> None:
    page = client.get("/consultation").text
    assert 'value="見本データ復旧"' in page
    assert "『見本データ復旧という会社で、30万円と言われています』" in page
    assert page.count("お話の中のこの文から入れました：") == 6
    assert page.count("お話の中の言葉を、そのまま入れました。") == 2
    assert "『うちでしか無理だ』（CASE02" in page


def test_the_four_needed_things_are_said_before_the_form_begins(client: httpx.Client) -> None:
    before, _, _ = client.get("/consultation").text.partition("<form")
    assert before.count("<li>") == len(NEEDS)
    assert "匿名" not in before


def test_wrong_input_comes_back_whole_with_its_errors(pages: Pages, client: httpx.Client) -> None:
    typed = {
        "name": "",
        "phone": "よる8時",
        "vendor": "<b>見本&社</b>",
        "damage": "返金されない",
        "amount_yen": "たくさん",
    }
    page = post_form(client, {**typed, "wishes": ["refund"], "signs": ["1"], "shared_with": ["consumer_org"]})
    assert page.status_code == 422
    for key, code in (("name", "お名前か"), ("phone", "電話番号は、数字で"), ("amount_yen", "金額は、数字で")):
        assert re.search(rf'<a href="#{key}">{code}', page.text)
        assert f'id="{key}-error"' in page.text
    for words in ("よる8時", "&lt;b&gt;見本&amp;社&lt;/b&gt;", "返金されない", "たくさん"):
        assert words in page.text
    again = client.get("/consultation").text
    assert "よる8時" in again
    assert 'value="refund" checked' in again
    assert 'name="signs" value="0">' in again
    assert 'value="consumer_org" checked' in again
    assert kept(pages) == [("open", None)]


def test_an_error_belongs_to_its_field_for_a_screen_reader(client: httpx.Client) -> None:
    page = post_form(client, {**NEEDED, "phone": "1"}).text
    field = next(tag for tag in re.findall(r"<input[^>]*>", page) if 'id="phone"' in tag)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="phone-hint phone-error"' in field
    assert "<title>直すところがあります：" in page


def test_too_much_text_comes_back_whole(client: httpx.Client) -> None:
    page = post_form(client, {**NEEDED, "damage": "困" * 2001})
    assert page.status_code == 422
    assert "困" * 2001 in page.text
    assert "2000字までです。今は2001字あります" in page.text


def test_far_too_much_is_refused_kindly(client: httpx.Client) -> None:
    token = hidden(client.get("/consultation"), "token")
    page = client.post("/consultation", data={"token": token, **NEEDED, "damage": "困" * 400_000})
    assert page.status_code == 413
    assert "文が長すぎて" in page.text
    assert client.post("/consultation", content="a=1&" * 1000).status_code == 413


def test_all_is_shown_once_more_before_it_is_sent(client: httpx.Client) -> None:
    assert post_form(client, {**NEEDED, "wishes": ["cancel"]}).headers["location"] == "/consultation/check"
    page = client.get("/consultation/check").text
    for words in (*NEEDED.values(), "契約をやめたい", "見本相談室", "30日間保管"):
        assert words in page
    for key in ("name", "vendor", "damage", "signs", "wishes", "at_hand", "shared_with", "paid"):
        assert f'href="/consultation#{key}"' in page
        assert f'id="{key}"' in client.get("/consultation").text


def test_nothing_is_sent_without_consent(pages: Pages, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    page = client.get("/consultation/check")
    fields = {"token": hidden(page, "token"), "version": hidden(page, "version")}
    refused = client.post("/consultation/send", data=fields)
    assert refused.status_code == 422
    assert "同意のチェックが必要です" in refused.text
    assert kept(pages) == [("open", None)]


def test_nothing_is_sent_that_the_person_did_not_see(pages: Pages, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    page = client.get("/consultation/check")
    post_form(client, {**NEEDED, "vendor": "別の見本社"})
    fields = {"token": hidden(page, "token"), "version": hidden(page, "version"), "consent": "yes"}
    refused = client.post("/consultation/send", data=fields)
    assert refused.status_code == 422
    assert "別の見本社" in refused.text
    assert kept(pages) == [("open", None)]
    assert send(client).headers["location"] == "/consultation/done"


def test_an_unfinished_form_cannot_be_sent(pages: Pages, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    page = client.get("/consultation/check")
    post_form(client, {**NEEDED, "name": ""})
    assert client.get("/consultation/check").status_code == 422
    fields = {"token": hidden(page, "token"), "version": hidden(page, "version"), "consent": "yes"}
    assert client.post("/consultation/send", data=fields).status_code == 422
    assert kept(pages) == [("open", None)]


def test_sending_gives_a_number_and_both_memos(pages: Pages, client: httpx.Client) -> None:
    post_form(client, {**NEEDED, "signs": ["0", "1"], "shared_with": ["counsellor"]})
    page = follow(client, send(client)).text
    number = REFERENCE.findall(page)[0]
    assert kept(pages) == [("sent", number)]
    assert "私は、見本 花子です。" in page
    assert "お名前・組織名：見本 花子" in page
    assert "私の個人情報を、DRAJと相談員の方が共有してかまいません。" in page
    assert "DRAJには、まだ届いていません" in page
    for address in ("tel:188", "https://draj.or.jp/rescue", "https://example.com/form"):
        assert f'href="{address}"' in page


def test_sending_twice_gives_the_same_number(pages: Pages, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    page = client.get("/consultation/check")
    fields = {"token": hidden(page, "token"), "version": hidden(page, "version"), "consent": "yes"}
    answers = [client.post("/consultation/send", data=fields) for _ in range(3)]
    assert [answer.headers["location"] for answer in answers] == ["/consultation/done"] * 3
    assert len(kept(pages)) == 1


def test_what_was_sent_is_closed(client: httpx.Client) -> None:
    token = hidden(client.get("/consultation"), "token")
    post_form(client, dict(NEEDED))
    send(client)
    for path in ("/consultation", "/consultation/check"):
        assert client.get(path).headers["location"] == "/consultation/done"
    late = client.post("/consultation", data={"token": token, **NEEDED, "name": "別の人"})
    assert late.headers["location"] == "/consultation/done"
    assert "別の人" not in client.get("/consultation/done").text


def test_nothing_is_done_before_it_is_sent(client: httpx.Client) -> None:
    assert client.get("/consultation/done").headers["location"] == "/consultation"


def test_a_company_is_told_that_188_may_not_take_it(client: httpx.Client) -> None:
    post_form(client, {**NEEDED, "name": "", "organization": "見本商事"})
    page = follow(client, send(client)).text
    assert "188では受けられないことがあります" in page
    assert "見本商事の者です。" in page


@pytest.mark.parametrize("is_sent", [False, True])
def test_erasing_leaves_nothing(pages: Pages, client: httpx.Client, *, is_sent: bool) -> None:
    post_form(client, dict(NEEDED))
    if is_sent:
        send(client)
    question = client.get("/consultation/erase")
    assert "元には戻せません" in question.text
    erased = client.post("/consultation/erase", data={"token": hidden(question, "token")})
    assert "消しました</h1>" in erased.text
    assert kept(pages) == []
    assert client.get("/consultation").status_code == 404
    with pages.store.begin() as transaction:
        assert transaction.connection.scalar(text("SELECT count(*) FROM form_codes")) == 0


@pytest.mark.parametrize("token", [None, "", "wrong", "あ"])
@pytest.mark.parametrize("path", ["/consultation", "/consultation/send", "/consultation/erase"])
def test_a_post_from_a_strange_page_changes_nothing(
    pages: Pages, client: httpx.Client, path: str, token: str | None
) -> None:
    fields = {**NEEDED, "consent": "yes"} | ({} if token is None else {"token": token})
    assert client.post(path, data=fields).status_code == 403
    assert kept(pages) == [("open", None)]
    assert "見本 花子" not in client.get("/consultation").text


@pytest.mark.parametrize("path", ["/consultation", "/consultation/check", "/consultation/done", "/consultation/erase"])
def test_without_an_open_form_each_page_says_what_to_do(browser: OpenBrowser, path: str) -> None:
    page = browser().get(path)
    assert page.status_code == 404
    assert "「フォーム」と書いて送ります" in page.text


def test_another_persons_browser_sees_another_form(pages: Pages, browser: OpenBrowser, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    other = browser()
    enter(other, pages.link(pages.talk(person="U2")))
    assert "見本 花子" not in other.get("/consultation").text


def test_what_was_typed_is_sealed_at_rest(pages: Pages, client: httpx.Client) -> None:
    post_form(client, dict(NEEDED))
    with pages.store.begin() as transaction:
        body = transaction.connection.scalar(select(consultations.c.body))
    assert body is not None
    assert "見本".encode() not in body
    assert "見本".encode() in pages.store.vault.open(body)


class Assets(HTMLParser):
    """Everything that a page loads or runs by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "img", "link"}:
            self.loaded.append(given.get("src") or given.get("href") or "inline")
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self.inline += ["style"] if tag == "style" else []


def test_every_page_keeps_to_itself(browser: OpenBrowser, client: httpx.Client) -> None:
    answers = [client.get(path) for path in ("/consultation", "/consultation/erase", "/f/x/open")]
    answers += [post_form(client, {"name": ""}), post_form(client, dict(NEEDED)), client.get("/consultation/check")]
    answers += [
        send(client),
        client.get("/consultation/done"),
        browser().get("/consultation"),
        browser().get("/f/x/open"),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assets = Assets()
        assets.feed(answer.text)
        assert assets.inline == []
        assert all(path.startswith("/consultation/static/") for path in assets.loaded)
        for path in assets.loaded:
            assert browser().get(path).headers["cache-control"].endswith("immutable")


def test_an_unknown_asset_is_not_found(browser: OpenBrowser) -> None:
    assert browser().get("/consultation/static/other.css").status_code == 404


def test_a_database_that_does_not_answer_gives_a_page(pages: Pages, client: httpx.Client) -> None:
    with pages.store.database.begin() as connection:
        connection.execute(text("DROP TABLE form_codes"))
    page = client.get("/consultation")
    assert page.status_code == 503
    assert "少し待ってから" in page.text


async def _sent(forms: Forms, client: httpx.Client) -> str:
    browser = client.cookies["hitoiki_form"]
    form = await forms.current(browser)
    assert form is not None
    sent = await forms.send(browser, forms.version(form.draft))
    assert sent is not None
    return sent.reference


def test_a_number_that_is_taken_is_drawn_again(pages: Pages, browser: OpenBrowser, client: httpx.Client) -> None:
    drawn = iter(["HT-2222-2222", "HT-2222-2222", "HT-3333-3333"])
    forms = Forms(pages.store, retention=timedelta(days=30), make_reference=lambda: next(drawn))
    other = browser()
    enter(other, pages.link(pages.talk(person="U2")))
    assert asyncio.run(_sent(forms, client)) == "HT-2222-2222"
    assert asyncio.run(_sent(forms, other)) == "HT-3333-3333"


def test_a_number_can_be_read_out() -> None:
    numbers = {create_reference() for _ in range(200)}
    assert len(numbers) == 200
    assert all(REFERENCE.fullmatch(number) for number in numbers)
