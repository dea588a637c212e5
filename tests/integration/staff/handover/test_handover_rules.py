"""What time and chance do to a hand-over: hours, silence, two at once; the real store and dialog, nothing is sent."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from adapters.contract import Incoming
from adapters.web.adapter import WebAdapter
from bot.desk import create_desk, create_poster, create_switchboard
from bot.retention import sweep
from bot.service import create_service, open_store
from bot.settings import Settings
from bot.staff.frame.desk import Desk
from bot.staff.handover.answering import Answering, Thread
from bot.staff.handover.posts import create_posts
from bot.staff.handover.relay import say_to_person, tell_person
from bot.staff.handover.taking import Taking
from bot.store import conversations, handovers, matters, outbox, relays
from bot.store.tables import daily_counts
from bot.store.tables import outbox as outbox_table
from dialogs.events import Event, StaffLeft, TextSaid
from tests.integration.staff.on_desk import loaded_content

TOKYO = ZoneInfo("Asia/Tokyo")
#: A Wednesday within office hours.
WORKING = datetime(2026, 11, 25, 11, 0, tzinfo=TOKYO)
CHANNEL = "C0000DESK"
PERSON = "person-1"


@dataclass(slots=True)
class Office:
    """One person, the staff, and a clock that a test moves."""

    folder: Path
    now: datetime = WORKING
    desk: Desk = field(init=False)
    taking: Taking = field(init=False)
    answering: Answering = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the service, perhaps anew on what is kept."""
        settings = Settings(
            data_dir=self.folder,
            slack_signing_secret=SecretStr("placeholder"),
            slack_bot_token=SecretStr("placeholder"),
            staff_channel=CHANNEL,
        )
        content, clock = loaded_content(), lambda: self.now
        store = open_store(settings, clock)
        service = create_service(
            settings,
            dialog=content.engine,
            adapters=[WebAdapter(clock), create_poster(settings, store)],
            clock=clock,
            store=store,
            switchboard=create_switchboard(settings, content),
        )
        self.desk = create_desk(settings, service, content, clock)
        posts = create_posts(settings, self.desk.texts, self.desk.signs)
        self.taking, self.answering = Taking(self.desk, posts), Answering(self.desk, posts)

    def says(self, words: str, sender: str = PERSON) -> None:
        """The person writes."""
        number = next(self._numbers)
        self.does(TextSaid(text=words, message_id=f"m{number}"), sender)

    def does(self, event: Event, sender: str = PERSON) -> None:
        """The person does something."""
        incoming = Incoming(event_id=f"e{next(self._numbers)}", sender=sender, event=event, at=self.now)
        self.desk.service.turns.take(self.desk.service.adapters["web"], [incoming])

    def reference(self) -> str:
        """The number of the one matter."""
        with self.desk.store.begin() as transaction:
            (matter,) = matters.list_matters(transaction.connection, "open", "", limit=5)
        return matter.reference

    def post_card(self) -> Thread:
        """As if Slack had taken the newest card."""
        ts = f"{next(self._numbers)}.000001"
        with self.desk.store.begin() as transaction:
            handover = handovers.find(transaction.connection, 1)
            assert handover is not None
            assert handover.card_id is not None
            relays.note_post(transaction.connection, handover.card_id, ts)
        return Thread(channel=CHANNEL, thread_ts=ts)

    def take(self) -> Thread:
        """The person calls and a member comes."""
        self.says("人に相談する")
        thread = self.post_card()
        assert self.taking.take(self.reference(), "U1").outcome == "taken"
        return thread

    def answer(self, thread: Thread, words: str, event_id: str = "") -> bool:
        """A member writes into the thread."""
        number = next(self._numbers)
        return self.answering.say(thread, "U1", words, ts=f"{number}.1", event_id=event_id or f"Ev{number}")

    def read(self) -> list[str]:
        """What the person was told, reply by reply."""
        with self.desk.store.begin() as transaction:
            replies = outbox.read_history(transaction.connection, transaction.vault, 1)
        return [json.dumps(reply.messages, ensure_ascii=False) for reply in replies]

    def posted(self) -> list[str]:
        """What the staff was told, post by post, whatever became of it."""
        rows = select(outbox_table).where(outbox_table.c.channel == "desk").order_by(outbox_table.c.id)
        with self.desk.store.begin() as transaction:
            vault = transaction.vault
            orders = [vault.open_json(row.messages) for row in transaction.connection.execute(rows)]
        return [json.dumps(order, ensure_ascii=False) for order in orders]

    def counted(self, kind: str) -> int:
        """How often something was counted."""
        with self.desk.store.begin() as transaction:
            counts = select(daily_counts.c["count"]).where(daily_counts.c.kind == kind)
            return sum(transaction.connection.scalars(counts))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "var")
    yield office
    office.desk.store.close()


