"""A person on Slack calls for a human, talks with a member in a thread, and comes back to the bot."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes.slack_platform import STAFF_CHANNEL, Fault
from tests.fakes.slack_webhooks import direct
from tests.integration.service.running import wait_until
from tests.integration.staff.handing_over import call, newest_card, press_take, settle, statuses, take
from tests.integration.staff.on_desk import MEMBER, OTHER, STRANGER, OnDesk


def test_a_call_becomes_a_card(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)

    assert "人に相談したい方がいます" in card.words
    assert card.reference in card.words
    assert "2a" in card.words
    assert "今日中に契約しないと" in card.words
    assert me not in card.words
    assert "待つあいだも" in whole_desk.slack.words(me)[-1]
    assert whole_desk.slack.violations == []


def test_whoever_calls_twice_has_one_card(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    whole_desk.says(me, "窓口一覧")
    whole_desk.says(me, "人に相談する")

    assert newest_card(whole_desk).ts == card.ts


def test_what_both_write_reaches_the_other(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    assert "担当者につながりました" in whole_desk.slack.words(me)[-1]
    assert f"<@{MEMBER}>" in card.words
    assert "スレッドに書いた言葉は" in card.thread[0]

    card.write("こんにちは。<https://example.com|この見積もり> は &lt;手元&gt; にありますか。")
    wait_until(lambda: "この見積もり" in whole_desk.slack.words(me)[-1])
    assert whole_desk.slack.words(me)[-1] == "【担当者】\nこんにちは。この見積もり は <手元> にありますか。"

    before = len(whole_desk.slack.seen(me))
    whole_desk.post(whole_desk.slack.text(me, "はい。断るとキャンセル料がかかると言われました"))
    said = card.wait_for("キャンセル料がかかる")
    assert said.startswith("相談者")
    assert "3c" in said
    settle(whole_desk)
    assert len(whole_desk.slack.seen(me)) == before
    assert whole_desk.slack.violations == []


def test_another_member_may_answer_too_and_a_stranger_not(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    before = len(whole_desk.slack.seen(me))

    card.write("わたしもいます。", OTHER)
    told = whole_desk.whisper_after(STRANGER, whole_desk.slack.in_thread(STRANGER, card.ts, "だれですか。"))
    assert "確かめられなかった" in told
    card.write("// これは内輪の話です")
    card.write("さいごです。")

    wait_until(lambda: "さいご" in whole_desk.slack.words(me)[-1])
    assert whole_desk.slack.words(me)[before:] == ["【担当者】\nわたしもいます。", "【担当者】\nさいごです。"]


def test_a_message_that_slack_delivers_twice_is_passed_on_once(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    before = len(whole_desk.slack.seen(me))
    payload = card.write("一度だけ")
    for retry in (1, 2):
        assert whole_desk.post(payload, retry=retry).status_code == 200
    card.write("つぎ")

    wait_until(lambda: "つぎ" in whole_desk.slack.words(me)[-1])
    assert len(whole_desk.slack.seen(me)) == before + 2


def test_a_message_of_the_person_that_slack_delivers_twice_is_posted_once(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    payload = whole_desk.slack.text(me, "一度だけ書きました")
    for retry in (0, 1, 2):
        assert whole_desk.post(payload, retry=retry).status_code == 200
    card.wait_for("一度だけ書きました")
    settle(whole_desk)

    assert sum("一度だけ書きました" in post for post in card.thread) == 1


def test_of_two_who_press_at_once_one_wins_and_the_other_is_told(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    taps = [(member, whole_desk.slack.tapped(member, "担当する", STAFF_CHANNEL)) for member in (MEMBER, OTHER)]

    with ThreadPoolExecutor(2) as both:
        told = list(both.map(lambda tap: whole_desk.whisper_after(*tap), taps))

    assert sorted("先に引き受けました" in one for one in told) == [False, True]
    assert sum("引き受けました。担当者のチャンネル" in one for one in told) == 1
    settle(whole_desk)
    assert sum("担当者につながりました" in words for words in whole_desk.slack.words(me)) == 1
    taken = [one for one in whole_desk.audit() if one == ("take", card.reference)]
    assert len(taken) == 1


def test_a_second_press_of_the_same_member_is_told_so(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)
    tap = whole_desk.slack.tapped(MEMBER, "担当する", STAFF_CHANNEL)
    whole_desk.whisper_after(MEMBER, tap)

    assert "もうあなたが" in whole_desk.command(MEMBER, f"take {card.reference}")


@pytest.mark.parametrize("words", ["終了", "end", "/end"])
def test_a_word_in_the_thread_gives_back(whole_desk: OnDesk, me: str, words: str) -> None:
    card = take(whole_desk, me)

    card.write(words)

    wait_until(lambda: "ここまでです" in whole_desk.slack.words(me)[-1])
    card.wait_for("ひと息に戻しました")
    settle(whole_desk)
    assert "担当者との話は終わりました" in card.words
    assert whole_desk.says(me, "窓口一覧") != []
    assert ("give back", card.reference) in whole_desk.audit()


def test_the_button_and_the_command_give_back(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    told = whole_desk.whisper_after(MEMBER, whole_desk.slack.tapped(MEMBER, "ひと息に戻す", STAFF_CHANNEL))
    assert f"{card.reference}をひと息に戻しました" in told

    assert "引き受けられていません" in whole_desk.command(MEMBER, f"終わる {card.reference}")
    assert "引き受けました" in whole_desk.command(MEMBER, f"引き受け {card.reference.lower()}")
    assert "戻しました" in whole_desk.command(OTHER, f"end {card.reference}")
    assert whole_desk.slack.violations == []


def test_what_is_written_after_the_end_goes_nowhere_and_the_member_hears_so(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    card.write("終了")
    settle(whole_desk)
    before = whole_desk.slack.words(me)

    told = whole_desk.whisper_after(MEMBER, whole_desk.slack.in_thread(MEMBER, card.ts, "まだいますか"))

    assert "届いていません" in told
    assert whole_desk.slack.words(me) == before


def test_a_new_call_gets_a_new_card(whole_desk: OnDesk, me: str) -> None:
    first = take(whole_desk, me)
    first.write("終了")
    settle(whole_desk)
    whole_desk.says(me, "人に相談する")

    second = newest_card(whole_desk)

    assert second.ts != first.ts
    assert second.reference == first.reference
    told = whole_desk.whisper_after(MEMBER, whole_desk.slack.in_thread(MEMBER, first.ts, "前のスレッド"))
    assert "届いていません" in told
    assert "引き受けました" in press_take(second, OTHER)


def test_the_person_ends_it(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)

    answer = whole_desk.says(me, "終了")

    assert "ありがとうございました" in answer[0]
    card.wait_for("相談者が、担当者との話を終えました")
    settle(whole_desk)
    assert "終わりました" in card.words


def test_danger_is_answered_by_the_bot_and_told_to_staff(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)

    answer = whole_desk.says(me, "もう死にたいです")

    assert "119番か110番" in answer[0]
    assert "自動で相談者に出しました" in card.wait_for("死にたい")
    card.write("ここにいます。")
    wait_until(lambda: whole_desk.slack.words(me)[-1] == "【担当者】\nここにいます。")


def test_a_picture_is_told_to_both(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)

    whole_desk.post(whole_desk.slack.shared(me, "image/png"))

    wait_until(lambda: "ここでは開きません" in whole_desk.slack.words(me)[-1])
    card.wait_for("写真が届きましたが")


def test_files_of_a_member_are_refused_and_their_words_go(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    shared = whole_desk.slack.in_thread(
        MEMBER, card.ts, "契約書の例です", subtype="file_share", files=[{"mimetype": "application/pdf"}]
    )

    assert "ファイルは相談者に届けられません" in whole_desk.whisper_after(MEMBER, shared)
    wait_until(lambda: whole_desk.slack.words(me)[-1] == "【担当者】\n契約書の例です")


def test_emoji_are_left_out(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)

    card.write("では10:30:00に:pray::skin-tone-2:お待ちしています:+1:")
    wait_until(lambda: whole_desk.slack.words(me)[-1] == "【担当者】\nでは10:30:00にお待ちしています")

    told = whole_desk.whisper_after(MEMBER, whole_desk.slack.in_thread(MEMBER, card.ts, ":pray:"))
    assert "絵文字は" in told


def test_words_that_are_too_long_are_refused(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    before = whole_desk.slack.words(me)

    told = whole_desk.whisper_after(MEMBER, whole_desk.slack.in_thread(MEMBER, card.ts, "あ" * 40_000))

    assert "40,000字は長すぎる" in told
    settle(whole_desk)
    assert whole_desk.slack.words(me) == before


def test_long_words_of_the_person_are_cut_honestly(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)

    whole_desk.post(whole_desk.slack.text(me, "長い話です。" * 3000))

    assert "長いため" in card.wait_for("長い話です")
    assert whole_desk.slack.violations == []


def test_an_edited_message_of_the_person_takes_the_place_of_the_old_one(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    payload = whole_desk.slack.text(me, "電話は 000-0000-0000 です")
    whole_desk.post(payload)
    card.wait_for("000-0000-0000")

    whole_desk.post(whole_desk.slack.edited(payload, "電話番号は書かないでおきます"))

    card.wait_for("書かないでおきます")
    wait_until(lambda: not any("000-0000-0000" in post for post in [card.words, *card.thread]))


def test_a_deleted_message_of_the_person_goes_from_the_card_too(whole_desk: OnDesk, me: str) -> None:
    said = whole_desk.slack.text(me, "わたしの名前は見本花子です")
    whole_desk.post(said)
    card = call(whole_desk, me)
    assert "見本花子" in card.words

    whole_desk.post(whole_desk.slack.deleted(said))

    wait_until(lambda: "見本花子" not in card.words)
    assert "今日中に契約しないと" in card.words


def test_erasing_takes_everything_out_of_the_channel(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    whole_desk.post(whole_desk.slack.text(me, "消してほしい話"))
    card.wait_for("消してほしい話")

    whole_desk.says(me, "削除")

    card.wait_for(f"{card.reference}は、ご本人の操作")
    wait_until(lambda: card.words == "" and not any("消してほしい" in post for post in card.thread))
    assert card.thread == [card.thread[-1]]
    wait_until(
        lambda: (
            not whole_desk.query(
                "SELECT 1 FROM relays r LEFT JOIN conversations c ON c.id = r.conversation_id WHERE c.id IS NULL"
            )
        )
    )
    told = whole_desk.command(MEMBER, f"take {card.reference}")
    assert "ありません" in told


def test_a_member_who_edits_or_deletes_is_told_what_the_person_has(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    payload = card.write("明日の十時に")
    wait_until(lambda: "明日の十時" in whole_desk.slack.words(me)[-1])
    settle(whole_desk)

    assert "前の言葉が届いています" in whole_desk.whisper_after(MEMBER, whole_desk.slack.edited(payload, "明後日"))
    assert "消しても" in whole_desk.whisper_after(MEMBER, whole_desk.slack.deleted(payload))
    assert "明後日" not in "".join(whole_desk.slack.words(me))


def test_an_edit_that_is_no_edit_and_an_aside_are_left_alone(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    payload = card.write("リンクが開かれただけ")
    aside = card.write("// 内輪")
    settle(whole_desk)
    before = len(whole_desk.slack.whispers[MEMBER])

    whole_desk.post(whole_desk.slack.edited(payload, "リンクが開かれただけ"))
    whole_desk.post(whole_desk.slack.edited(aside, "// もっと内輪"))
    whole_desk.post(whole_desk.slack.deleted(aside))
    card.write("つぎ")

    wait_until(lambda: "つぎ" in whole_desk.slack.words(me)[-1])
    assert len(whole_desk.slack.whispers[MEMBER]) == before


def test_silence_brings_the_bot_back(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    _let_minutes_pass(whole_desk, card.reference, 14)
    assert statuses(whole_desk).count("live") >= 1

    _let_minutes_pass(whole_desk, card.reference, 2)

    wait_until(lambda: "時間がかかっています" in whole_desk.slack.words(me)[-1])
    assert "15分お返事がなかった" in card.wait_for("ひと息が再開しました")
    assert whole_desk.says(me, "窓口一覧") != []


def test_whoever_has_answered_is_not_silent(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    card.write("お待ちしています。")
    settle(whole_desk)

    assert _let_minutes_pass(whole_desk, card.reference, 1000) == [(None,)]


def test_trouble_in_the_staff_channel_delays_no_answer_to_the_person(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    limited = Fault(status=429, headers={"Retry-After": "1"}, body=b'{"ok":false,"error":"ratelimited"}')
    whole_desk.slack.fail_next("chat.postMessage", limited)
    whole_desk.post(whole_desk.slack.text(me, "一つ目"))
    whole_desk.post(whole_desk.slack.text(me, "二つ目"))
    card.write("届いていますか")

    wait_until(lambda: "届いていますか" in whole_desk.slack.words(me)[-1])
    card.wait_for("二つ目")
    said = [post for post in card.thread if "つ目" in post]
    assert ["一つ目" in said[0], "二つ目" in said[1], len(said)] == [True, True, 2]


def test_a_post_whose_answer_was_lost_stands_there_once(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    whole_desk.slack.fail_next("chat.postMessage", Fault(accepted=True, drops=True))
    whole_desk.post(whole_desk.slack.text(me, "途中で切れた"))
    whole_desk.post(whole_desk.slack.text(me, "そのあと"))

    card.wait_for("そのあと")
    settle(whole_desk)
    assert sum("途中で切れた" in post for post in card.thread) == 1


def test_words_that_did_not_arrive_are_told(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    whole_desk.slack.gone.add(direct(me))
    whole_desk.slack.gone.add(me)
    try:
        card.write("届かない言葉")
        card.wait_for("届かなかったか")
    finally:
        whole_desk.slack.gone.clear()


def test_nothing_of_the_person_stands_in_what_slack_keeps_with_the_buttons(whole_desk: OnDesk, me: str) -> None:
    call(whole_desk, me)
    posts = whole_desk.slack.posts[STAFF_CHANNEL]

    assert all(me not in str(post) for post in posts)


def test_a_stranger_takes_nothing(whole_desk: OnDesk, me: str) -> None:
    card = call(whole_desk, me)

    assert "担当者だけ" in press_take(card, STRANGER)
    assert "担当者だけ" in whole_desk.command(STRANGER, f"take {card.reference}")
    settle(whole_desk)
    assert not any("担当者につながりました" in words for words in whole_desk.slack.words(me))


def test_a_card_that_was_erased_meanwhile_cannot_be_taken(whole_desk: OnDesk, me: str) -> None:
    call(whole_desk, me)
    tap = whole_desk.slack.tapped(MEMBER, "担当する", STAFF_CHANNEL)
    whole_desk.says(me, "削除")

    assert "ありません" in whole_desk.whisper_after(MEMBER, tap)


def test_other_threads_and_odd_events_are_nobodys_business(whole_desk: OnDesk, me: str) -> None:
    card = take(whole_desk, me)
    slack, before = whole_desk.slack, whole_desk.slack.words(me)
    odd = [
        slack.in_thread(MEMBER, "1.000001", "ほかのスレッド"),
        slack.in_thread(MEMBER, card.ts, "", subtype="channel_join"),
        slack.in_thread(MEMBER, card.ts, "ボットの言葉", bot_id="B1"),
        slack.in_thread(MEMBER, card.ts, "", files=[]),
        slack.in_thread(MEMBER, card.ts, "壊れた", files="これは一覧ではない"),
    ]
    odd += [{**odd[0], "event": {**odd[0]["event"], "text": 5}}, {**odd[0], "event": {**odd[0]["event"], "ts": None}}]

    assert [whole_desk.post(payload).status_code for payload in odd] == [200] * len(odd)
    card.write("おわり")
    wait_until(lambda: whole_desk.slack.words(me)[-1] == "【担当者】\nおわり")
    assert whole_desk.slack.words(me)[:-1] == before


def test_a_reference_that_is_missing_or_wrong(whole_desk: OnDesk) -> None:
    assert "受付番号" in whole_desk.command(MEMBER, "take")
    assert "受付番号" in whole_desk.command(MEMBER, "end")
    assert "ありません" in whole_desk.command(MEMBER, "take HT-0000-0000")
    assert "引き受けられていません" in whole_desk.command(MEMBER, "end " + "あ" * 40_000)
    assert whole_desk.slack.violations == []


def _let_minutes_pass(desk: OnDesk, reference: str, minutes: int) -> list[tuple[object]]:
    """Move back since when the person waits; returns that moment."""
    of_this = f"conversation_id = (SELECT conversation_id FROM matters WHERE reference = '{reference}')"  # noqa: S608
    desk.change(f"UPDATE handovers SET awaiting_since = awaiting_since - {minutes * 60_000} WHERE {of_this}")  # noqa: S608
    return [tuple(row) for row in desk.query(f"SELECT awaiting_since FROM handovers WHERE {of_this}")]  # noqa: S608
