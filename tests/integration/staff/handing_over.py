"""What members and persons do in a hand-over, and what both of them read."""

from dataclasses import dataclass
from typing import Any

from tests.fakes.slack_platform import STAFF_CHANNEL, read_blocks
from tests.fakes.slack_webhooks import Payload
from tests.integration.service.running import wait_until
from tests.integration.staff.on_desk import MEMBER, OnDesk

PRESSED = "業者に、今日中に契約しないともう直らないと言われました"
#: Nobody is kept waiting for the office to open, whatever day it is; holidays aside.
ALWAYS_OPEN = "mon-sun 00:00-24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card in the staff channel, with its thread."""

    desk: OnDesk
    ts: str
    reference: str

    @property
    def words(self) -> str:
        """What is read on it now; empty where it is gone."""
        return next((read_blocks(post) for post in _posts(self.desk) if post["ts"] == self.ts), "")

    @property
    def thread(self) -> list[str]:
        """What we posted below it."""
        return [read_blocks(post) for post in _posts(self.desk) if post.get("thread_ts") == self.ts]

    def write(self, words: str, member: str = MEMBER, **more: Any) -> Payload:
        """A member writes into its thread; Slack's event of it, which was delivered."""
        payload = self.desk.slack.in_thread(member, self.ts, words, **more)
        assert self.desk.post(payload).status_code == 200
        return payload

    def wait_for(self, words: str) -> str:
        """Wait until a post with `words` stands in its thread."""
        wait_until(lambda: any(words in post for post in self.thread))
        return next(post for post in reversed(self.thread) if words in post)


def call(desk: OnDesk, person: str) -> Card:
    """A person in trouble asks for a human on Slack."""
    desk.says(person, PRESSED)
    desk.says(person, "人に相談する")
    return newest_card(desk)


def newest_card(desk: OnDesk) -> Card:
    """The card that was posted last."""
    settle(desk)
    post = [post for post in _posts(desk) if "thread_ts" not in post][-1]
    (reference,) = [
        element["value"] for block in post["blocks"] for element in block.get("elements", []) if "value" in element
    ]
    return Card(desk=desk, ts=post["ts"], reference=reference)


def take(desk: OnDesk, person: str, member: str = MEMBER) -> Card:
    """The same, and a member has taken it with the button of the card."""
    card = call(desk, person)
    press_take(card, member)
    settle(desk)
    return card


def press_take(card: Card, member: str = MEMBER) -> str:
    """What the member is told who presses the card's button."""
    payload = card.desk.slack.tapped(member, "担当する", STAFF_CHANNEL)
    return card.desk.whisper_after(member, payload)


def settle(desk: OnDesk) -> None:
    """Wait until nothing is on its way."""
    wait_until(lambda: not desk.query("SELECT 1 FROM outbox WHERE status IN ('waiting', 'sending')"))


def statuses(desk: OnDesk) -> list[str]:
    """How the hand-overs stand."""
    return [row.status for row in desk.query("SELECT status FROM handovers ORDER BY asked_at")]


def _posts(desk: OnDesk) -> list[Payload]:
    return desk.slack.posts[STAFF_CHANNEL]