def test_within_hours_the_person_is_asked_to_wait(office: Office) -> None:
    office.says("人に相談する")

    assert "担当者を呼びました" in office.read()[-1]
    assert office.counted("asked") == 1


def test_out_of_hours_person_and_card_name_the_same_hour(office: Office) -> None:
    office.now = datetime(2026, 11, 20, 18, 30, tzinfo=TOKYO)

    office.says("人に相談する")

    assert "11月24日（火）10:00から" in office.read()[-1]
    assert "11/24 10:00" in office.posted()[-1]
    assert "担当する" in office.posted()[-1]


def test_taking_is_counted_and_noted(office: Office) -> None:
    office.take()

    assert office.counted("handover") == 1
    reference = office.reference()
    with office.desk.store.begin() as transaction:
        handover = handovers.find(transaction.connection, 1)
        matter = matters.find(transaction.connection, reference)
    assert handover is not None
    assert matter is not None
    assert (handover.status, handover.member, matter.taken_by) == ("live", "U1", "U1")


def test_silence_counts_from_the_first_word_that_nobody_answered(office: Office) -> None:
    thread = office.take()
    assert office.answer(thread, "お話をうかがいます")
    office.now += timedelta(hours=5)
    assert office.taking.give_back_silent() == 0

    office.says("はい")
    office.now += timedelta(minutes=10)
    office.says("もしもし")
    assert office.taking.give_back_silent() == 0
    office.now += timedelta(minutes=5)

    assert office.taking.give_back_silent() == 1
    assert "時間がかかっています" in office.read()[-1]
    assert "15分お返事がなかった" in office.posted()[-1]
    assert office.taking.give_back_silent() == 0


def test_a_member_who_takes_and_says_nothing_is_silent_too(office: Office) -> None:
    office.take()
    office.now += timedelta(minutes=15)

    assert office.taking.give_back_silent() == 1


def test_who_waits_for_a_member_is_told_once_that_nobody_came(office: Office) -> None:
    office.says("人に相談する")
    office.now += timedelta(minutes=14)
    assert office.taking.tell_late() == 0
    office.now += timedelta(minutes=1)

    assert office.taking.tell_late() == 1
    assert "まだお返事できていません" in office.read()[-1]
    assert "15分たっても" in office.posted()[-1]
    office.now += timedelta(hours=2)
    assert office.taking.tell_late() == 0
    assert office.taking.give_back_silent() == 0
    assert office.taking.take(office.reference(), "U1").outcome == "taken"


def test_out_of_hours_nobody_is_late(office: Office) -> None:
    office.now = datetime(2026, 11, 20, 18, 30, tzinfo=TOKYO)
    office.says("人に相談する")
    office.now += timedelta(hours=1)

    assert office.taking.tell_late() == 0


def test_a_matter_that_came_by_the_form_can_be_taken_too(office: Office) -> None:
    office.says("外付けHDDが認識しません")
    with office.desk.store.begin() as transaction:
        matters.open_matter(transaction, 1, origin="form")

    assert office.taking.take(office.reference(), "U1").outcome == "taken"
    assert "外付けHDDが認識しません" in office.posted()[0]
    assert "担当者につながりました" in office.read()[-1]


def test_a_canned_reply_stands_in_the_thread_too(office: Office) -> None:
    office.take()
    with office.desk.store.begin() as transaction:
        matter = matters.of_conversation(transaction.connection, 1)
        assert matter is not None
        say_to_person(transaction, office.desk, matter, "188でも相談できます。")

    assert "【担当者】\\n188でも相談できます。" in office.read()[-1]
    assert "相談者に送った定型返信" in office.posted()[-1]
    office.now += timedelta(hours=1)
    assert office.taking.give_back_silent() == 0


def test_who_was_erased_meanwhile_is_not_made_anew_by_the_staff(office: Office) -> None:
    office.take()
    with office.desk.store.begin() as transaction:
        matter = matters.of_conversation(transaction.connection, 1)
        assert matter is not None
        conversations.erase(transaction.connection, 1)

        assert say_to_person(transaction, office.desk, matter, "188でも相談できます。") is None
        assert tell_person(transaction, office.desk.service, matter, StaffLeft(reason="done")) == []
        assert conversations.lock(transaction, "web", PERSON) is None
    assert not any("188でも" in post for post in office.posted())


def test_silence_is_noticed_after_a_new_start(office: Office) -> None:
    office.take()
    office.desk.store.close()
    office.now += timedelta(minutes=20)
    office.start()

    assert office.taking.give_back_silent() == 1
    assert "時間がかかっています" in office.read()[-1]


def test_two_processes_notice_the_silence_once(office: Office) -> None:
    office.take()
    office.now += timedelta(minutes=20)

    with ThreadPoolExecutor(4) as several:
        given = list(several.map(lambda _: office.taking.give_back_silent(), range(4)))

    assert sum(given) == 1
    assert sum("時間がかかっています" in reply for reply in office.read()) == 1


