"""What a person does in a direct message, and what they get for it."""

from collections.abc import Callable

import pytest

from tests.fakes.slack_platform import STAFF_CHANNEL, read_blocks
from tests.fakes.slack_webhooks import Payload, direct, event, message, user
from tests.integration.service.running import wait_until
from tests.integration.slack.on_slack import OnSlack

PRESSED = "業者に、今日中に契約しないともう直らないと言われました"
HARMLESS = "外付けHDDが認識しなくなりました"


def test_the_first_message_is_answered_with_the_signs_and_buttons(whole: OnSlack, me: str) -> None:
    (answer,) = whole.ask(me, whole.slack.text(me, PRESSED))

    assert "今日中に契約しない" in answer
    assert "ひと息" in answer
    assert whole.slack.labels(me) != []
    assert whole.slack.violations == []
    assert 'hitoiki_signs_total{channel="slack",code="2a"}' in whole.metrics()


def test_a_tap_is_taken_and_shown_where_the_buttons_were(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.opened(me))
    label = whole.slack.labels(me)[0]

    whole.ask(me, whole.slack.tapped(me, label))

    wait_until(lambda: whole.slack.words(me)[0].endswith(f"✓ {label}"))
    assert not any(block["type"] == "actions" for block in whole.slack.seen(me)[0]["blocks"])
    assert whole.slack.violations == []


def test_a_tap_that_cannot_be_shown_is_answered_all_the_same(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.opened(me))
    payload = whole.slack.tapped(me, whole.slack.labels(me)[0])
    payload["message"]["ts"] = "1.000001"

    assert len(whole.ask(me, payload)) == 1
    wait_until(lambda: whole.slack.violations == ["message_not_found"])
    whole.slack.violations.clear()


def test_a_click_that_is_posted_twice_is_answered_once(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.opened(me))
    payload = whole.slack.tapped(me, whole.slack.labels(me)[0])

    whole.ask(me, payload)
    assert whole.post(payload).status_code == 200
    whole.ask(me, whole.slack.text(me, HARMLESS))

    assert len(whole.slack.seen(me)) == 3


def test_a_link_that_is_clicked_is_acknowledged_and_means_nothing(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.text(me, "188に相談したいです"))
    whole.ask(me, whole.slack.text(me, "会員企業を知りたいです"))
    link = next(
        button["text"]["text"]
        for post in whole.slack.seen(me)
        for block in post["blocks"]
        if block["type"] == "actions"
        for button in block["elements"]
        if "url" in button
    )

    assert whole.post(whole.slack.tapped(me, link)).status_code == 200
    assert 'hitoiki_ignored_events_total{channel="slack",type="block_actions"}' in whole.metrics()


def test_the_messages_tab_greets_once(whole: OnSlack, me: str, someone: Callable[[], str]) -> None:
    (greeting,) = whole.ask(me, whole.slack.opened(me))
    for _ in range(3):
        assert whole.post(whole.slack.opened(me)).status_code == 200
    whole.ask(me, whole.slack.text(me, HARMLESS))
    whole.post(whole.slack.opened(me))

    other = someone()
    assert whole.ask(other, whole.slack.opened(other)) == [greeting]
    assert len(whole.slack.seen(me)) == 2


def test_who_has_written_before_is_not_greeted(whole: OnSlack, me: str, someone: Callable[[], str]) -> None:
    whole.ask(me, whole.slack.text(me, HARMLESS))

    whole.post(whole.slack.opened(me))
    whole.ask(other := someone(), whole.slack.opened(other))

    assert len(whole.slack.seen(me)) == 1


def test_a_look_after_an_erasure_begins_nothing_anew(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.opened(me))
    whole.ask(me, whole.slack.text(me, "削除"))

    before = whole.count("conversations")

    whole.post(whole.slack.opened(me))

    assert whole.count("conversations") == before


def test_the_home_tab_is_not_the_talk(whole: OnSlack, me: str) -> None:
    before = whole.count("seen_events")

    assert whole.post(whole.slack.opened(me, tab="home")).status_code == 200

    wait_until(lambda: me in whole.slack.homes)
    assert "担当者だけ" in read_blocks(whole.slack.homes[me])
    assert whole.count("seen_events") == before
    assert whole.slack.seen(me) == []


def test_a_deleted_message_is_erased_here_too(whole: OnSlack, me: str) -> None:
    before = whole.count("outbox")
    said = whole.slack.text(me, PRESSED)
    whole.ask(me, said)
    assert whole.count("outbox") == before + 1

    assert whole.post(whole.slack.deleted(said)).status_code == 200

    assert whole.count("outbox") == before
    # The sign rested on the deleted words alone, so it is found again as a new one.
    (again,) = whole.ask(me, whole.slack.text(me, PRESSED))
    assert "今日中に契約しない" in again


def test_a_message_deleted_under_its_thread_is_erased_too(whole: OnSlack, me: str) -> None:
    before = whole.count("outbox")
    said = whole.slack.text(me, PRESSED)
    whole.ask(me, said)
    tombstone = whole.slack.edited(said, "This message was deleted.")
    tombstone["event"]["message"] |= {"subtype": "tombstone", "user": "USLACKBOT"}

    assert whole.post(tombstone).status_code == 200

    assert whole.count("outbox") == before
    assert len(whole.slack.seen(me)) == 1


