"""What a member of the staff did in Slack, once it is certain that they may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.staff.frame.access import Member
from bot.staff.frame.answers import Answers
from bot.staff.frame.blocks import Message, View
from bot.staff.frame.desk import Desk
from bot.staff.texts.words import Words
from bot.store import audit
from bot.store.transaction import Transaction

T = TypeVar("T")
Payload = Mapping[str, Any]

#: A trigger lives three seconds and works once.
_OVER = {"expired_trigger_id", "invalid_trigger_id", "trigger_exchanged", "trigger_expired"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command, click, shortcut, submission or event of `member`."""

    desk: Desk
    member: Member
    #: As Slack posted it.
    body: Payload
    answers: Answers

    def say(self, words: Words, **values: object) -> str:
        """`words` in the member's language."""
        return words.say(self.member.language, **values)

    @property
    def value(self) -> str:
        """What the clicked button or the chosen option carries."""
        action = _first(self.body.get("actions"))
        chosen = _object(action, "selected_option")
        return _text(action, "value") or _text(chosen, "value")

    @property
    def action_id(self) -> str:
        """The name of what was clicked."""
        return _text(_first(self.body.get("actions")), "action_id")

    @property
    def reference(self) -> str:
        """The matter that it is about: what the button carries, else what the modal does."""
        return self.value or self.private_metadata

    @property
    def view(self) -> Payload:
        """The modal or Home tab in which it happened, or an empty object."""
        return _object(self.body, "view")

    @property
    def view_id(self) -> str:
        """The name of that view."""
        return _text(self.view, "id")

    @property
    def private_metadata(self) -> str:
        """What we put into that view."""
        return _text(self.view, "private_metadata")

    @property
    def trigger_id(self) -> str:
        """What opens a modal, within three seconds and once."""
        return _text(self.body, "trigger_id")

    @property
    def channel(self) -> str:
        """Where it happened, or empty."""
        return channel_of(self.body)

    @property
    def message(self) -> Payload:
        """The message that was clicked or that a shortcut was called on, or an empty object."""
        return _object(self.body, "message")

    @property
    def message_ts(self) -> str:
        """The name of that message in its channel."""
        return _text(self.message, "ts") or _text(_object(self.body, "container"), "message_ts")

    @property
    def thread_ts(self) -> str:
        """The thread in which that message stands, or empty."""
        return _text(self.message, "thread_ts")

    def input(self, block_id: str) -> str:
        """What stands in a field of the modal, or is chosen in it."""
        fields = _object(_object(_object(self.view, "state"), "values"), block_id)
        field = next((value for value in fields.values() if isinstance(value, Mapping)), {})
        return _text(field, "value") or _text(_object(field, "selected_option"), "value")

    async def tell(self, message: Message) -> None:
        """Show `message` to the member alone."""
        await self.answers.tell(message)

    async def replace(self, message: Message) -> None:
        """Put `message` in the place of the clicked one, which only the member sees."""
        await self.answers.replace(message)

    async def show(self, view: View) -> None:
        """Let the modal in which it happened show `view`; where there is none, open one."""
        if self.view.get("type") == "modal":
            await self.desk.slack.api().views_update(view_id=self.view_id, view=view)
        else:
            await self._open(view)

    async def push(self, view: View) -> None:
        """Lay `view` over the modal in which it happened; where there is none, open one."""
        if self.view.get("type") != "modal":
            await self._open(view)
            return
        await self.desk.slack.api().views_push(trigger_id=self.trigger_id, view=view)

    async def record(self, action: str, reference: str = "") -> None:
        """Note in the audit trail what the member did, in a transaction of its own."""
        await self.within(
            lambda transaction: audit.record(transaction, member=self.member.id, action=action, reference=reference)
        )

    async def within(self, work: Callable[[Transaction], T]) -> T:
        """Do `work` within one transaction, in a thread of the store."""

        def begin() -> T:
            with self.desk.store.begin() as transaction:
                return work(transaction)

        return await self.desk.store.run(begin)

    async def _open(self, view: View) -> None:
        try:
            await self.desk.slack.api().views_open(trigger_id=self.trigger_id, view=view)
        except SlackApiError as error:
            if error.response.get("error") not in _OVER:
                raise
            too_late = self.say(self.desk.texts.common.too_late)
            await self.tell({"text": too_late, "blocks": []})


def channel_of(body: Payload) -> str:
    """The channel that a payload speaks of, whatever kind of payload it is."""
    named = body.get("channel")
    event = _object(body, "event")
    in_object = _text(named, "id") if isinstance(named, Mapping) else ""
    return (
        in_object
        or _text(body, "channel_id")
        or _text(_object(body, "container"), "channel_id")
        or _text(event, "channel")
    )


def member_of(body: Payload) -> str:
    """The id in Slack of who did it, or empty."""
    user = body.get("user")
    in_object = _text(user, "id") if isinstance(user, Mapping) else ""
    return in_object or _text(body, "user_id") or _text(_object(body, "event"), "user")


def response_url_of(body: Payload) -> str:
    """Where an answer for this member alone can be posted, or empty."""
    return _text(body, "response_url")


def _first(values: object) -> Payload:
    first = values[0] if isinstance(values, list) and values else {}
    return first if isinstance(first, Mapping) else {}


def _object(within: Payload, name: str) -> Payload:
    value = within.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(within: Payload, name: str) -> str:
    value = within.get(name)
    return value if isinstance(value, str) else ""
