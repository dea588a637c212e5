"""Canned replies in Slack: found, filled in, and sent once, as exactly the text that was shown."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.fakes.slack_limits import check_view
from tests.fakes.slack_platform import STAFF_CHANNEL, Fault, read_blocks
from tests.fakes.slack_webhooks import Payload
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import MEMBER, OTHER, STRANGER, OnDesk

DEADLINE = "variable:返事の期限"
NUMBER = "variable:受付番号"


def open_search(desk: OnDesk, words: str, member: str = MEMBER) -> Payload:
    """The modal that the command opens."""
    desk.view_after(desk.slack.commanded(member, f"reply {words}"))
    return desk.slack.views[-1]


def choose(desk: OnDesk, words: str, member: str = MEMBER) -> Payload:
    """The preview of the first reply that is found."""
    view = open_search(desk, words, member)
    desk.view_after(desk.slack.tapped_view(member, "選ぶ", view))
    return desk.slack.views[-1]


def with_values(view: Payload, values: Mapping[str, str]) -> Payload:
    """`view` as Slack posts it when the member has typed `values`."""
    typed = {name: {"value": {"type": "plain_text_input", "value": value}} for name, value in values.items()}
    return {**view, "state": {"values": typed}}


def submit(desk: OnDesk, view: Payload, member: str = MEMBER, **values: str) -> Any:
    """What Slack is answered with; a view in it is one that Slack would take."""
    named = {name if name in {"search", "way"} else f"variable:{name}": value for name, value in values.items()}
    response = desk.post(desk.slack.submitted(member, named, view))
    assert response.status_code == 200
    answer = json.loads(response.content or b"{}")
    if "view" in answer:
        assert check_view(answer["view"]) == []
        place = next(n for n, shown in enumerate(desk.slack.views) if shown["id"] == view["id"])
        desk.slack.views[place] = {**answer["view"], "id": view["id"]}
    return answer


def says(answer: Any) -> str:
    """What is read in the view that Slack is answered with."""
    return read_blocks({"blocks": answer["view"]["blocks"]})


def copied(answer: Any) -> str:
    """The text that is offered for copying."""
    block = next(block for block in answer["view"]["blocks"] if block["type"] == "rich_text")
    return str(block["elements"][0]["elements"][0]["text"])


def uses(desk: OnDesk, code: str) -> int:
    rows = desk.query(f"SELECT count FROM daily_counts WHERE kind = 'canned' AND name = '{code}'")  # noqa: S608
    return sum(row[0] for row in rows)


def matter_of(desk: OnDesk, person: str) -> str:
    """The number of the matter of a person who asks for a human."""
    before = {row[0] for row in desk.query("SELECT reference FROM matters")}
    desk.says(person, "人に相談する")
    (reference,) = {row[0] for row in desk.query("SELECT reference FROM matters")} - before
    return str(reference)


def test_the_command_opens_the_search(whole_desk: OnDesk) -> None:
    view = open_search(whole_desk, "シュザイ")

    assert "取材の方へ" in read_blocks(view)
    assert "1件" in read_blocks(view)
    assert whole_desk.slack.violations == []


def test_without_words_the_replies_are_listed_as_far_as_they_fit(whole_desk: OnDesk) -> None:
    read = read_blocks(open_search(whole_desk, ""))

    assert "すべての返信" in read
    assert "ほかに" in read


@pytest.mark.parametrize("words", ["ないことばです", "あ" * 40_000, "<@U1> {x} {{y}}"])
def test_where_nothing_is_found_it_is_said(whole_desk: OnDesk, words: str) -> None:
    assert "見つかりませんでした" in read_blocks(open_search(whole_desk, words))
    assert whole_desk.slack.violations == []


def test_the_search_goes_on_in_the_modal(whole_desk: OnDesk) -> None:
    view = open_search(whole_desk, "ないことばです")

    assert "ランサムウェアかもしれない方へ" in says(submit(whole_desk, view, search="らんさむ"))


def test_a_preview_tells_how_long_it_is_for_every_network(whole_desk: OnDesk) -> None:
    read = read_blocks(choose(whole_desk, "hurried-public"))

    assert "今日、決めなくて大丈夫です。" in read
    for shown in ("X 235/280", "Bluesky 121/300", "Mastodon 121/500"):
        assert shown in read
    assert whole_desk.slack.violations == []


def test_back_leads_to_the_search(whole_desk: OnDesk) -> None:
    view = choose(whole_desk, "hurried")

    assert "すべての返信" in whole_desk.view_after(whole_desk.slack.tapped_view(MEMBER, "戻る", view))


def test_a_copy_is_the_text_that_was_shown_and_is_counted_once(desk: OnDesk) -> None:
    view = choose(desk, "thanks-public")

    first, second = submit(desk, view, way="copy"), submit(desk, view, way="copy")

    assert copied(first) == copied(second)
    assert copied(first) in read_blocks(view)
    assert uses(desk, "thanks-public") == 1
    assert desk.audit() == [("reply copied", "")]


def test_what_is_used_comes_first(desk: OnDesk) -> None:
    submit(desk, choose(desk, "wrong-desk"), way="copy")

    first = next(block for block in open_search(desk, "")["blocks"] if block["type"] == "section")
    assert first["text"]["text"].startswith("ほかの窓口をご案内するとき")
    assert "最近1回" in first["text"]["text"]


def test_what_nobody_knows_is_asked_for_and_the_new_text_is_shown_before_it_is_used(desk: OnDesk) -> None:
    view = choose(desk, "received")
    assert "【返事の期限】" in read_blocks(view)

    assert submit(desk, view, way="copy")["errors"] == {DEADLINE: "ここを入れてください。"}
    assert submit(desk, view, way="copy", 返事の期限="あ" * 21)["errors"] == {DEADLINE: "20字までにしてください。"}

    changed = submit(desk, view, way="copy", 返事の期限="12月4日（金）")
    assert "文が変わりました" in says(changed)
    assert "12月4日（金）までにお返事します" in says(changed)
    assert uses(desk, "received") == 0

    done = submit(desk, desk.slack.views[-1], way="copy", 返事の期限="12月4日（金）")
    assert "12月4日（金）までにお返事します" in copied(done)
    assert uses(desk, "received") == 1


def test_a_preview_is_drawn_again_with_what_was_typed(desk: OnDesk) -> None:
    view = with_values(choose(desk, "received"), {DEADLINE: "来週<@U1>\n{{受付番号}}", NUMBER: "HT-AAAA-BBBB"})

    read = desk.view_after(desk.slack.tapped_view(MEMBER, "入れた言葉で見なおす", view))

    assert "来週<@U1> {{受付番号}}までに" in read
    assert "受付番号：HT-AAAA-BBBB" in read
    assert desk.slack.violations == []


def test_nothing_personal_gets_into_a_public_reply(desk: OnDesk) -> None:
    view = choose(desk, "private-public")

    spoiled = submit(desk, view, way="copy", 相談の入り口="https://example.jp/?tel=03-0000-0000")
    assert spoiled["errors"].keys() == {"variable:相談の入り口"}
    assert submit(desk, view, way="copy", 相談の入り口="example.jp")["errors"].keys() == {"variable:相談の入り口"}


def test_the_person_gets_it_once_and_as_it_was_shown(desk: OnDesk, me: str) -> None:
    reference = matter_of(desk, me)
    view = choose(desk, f"{reference.lower()} 188のかけ方")
    shown = next(block["text"]["text"] for block in view["blocks"] if "188で相談" in str(block))
    before = len(desk.slack.seen(me))

    answers = [submit(desk, view, way="person"), submit(desk, view, OTHER, way="person")]
    wait_until(lambda: len(desk.slack.seen(me)) > before)
    desk.says(me, "ありがとうございます")

    assert [says(answer) for answer in answers] == ["相談者に送りました。"] * 2
    assert sum(shown in words for words in desk.slack.words(me)[before:]) == 1
    assert uses(desk, "hotline") == 1
    assert ("reply sent", reference) in desk.audit()
    assert desk.slack.violations == []


def test_a_modal_that_comes_in_many_times_at_once_is_taken_once(desk: OnDesk, me: str) -> None:
    view = choose(desk, f"{matter_of(desk, me)} hurried")
    payload = desk.slack.submitted(MEMBER, {"way": "person"}, view)
    before = len(desk.slack.seen(me))

    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda _: desk.post(payload).status_code, range(5)))
    wait_until(lambda: len(desk.slack.seen(me)) > before)
    desk.says(me, "ありがとうございます")

    assert answers == [200] * 5
    assert sum("今日、決めなくて大丈夫です" in words for words in desk.slack.words(me)[before:]) == 1
    assert uses(desk, "hurried") == 1


def test_the_number_and_the_cases_of_the_person_are_filled_in(desk: OnDesk, me: str) -> None:
    desk.says(me, "業者に、今日中に契約しないと直らなくなると言われました")
    reference = matter_of(desk, me)

    assert "CASE02の例に似ています" in read_blocks(choose(desk, f"{reference} hotline"))
    assert f"受付番号：{reference}" in read_blocks(choose(desk, f"{reference} received"))
    listed = read_blocks(open_search(desk, reference))
    assert "合いそうな返信" in listed
    assert "（公開）" not in listed.partition("すべての返信")[0]
    assert ("look", reference) in desk.audit()


def test_a_reply_that_is_for_everybody_is_not_offered_for_one(desk: OnDesk, me: str) -> None:
    view = choose(desk, f"{matter_of(desk, me)} thanks-public")

    assert "相談者に送る" not in json.dumps(view, ensure_ascii=False)
    assert "この返信は、相談者のいる場所では使えません" in says(_forced(desk, view))


def _forced(desk: OnDesk, view: Payload) -> Any:
    """The way to the person, chosen where it was not offered."""
    payload = desk.slack.submitted(MEMBER, {}, view)
    payload["view"]["state"]["values"]["way"]["way"]["selected_option"] = {"value": "person"}
    response = desk.post(payload)
    return response.json()


def test_a_matter_that_was_erased_meanwhile_gets_nothing(desk: OnDesk, me: str) -> None:
    view = choose(desk, f"{matter_of(desk, me)} hurried")
    desk.says(me, "削除")
    before = len(desk.slack.seen(me))

    assert "もうありません" in says(submit(desk, view, way="person"))
    assert len(desk.slack.seen(me)) == before
    assert uses(desk, "hurried") == 0


def test_a_matter_that_was_closed_meanwhile_gets_nothing(desk: OnDesk, me: str) -> None:
    view = choose(desk, f"{matter_of(desk, me)} hurried")
    desk.change("UPDATE matters SET status = 'closed'")

    assert "終わっています" in says(submit(desk, view, way="person"))
    assert uses(desk, "hurried") == 0


def test_a_number_that_is_none_is_said_to_be(desk: OnDesk) -> None:
    assert "もうありません" in desk.command(MEMBER, "reply HT-2222-2222")


def test_who_is_no_member_any_more_sends_nothing(desk: OnDesk, me: str) -> None:
    view = choose(desk, f"{matter_of(desk, me)} hurried")

    assert "担当者だけ" in says(submit(desk, view, STRANGER, way="person"))
    assert uses(desk, "hurried") == 0


def test_a_message_shortcut_posts_into_the_thread(desk: OnDesk) -> None:
    post = {"ts": "1700000000.000100", "text": "取材の申し込みです", "user": MEMBER}
    desk.view_after(desk.slack.shortcut(MEMBER, "desk:replying:message", post))
    desk.view_after(desk.slack.tapped_view(MEMBER, "選ぶ"))
    view = desk.slack.views[-1]

    assert submit(desk, view, way="thread") == {"response_action": "clear"}
    submit(desk, view, way="thread")
    wait_until(lambda: desk.slack.posts[STAFF_CHANNEL] != [])

    (posted,) = desk.slack.posts[STAFF_CHANNEL]
    assert posted["thread_ts"] == post["ts"]
    assert posted["blocks"][0]["text"]["text"] in read_blocks(view)
    assert f"<@{MEMBER}>" in read_blocks(posted)
    assert desk.slack.violations == []


def test_the_message_itself_says_which_replies_may_fit(desk: OnDesk) -> None:
    post = {
        "ts": "1700000000.000100",
        "text": "取材の件 &amp; 診断をやめるなら全額払えと言われたそうです",
        "user": MEMBER,
    }

    read = desk.view_after(desk.slack.shortcut(MEMBER, "desk:replying:message", post))

    assert "合いそうな返信\n診断や作業をやめられない方へ" in read
    assert "全額払え" not in json.dumps(desk.slack.views[-1], ensure_ascii=False)


def test_where_it_cannot_be_posted_the_member_hears_of_it(desk: OnDesk) -> None:
    post = {"ts": "1700000000.000100", "text": "取材の申し込みです", "user": MEMBER}
    desk.view_after(desk.slack.shortcut(MEMBER, "desk:replying:message", post))
    desk.view_after(desk.slack.tapped_view(MEMBER, "選ぶ"))
    desk.slack.fail_next("chat.postMessage", Fault(status=200, body=b'{"ok":false,"error":"not_in_channel"}'))

    submit(desk, desk.slack.views[-1], way="thread")

    wait_until(lambda: any("投稿できませんでした" in words for words in desk.slack.words(MEMBER)))


def test_in_the_thread_of_a_talk_the_shortcut_knows_the_person(desk: OnDesk, me: str) -> None:
    reference = matter_of(desk, me)
    wait_until(lambda: desk.slack.posts[STAFF_CHANNEL] != [])
    card = desk.slack.posts[STAFF_CHANNEL][0]
    written = {"ts": "1700000000.000200", "thread_ts": card["ts"], "text": "どう返そう", "user": MEMBER}

    desk.view_after(desk.slack.shortcut(MEMBER, "desk:replying:message", written))
    desk.view_after(desk.slack.tapped_view(MEMBER, "選ぶ"))

    offered = json.dumps(desk.slack.views[-1], ensure_ascii=False)
    assert f"{reference}（Slack）に送ります" in offered
    assert "このスレッドに投稿する" in offered


def test_a_checked_text_leads_to_the_replies_that_fit_it(desk: OnDesk) -> None:
    desk.command(MEMBER, "check 今日中に契約しないと直らないと言われました")

    read = desk.view_after(desk.slack.tapped_whisper(MEMBER, "定型返信を選ぶ"))

    assert "合いそうな返信\n業者にせかされている方へ" in read
    assert "業者にせかされている方へ（公開）" in read.partition("すべての返信")[0]


def test_the_button_of_a_matter_opens_the_search_over_it(desk: OnDesk, me: str) -> None:
    reference = matter_of(desk, me)
    desk.view_after(desk.slack.commanded(MEMBER, f"cases {reference}"))
    matter = desk.slack.views[-1]

    desk.view_after(desk.slack.tapped_view(MEMBER, "定型返信", matter))

    assert len(desk.slack.views) == 2
    assert json.loads(desk.slack.views[-1]["private_metadata"])["reference"] == reference


def test_a_reply_that_the_content_no_longer_has(desk: OnDesk) -> None:
    view = choose(desk, "hurried")
    gone = {**view, "private_metadata": json.dumps({"code": "long-gone"})}

    assert "もうありません" in says(desk.post(desk.slack.submitted(MEMBER, {}, gone)).json())
    assert "文が変わりました" not in desk.view_after(
        desk.slack.tapped_view(MEMBER, "戻る", {**view, "private_metadata": "{"})
    )


def test_who_reads_english_reads_english(desk: OnDesk) -> None:
    desk.slack.locales[OTHER] = "en-US"

    view = open_search(desk, "press", OTHER)

    assert "1 found" in read_blocks(view)
    read = desk.view_after(desk.slack.tapped_view(OTHER, "Choose", view))
    assert "It will read exactly like this" in read
    assert "お問い合わせありがとうございます。" in read


def test_what_travels_with_the_modal_tells_nothing_of_a_person(desk: OnDesk, me: str) -> None:
    desk.says(me, "業者の名前はためし復旧株式会社です。電話は03-0000-0000です。今日中に払えと言われました")
    view = choose(desk, f"{matter_of(desk, me)} received")

    carried = json.loads(view["private_metadata"])
    assert carried.keys() <= {"reference", "signs", "route", "code", "shown", "key"}
    assert len(view["private_metadata"]) < 1000