def test_an_edited_message_is_heard_anew_and_its_old_words_are_gone(whole: OnSlack, me: str) -> None:
    before = whole.count("outbox")
    said = whole.slack.text(me, PRESSED)
    whole.ask(me, said)

    (answer,) = whole.ask(me, whole.slack.edited(said, "業者に、うちだけが直せると言われました"))

    assert "うちだけが直せる" in answer
    assert whole.count("outbox") == before + 1
    assert "今日中に契約しない" in whole.ask(me, whole.slack.text(me, PRESSED))[0]


def test_a_link_that_slack_unfolds_is_no_edit(whole: OnSlack, me: str) -> None:
    said = whole.slack.text(me, "https://example.com/ を見ました")
    whole.ask(me, said)

    whole.post(whole.slack.edited(said, said["event"]["text"]))
    whole.ask(me, whole.slack.text(me, HARMLESS))

    assert len(whole.slack.seen(me)) == 2


def test_who_writes_in_a_thread_is_answered_in_it(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.text(me, HARMLESS))
    root = whole.slack.seen(me)[0]["ts"]

    whole.ask(me, whole.slack.text(me, PRESSED, thread_ts=root))

    assert [post.get("thread_ts") for post in whole.slack.seen(me)] == [None, root]


@pytest.mark.parametrize(
    ("mimetype", "words"),
    [("image/png", "写真"), ("video/mp4", "動画"), ("audio/mp4", "音声"), ("application/pdf", "ファイル")],
)
def test_a_file_gets_a_kind_answer(whole: OnSlack, me: str, mimetype: str, words: str) -> None:
    (answer,) = whole.ask(me, whole.slack.shared(me, mimetype, mimetype))

    assert words in answer


def test_the_words_beside_a_file_are_answered_too(whole: OnSlack, me: str) -> None:
    assert whole.post(whole.slack.shared(me, "image/png", words=PRESSED)).status_code == 200
    whole.wait_for(me, 2)

    about_the_file, about_the_words = whole.slack.words(me)
    assert "写真" in about_the_file
    assert "今日中に契約しない" in about_the_words


@pytest.mark.parametrize(
    ("words", "answered"), [(":cry: :cry:", "スタンプ"), (f"<@{user(7)}>", "言葉で教えてください"), ("", "言葉で")]
)
def test_what_holds_no_words_gets_a_kind_answer(whole: OnSlack, me: str, words: str, answered: str) -> None:
    assert answered in whole.ask(me, whole.slack.text(me, words))[0]


def test_other_people_in_the_words_stay_unnamed(whole: OnSlack, me: str) -> None:
    (answer,) = whole.ask(me, whole.slack.text(me, f"<@{user(7)}>さんが、今日中に契約しないともう直らないと言う"))

    assert "今日中に契約しない" in answer
    assert user(7) not in answer


def test_a_mention_before_others_is_answered_in_the_direct_message(
    whole: OnSlack, me: str, someone: Callable[[], str]
) -> None:
    (answer,) = whole.ask(me, whole.slack.mentioned(me, f"<@U00000BOT> {PRESSED}"))
    (greeting,) = whole.ask(other := someone(), whole.slack.mentioned(other, "<@U00000BOT>"))

    assert "今日中に契約しない" in answer
    assert greeting
    assert whole.slack.posts[STAFF_CHANNEL] == []


def in_channel(kind: str, **more: object) -> Payload:
    said = message(user(1), "1700000000.000001", "内緒", channel=STAFF_CHANNEL, channel_type=kind)
    return event({**said, **more}, 1_700_000_000)


@pytest.mark.parametrize(
    "payload",
    [
        in_channel("channel"),
        in_channel("mpim"),
        in_channel("im", bot_id="B1"),
        in_channel("im", user=None),
        in_channel("im", user="USLACKBOT"),
        in_channel("im", subtype="bot_message"),
        in_channel("im", subtype="hologram"),
        in_channel("im", subtype="message_changed"),
        in_channel("im", subtype="message_deleted", previous_message={"bot_id": "B1", "user": "U1", "ts": "1.1"}),
        in_channel("im", text=["内緒"]),
        event({"type": "reaction_added", "user": "U1"}, 0),
        event({"type": "hologram", "user": "U1"}, 0),
        event({}, 0),
    ],
)
def test_what_is_no_talk_of_a_person_is_ignored(whole: OnSlack, payload: Payload) -> None:
    before = whole.count("seen_events")

    assert whole.post(payload).status_code == 200

    assert 'hitoiki_ignored_events_total{channel="slack"' in whole.metrics()
    assert "内緒" not in whole.metrics()
    assert whole.count("seen_events") == before


def test_our_own_words_are_not_answered(whole: OnSlack, me: str) -> None:
    whole.ask(me, whole.slack.text(me, HARMLESS))

    assert whole.post(whole.slack.echo(me)).status_code == 200
    whole.ask(me, whole.slack.text(me, PRESSED))

    assert len(whole.slack.seen(me)) == 2


def test_an_answer_in_a_place_that_is_gone_goes_to_the_person(whole: OnSlack, me: str) -> None:
    said = whole.slack.text(me, HARMLESS)
    said["event"]["channel"] = "D0GONE"

    whole.ask(me, said)

    posted = [call.body["channel"] for call in whole.slack.received if call.method == "chat.postMessage"]
    assert posted[-2:] == ["D0GONE", me]
    assert len(whole.slack.posts[direct(me)]) == 1
