"""From what Slack posts to events."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.choices import write_choice
from adapters.contract import Incoming
from adapters.slack.parsing import describe_payload, parse_payload
from dialogs.events import ChoiceSelected, ConversationOpened, MediaSent, MessageWithdrawn, TextSaid

ME, HERE, TS = "U00000001", "D00000001", "1700000000.000100"
SAID = {
    "type": "message",
    "channel_type": "im",
    "channel": HERE,
    "user": ME,
    "ts": TS,
    "text": "助けて",
    "event_ts": TS,
}


def envelope(event: Any, **more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": "Ev1", "event": event, **more}


def incoming(payload: dict[str, Any]) -> list[Incoming]:
    return list(parse_payload(payload).incoming)


def test_a_message_is_said() -> None:
    assert incoming(envelope(SAID)) == [
        Incoming(
            event_id="Ev1",
            sender=ME,
            event=TextSaid(text="助けて", message_id=TS),
            at=datetime(2023, 11, 14, 22, 13, 20, 100, UTC),
            reply_token=HERE,
        )
    ]


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast", "me_message"])
def test_every_way_of_writing_is_heard(subtype: str | None) -> None:
    assert [one.event for one in incoming(envelope({**SAID, "subtype": subtype}))] == [
        TextSaid(text="助けて", message_id=TS)
    ]


def test_a_thread_is_where_the_answer_belongs() -> None:
    (one,) = incoming(envelope({**SAID, "thread_ts": "1690000000.000001"}))

    assert one.reply_token == f"{HERE} 1690000000.000001"


def test_files_and_words_are_two_events_of_one_message() -> None:
    files = [{"mimetype": "image/png"}, {"mimetype": "image/png"}]

    first, second = incoming(envelope({**SAID, "files": files}))

    assert (first.event, first.event_id) == (MediaSent(kind="image", message_id=TS), "Ev1")
    assert (second.event, second.event_id) == (TextSaid(text="助けて", message_id=TS), "Ev1:1")


@pytest.mark.parametrize(
    ("mimetype", "kind"),
    [
        ("image/heic", "image"),
        ("video/mp4", "video"),
        ("audio/webm", "audio"),
        ("application/pdf", "file"),
        (None, "file"),
    ],
)
def test_the_kind_of_a_file(mimetype: str | None, kind: str) -> None:
    (one,) = incoming(envelope({**SAID, "text": "", "files": [{"mimetype": mimetype}]}))

    assert one.event == MediaSent(kind=kind, message_id=TS)  # type: ignore[arg-type]  # one of the kinds


def changed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    event = {**SAID, "subtype": "message_changed", "user": None, "text": None, "ts": "1700000009.000001"}
    return envelope({**event, "message": new, "previous_message": old})


def test_an_edit_takes_the_old_words_back_and_says_the_new() -> None:
    events = [one.event for one in incoming(changed(SAID, {**SAID, "text": "違いました"}))]

    assert events == [MessageWithdrawn(message_id=TS), TextSaid(text="違いました", message_id=TS)]


def test_an_edit_to_nothing_only_takes_back() -> None:
    assert [one.event for one in incoming(changed(SAID, {**SAID, "text": ""}))] == [MessageWithdrawn(message_id=TS)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SAID, {**SAID, "attachments": []}),
        ({**SAID, "bot_id": "B1"}, {**SAID, "bot_id": "B1", "text": "x"}),
        ({**SAID, "ts": None}, {**SAID, "text": "x"}),
        (None, SAID),
        (SAID, None),
    ],
)
def test_a_change_that_is_no_edit_of_a_person_is_ignored(old: Any, new: Any) -> None:
    assert parse_payload(changed(old, new)).ignored == ("message.message_changed",)


@pytest.mark.parametrize("deleted_ts", [TS, None])
def test_a_deletion_takes_back(deleted_ts: str | None) -> None:
    event = {**SAID, "subtype": "message_deleted", "user": None, "deleted_ts": deleted_ts, "previous_message": SAID}
    (one,) = incoming(envelope(event))

    assert (one.event, one.sender, one.reply_token) == (MessageWithdrawn(message_id=TS), ME, None)


def test_a_mention_is_answered_to_the_person_alone() -> None:
    (one,) = incoming(envelope({**SAID, "type": "app_mention", "channel": "C1", "text": "<@UBOT> 助けて"}))

    assert (one.event, one.reply_token) == (TextSaid(text="助けて", message_id=TS), None)


def test_a_mention_without_words_opens_a_talk() -> None:
    (one,) = incoming(envelope({**SAID, "type": "app_mention", "text": "<@UBOT>"}))

    assert one.event == ConversationOpened()


def click(**more: Any) -> dict[str, Any]:
    action = {"action_id": "talk:choice:0", "action_ts": TS, "value": write_choice("yes", "contact/warned")}
    message = {"ts": "1690000000.000001", "text": "?", "blocks": []}
    where = {"channel": {"id": HERE}, "message": message}
    return {"type": "block_actions", "user": {"id": ME}, "actions": [action | more], **where}


def test_a_click_on_a_button_of_ours_is_its_choice() -> None:
    (one,) = incoming(click())

    assert one.event == ChoiceSelected(choice_id="yes", state="contact/warned")
    assert (one.sender, one.reply_token) == (ME, HERE)


def test_the_same_click_has_the_same_id_and_another_one_another() -> None:
    ids = [incoming(payload)[0].event_id for payload in (click(), click(), click(action_ts="1700000001.000100"))]

    assert ids[0] == ids[1] != ids[2]
    assert ME not in ids[0]


@pytest.mark.parametrize(
    "more", [{"action_id": "talk:link:0:0"}, {"action_id": "staff:take"}, {"value": "v=9"}, {"value": None}]
)
def test_another_click_is_ignored(more: dict[str, Any]) -> None:
    assert parse_payload(click(**more)).ignored == ("block_actions",)


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({"channel_type": "channel"}, "message.channel"),
        ({"channel_type": "mpim"}, "message.mpim"),
        ({"subtype": "bot_message"}, "message.bot_message"),
        ({"subtype": "hologram"}, "message.hologram"),
        ({"bot_id": "B1"}, "message.im"),
        ({"user": None}, "message.im"),
        ({"user": "USLACKBOT"}, "message.im"),
        ({"user": "U 1 \udcff"}, "message.im"),
        ({"type": "hologram"}, "hologram.im"),
        ({"type": "app_home_opened", "tab": "home"}, "app_home_opened.home"),
        ({"text": 1}, "malformed"),
        ({"files": {}}, "malformed"),
    ],
)
def test_what_is_no_talk_of_a_person_is_counted(change: dict[str, Any], counted: str) -> None:
    payload = envelope({**SAID, **change})

    assert parse_payload(payload).ignored == (counted,)
    assert describe_payload(payload) == counted


@pytest.mark.parametrize("payload", [{}, {"type": 1}, {"type": "view_submission"}, {"event": None}, {"actions": []}])
def test_any_payload_can_be_read(payload: dict[str, Any]) -> None:
    assert parse_payload(payload).incoming == ()


@pytest.mark.parametrize("ts", [None, "", "now", "1e400", "9" * 40, "1700000000"])
def test_a_time_that_slack_would_not_write_is_no_error(ts: str | None) -> None:
    (one,) = incoming(envelope({**SAID, "ts": ts}))

    assert one.at == datetime(1970, 1, 1, tzinfo=UTC)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)
FIELDS = st.sampled_from(
    [*SAID, "subtype", "bot_id", "files", "message", "previous_message", "thread_ts", "deleted_ts"]
)


@given(st.dictionaries(FIELDS, VALUES | st.just(SAID), max_size=5))
def test_whatever_stands_in_a_field_nothing_is_raised(change: dict[str, Any]) -> None:
    parsed = parse_payload(envelope({**SAID, **change}))

    assert bool(parsed.incoming) != bool(parsed.ignored)
