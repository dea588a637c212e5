"""The ways of a canned reply beside Slack's own: to people on the web and on LINE, and into a queue for inquiries."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pydantic import SecretStr

from adapters.contract import Adapter, Incoming
from adapters.line.adapter import LineAdapter
from adapters.web.adapter import WebAdapter
from bot.desk import create_desk, create_poster, create_switchboard
from bot.service import create_service, open_store
from bot.settings import Settings
from bot.staff.frame.access import Member
from bot.staff.frame.answers import Answers
from bot.staff.frame.calls import Call
from bot.staff.frame.desk import Desk
from bot.staff.replies.aim import Aim
from bot.staff.replies.using import Use, use_reply, ways_of
from bot.staff.replies.values import find_person, values_for
from bot.staff.texts.replying import Refusal
from bot.store import matters, outbox
from bot.store.matters import KeptMatter
from dialogs.canned.library import CannedReply, Network
from dialogs.events import TextSaid
from tests.fakes.slack_platform import STAFF_CHANNEL, read_blocks
from tests.integration.staff.on_desk import MEMBER, loaded_content

#: A Tuesday evening, after office hours.
NOW = datetime.fromisoformat("2026-11-24T20:00:00+09:00")


@dataclass
class FakeQueue:
    """Keeps what is queued; `refusal` is its answer."""

    networks: tuple[Network, ...] = ("bluesky",)
    refusal: Refusal | None = None
    queued: list[tuple[str, str]] = field(default_factory=list)

    async def put(self, call: Call, reply: CannedReply, text: str) -> Refusal | None:
        """Queue `text`."""
        assert call.member.id == MEMBER
        self.queued.append((reply.code, text))
        return self.refusal


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Makes a desk that nothing is delivered from, with further settings."""
    desks: list[Desk] = []

    def make(**more: Any) -> Desk:
        slack: dict[str, Any] = {"slack_signing_secret": SecretStr("a"), "slack_bot_token": SecretStr("b")}
        settings = Settings(data_dir=tmp_path / str(len(desks)), staff_channel=STAFF_CHANNEL, **slack, **more)
        content, store = loaded_content(), open_store(settings, lambda: NOW)
        line = LineAdapter("secret", "token", "http://127.0.0.1:9")
        adapters: list[Adapter] = [WebAdapter(lambda: NOW), line, create_poster(settings, store)]
        service = create_service(
            settings,
            dialog=content.engine,
            adapters=adapters,
            clock=lambda: NOW,
            store=store,
            switchboard=create_switchboard(settings, content),
        )
        desks.append(create_desk(settings, service, content, lambda: NOW))
        return desks[-1]

    yield make
    for desk in desks:
        desk.store.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


def call_of(desk: Desk) -> Call:
    answers = Answers(client=desk.slack, clock=desk.clock, member=MEMBER, response_url="", channel="", called_at=NOW)
    return Call(desk=desk, member=Member(id=MEMBER), body={}, answers=answers)


def asks(desk: Desk, channel: str, *said: str) -> KeptMatter:
    """The matter of a person on `channel` who asks for a human."""
    words = (*said, "人に相談する")
    for number, text in enumerate(words):
        event = TextSaid(text=text, message_id=f"m{number}")
        incoming = Incoming(event_id=f"e{number}", sender="a person", event=event, at=NOW, reply_token=f"t{number}")
        desk.service.turns.take(desk.service.adapters[channel], [incoming])
    with desk.store.begin() as transaction:
        (matter,) = matters.list_matters(transaction.connection, "open", MEMBER, limit=2)
        return matter


def use(desk: Desk, code: str, text: str = "", queue: FakeQueue | None = None, reference: str = "") -> Use:
    reply = desk.library.replies[code]
    return Use(reply=reply, text=text or reply.body, aim=Aim(reference=reference).showing(code, text), queue=queue)


def go(desk: Desk, one: Use, way: Any) -> str:
    answer = asyncio.run(use_reply(call_of(desk), one, way))
    assert answer is not None
    return read_blocks(answer["view"])