def test_of_many_who_take_at_once_one_wins(office: Office) -> None:
    office.says("人に相談する")
    reference = office.reference()

    with ThreadPoolExecutor(6) as several:
        taken = list(several.map(lambda number: office.taking.take(reference, f"U{number}"), range(6)))

    (winner,) = [one for one in taken if one.outcome == "taken"]
    assert {(one.outcome, one.member) for one in taken} - {("taken", winner.member)} == {("others", winner.member)}
    assert sum("担当者につながりました" in reply for reply in office.read()) == 1


def test_of_many_who_give_back_at_once_one_does(office: Office) -> None:
    office.take()
    reference = office.reference()

    with ThreadPoolExecutor(4) as several:
        given = list(several.map(lambda number: office.taking.give_back(reference, f"U{number}"), range(4)))

    assert sorted(given, key=str) == sorted([reference, None, None, None], key=str)
    assert sum("ここまでです" in reply for reply in office.read()) == 1


def test_an_answer_while_the_person_ends_is_either_heard_or_refused(office: Office) -> None:
    thread = office.take()

    with ThreadPoolExecutor(2) as both:
        heard = both.submit(office.answer, thread, "ちょうど今書きました")
        both.submit(office.says, "終了").result()

    reached = sum("ちょうど今書きました" in reply for reply in office.read())
    assert reached == int(heard.result())


def test_an_answer_that_slack_delivers_again_after_the_end_is_not_refused(office: Office) -> None:
    thread = office.take()
    assert office.answer(thread, "一度だけ", "Ev-again")
    office.says("終了")

    assert office.answer(thread, "一度だけ", "Ev-again")
    assert sum("一度だけ" in reply for reply in office.read()) == 1


def test_the_thread_of_an_earlier_call_reaches_nobody(office: Office) -> None:
    first = office.take()
    office.says("終了")
    office.take()

    assert office.answering.is_thread(first)
    assert not office.answer(first, "前のスレッドから")


def test_a_closed_matter_cannot_be_taken(office: Office) -> None:
    office.says("人に相談する")
    reference = office.reference()
    with office.desk.store.begin() as transaction:
        matter = matters.find(transaction.connection, reference)
        assert matter is not None
        matters.close(transaction, matter.id)

    assert office.taking.take(reference, "U1").outcome == "closed"


def test_what_waits_to_be_sent_can_be_taken_back(office: Office) -> None:
    thread = office.take()
    assert office.answering.say(thread, "U1", "まちがい", ts="77.1", event_id="Ev77")

    assert office.answering.unsay(CHANNEL, "77.1") is True
    assert office.answering.unsay(CHANNEL, "77.1") is None
    assert not any("まちがい" in reply for reply in office.read())


def test_what_is_erased_leaves_only_where_it_stood(office: Office) -> None:
    office.take()
    office.says("消してほしい話")
    office.says("削除")

    with office.desk.store.begin() as transaction:
        left = conversations.count_left(transaction.connection, 1)
        to_go = relays.list_to_go(transaction.connection, 50)
    assert not any(left.values())
    assert {one.kind for one in to_go} == {"card", "note", "said"}
    (last,) = office.posted()
    assert "ご本人の操作" in last
    assert "消してほしい話" not in last


def test_retention_takes_the_posts_with_it(office: Office) -> None:
    office.take()
    office.says("古い話")
    office.now += timedelta(days=31)
    sweep(office.desk.store, audit_for=timedelta(days=365))

    with office.desk.store.begin() as transaction:
        to_go = relays.list_to_go(transaction.connection, 50)
    assert [one.kind for one in to_go if one.ts] == ["card"]
    assert any(one.kind == "said" for one in to_go)


def test_nothing_of_the_person_stands_in_clear_in_the_new_tables(office: Office) -> None:
    office.take()
    office.says("電話は 000-0000-0000 です")

    database = next(office.folder.glob("*.db")).read_bytes()
    assert b"000-0000-0000" not in database
    assert PERSON.encode() not in database
    assert all(b"000-0000" not in path.read_bytes() for path in office.folder.glob("*.db-wal"))


def test_staff_rows_never_stand_in_the_way_of_the_person(office: Office) -> None:
    office.take()
    office.says("ひとつめ")

    with office.desk.store.begin() as transaction:
        claimed = outbox.claim(transaction, ["web", "desk"], lease=timedelta(seconds=60), limit=9)
    assert {claim.channel for claim in claimed} == {"web", "desk"}


def test_no_reply_to_staff_shows_in_what_the_person_reads(office: Office) -> None:
    office.take()
    office.says("ひみつの合言葉")

    assert not any("相談者" in reply for reply in office.read())
    assert any("ひみつの合言葉" in post for post in office.posted())
