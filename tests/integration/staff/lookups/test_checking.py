"""Looking for signs in a text, by the command and on a message."""

from tests.fakes.slack_platform import STAFF_CHANNEL, STAFF_GROUP, read_blocks
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import MEMBER, OTHER, STRANGER, OnDesk

PRESSED = "業者から、今日中に契約しないともう直らないと言われました。サンプル復旧社で30万円だそうです"
SHORTCUT = "desk:checking:message"


def test_signs_with_quotes_and_cases_values_road_and_replies_are_shown(whole_desk: OnDesk) -> None:
    read = whole_desk.command(MEMBER, f"check {PRESSED}")

    assert "今日中に契約しない" in read
    assert "CASE02" in read
    assert "金額：300,000円" in read
    assert "合う案内先" in read
    assert "合う定型返信" in read
    assert "保存していません" in read
    assert whole_desk.slack.violations == []


def test_japanese_and_full_width_words_call_it_too(whole_desk: OnDesk) -> None:
    assert "今日中に契約しない" in whole_desk.command(MEMBER, f"調べる　{PRESSED}")


def test_the_button_carries_codes_and_nothing_that_was_written(whole_desk: OnDesk) -> None:
    whole_desk.command(MEMBER, f"check {PRESSED}")

    (button,) = [
        element
        for block in whole_desk.slack.whispers[MEMBER][-1]["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert button["action_id"] == "desk:replying:pick"
    codes, road = button["value"].removeprefix("signs=").split(";route=")
    assert "2a" in codes.split(",")
    assert road
    assert "契約" not in button["value"]


def test_a_text_without_signs_says_what_that_does_not_mean(whole_desk: OnDesk) -> None:
    read = whole_desk.command(MEMBER, "check 外付けHDDが認識しなくなりました")

    assert "安心だという意味ではありません" in read


def test_nothing_after_the_word_shows_how_it_is_used(whole_desk: OnDesk) -> None:
    assert "/hitoiki" in whole_desk.command(MEMBER, "check")


def test_what_looks_like_markup_calls_nobody(whole_desk: OnDesk) -> None:
    read = whole_desk.command(MEMBER, "check <!channel> 今日中に契約しないともう直らないと言われました &lt;b&gt;")
    shown = whole_desk.slack.whispers[MEMBER][-1]

    assert "今日中に契約しない" in read
    texts = [block["text"] for block in shown["blocks"] if "text" in block]
    assert {text["type"] for text in texts} == {"plain_text"}
    assert whole_desk.slack.violations == []


def test_forty_thousand_characters_are_cut_and_said_to_be(whole_desk: OnDesk) -> None:
    text = (PRESSED * 2000)[:40_000]

    read = whole_desk.command(MEMBER, f"check {text}")

    assert "はじめの5,000字" in read
    assert whole_desk.slack.violations == []


def test_the_shortcut_reads_the_message_it_was_called_on(whole_desk: OnDesk) -> None:
    slack = whole_desk.slack
    slack.post({"channel": STAFF_CHANNEL, "text": PRESSED})

    payload = slack.shortcut(MEMBER, SHORTCUT, slack.posts[STAFF_CHANNEL][-1])

    assert "今日中に契約しない" in whole_desk.whisper_after(MEMBER, payload)


def test_a_message_without_a_text_says_so(whole_desk: OnDesk) -> None:
    slack = whole_desk.slack
    payload = slack.shortcut(MEMBER, SHORTCUT, {"ts": "1.000001", "text": "", "files": [{"id": "F1"}]})

    assert "調べられる文がありません" in whole_desk.whisper_after(MEMBER, payload)


def test_a_stranger_learns_nothing(whole_desk: OnDesk) -> None:
    slack = whole_desk.slack
    payload = slack.shortcut(STRANGER, SHORTCUT, {"ts": "1.000002", "text": PRESSED})

    for read in (whole_desk.whisper_after(STRANGER, payload), whole_desk.command(STRANGER, f"check {PRESSED}")):
        assert "今日中に契約しない" not in read
        assert "CASE02" not in read


def test_the_text_is_kept_nowhere(desk: OnDesk) -> None:
    desk.command(MEMBER, f"check {PRESSED}")
    wait_until(lambda: desk.audit() == [("check", "")])

    kept = b"".join(path.read_bytes() for path in desk.folder.iterdir() if path.is_file())
    for words in ("今日中に契約しない", "サンプル復旧社"):
        assert words.encode() not in kept
    assert desk.query("SELECT * FROM conversations") == []
    assert desk.query("SELECT * FROM daily_counts") == []


def test_a_member_who_lost_the_role_is_refused(desk: OnDesk) -> None:
    desk.slack.groups[STAFF_GROUP] -= {OTHER}
    desk.slack.members[STAFF_CHANNEL] -= {OTHER}

    assert "CASE02" not in desk.command(OTHER, f"check {PRESSED}")


def test_members_whose_slack_is_in_english_read_english(desk: OnDesk) -> None:
    desk.slack.locales[MEMBER] = "en-US"

    read = desk.command(MEMBER, f"check {PRESSED}")

    assert "amount: 300,000 yen" in read
    assert "今日中に契約しない" in read
    assert "Pick a reply" in str(desk.slack.whispers[MEMBER][-1]["blocks"])
    assert read == read_blocks(desk.slack.whispers[MEMBER][-1])