def sent(desk: Desk, matter: KeptMatter) -> str:
    """Everything in the outbox of the person."""
    with desk.store.begin() as transaction:
        rows = outbox.read_history(transaction.connection, transaction.vault, matter.conversation_id)
        return str([row.messages for row in rows])


@pytest.mark.parametrize("channel", ["web", "line"])
def test_a_person_gets_it_where_they_are(desk: Desk, channel: str) -> None:
    matter = asks(desk, channel)
    reply = desk.library.replies["hurried"]
    one = use(desk, "hurried", reference=matter.reference)

    assert list(ways_of(call_of(desk), one.aim, reply, matter, None)) == ["copy", "person"]
    assert go(desk, one, "person") == go(desk, one, "person") == "相談者に送りました。"
    assert sent(desk, matter).count("その場で契約や支払いをしないでください。") == 1


def test_a_reply_too_long_for_the_person_is_refused(desk: Desk) -> None:
    matter = asks(desk, "line")

    assert "長すぎます" in go(desk, use(desk, "hurried", "あ" * 5001, reference=matter.reference), "person")
    assert "あああ" not in sent(desk, matter)


def test_a_reply_for_e_mail_alone_is_for_no_chat(desk: Desk) -> None:
    matter = asks(desk, "line")
    one = use(desk, "press", reference=matter.reference)
    mail = Use(reply=replace(one.reply, networks=("email",)), text=one.text, aim=one.aim, queue=None)

    assert list(ways_of(call_of(desk), mail.aim, mail.reply, matter, None)) == ["copy"]
    assert "使えません" in go(desk, mail, "person")


def test_what_is_known_of_person_and_office_is_filled_in(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(
        operator_name="ためしの会", public_url="https://example.jp/", draj_form_url="https://example.org/form"
    )
    matter = asks(desk, "web", "業者に、今日中に契約しないと悪化すると言われました")

    with desk.store.begin() as transaction:
        values = values_for(desk, find_person(transaction, matter.reference))

    assert values["団体名"] == "ためしの会"
    assert values["相談の入り口"] == "https://example.jp"
    assert values["相談フォーム"] == "https://example.org/form"
    assert values["受付番号"] == matter.reference
    assert values["CASE"] == "CASE02"
    assert values["次の受付"] == "11月25日（水）10:00"


def test_an_address_of_this_machine_alone_is_given_to_nobody(desk: Desk) -> None:
    assert "相談の入り口" not in values_for(desk, None)


def test_a_public_reply_is_queued_once_where_there_is_an_account(desk: Desk) -> None:
    queue = FakeQueue()
    one = use(desk, "thanks-public", queue=queue)

    assert list(ways_of(call_of(desk), one.aim, one.reply, None, queue)) == ["copy", "sns"]
    assert go(desk, one, "sns") == go(desk, one, "sns") == "返信案にしました。"
    assert queue.queued == [("thanks-public", one.text)]


def test_what_the_queue_does_not_take_is_said(desk: Desk) -> None:
    assert "長すぎます" in go(desk, use(desk, "thanks-public", queue=FakeQueue(refusal="too_long")), "sns")
    assert "使えません" in go(desk, use(desk, "thanks-public"), "sns")


def test_without_an_account_or_for_a_direct_reply_nothing_is_offered(desk: Desk) -> None:
    public, direct = desk.library.replies["thanks-public"], desk.library.replies["hurried"]

    assert list(ways_of(call_of(desk), Aim(), public, None, FakeQueue(networks=()))) == ["copy"]
    assert list(ways_of(call_of(desk), Aim(), direct, None, FakeQueue())) == ["copy"]


def test_a_broken_or_foreign_aim_is_an_empty_one() -> None:
    broken = [Aim.read(text) for text in ("", "{", "[]", '{"signs":["9z"]}', '{"reference":1}', "\ud800")]

    assert broken == [Aim()] * 6
