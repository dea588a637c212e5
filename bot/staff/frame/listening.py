"""The one way from Slack to the staff's parts: acknowledged in time, and open to members alone."""

import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.logs import describe_error
from bot.staff.frame.access import Member, Standing
from bot.staff.frame.answers import Answers
from bot.staff.frame.blocks import message
from bot.staff.frame.calls import Call, Payload, channel_of, member_of, response_url_of
from bot.staff.frame.desk import Desk
from bot.staff.frame.refusing import refusal_modal, refuse

Work = Callable[[Call], Awaitable[None]]
#: What a submitted modal is answered with; None closes it.
Answered = dict[str, Any] | None
Submission = Callable[[Call], Awaitable[Answered]]

_log = logging.getLogger(__name__)


class Listening:
    """Registers what the staff's parts listen to.

    Whether somebody may is asked at every single call. Clicks, shortcuts and the command are acknowledged at once
    and worked on afterwards; a submitted modal and an event are acknowledged when they have been taken.
    """

    def __init__(self, app: AsyncApp, desk: Desk) -> None:
        self.desk = desk
        self._app = app

    def command(self, work: Work) -> None:
        """The slash command of the settings."""
        self._app.command(self.desk.settings.slack_command)(self._errand(work))

    def action(self, action_id: str, work: Work) -> None:
        """Clicks on ``action_id``, and on ``action_id:<n>`` where a message has several."""
        self._app.action(re.compile(f"^{re.escape(action_id)}(:[0-9]+)?$"))(self._errand(work))

    def shortcut(self, callback_id: str, work: Work) -> None:
        """A shortcut, global or of a message."""
        self._app.shortcut(callback_id)(self._errand(work))

    def submission(self, callback_id: str, answer: Submission) -> None:
        """The submission of a modal; `answer` is waited for, so it does nothing slow."""

        async def take(body: dict[str, Any], ack: AsyncAck) -> None:
            standing = await self.desk.members.ask(member_of(body))
            if not standing.may:
                refused = refusal_modal(self.desk, standing.language)
                await ack(response_action="update", view=refused)
                return
            answered = await answer(self.call_of(body, standing))
            await (ack(**answered) if answered else ack())

        self._app.view_submission(callback_id)(take)

    def event(self, kind: str, matches: Callable[[Payload], bool], work: Work) -> None:
        """An event that a member caused; `work` takes it for good before Slack is answered."""

        async def take(body: Payload) -> None:
            standing = await self.desk.members.ask(member_of(body))
            if standing.may:
                await work(self.call_of(body, standing))

        self.event_of_anybody(kind, matches, take)

    def event_of_anybody(
        self, kind: str, matches: Callable[[Payload], bool], work: Callable[[Payload], Awaitable[None]]
    ) -> None:
        """An event, whoever caused it; `work` itself asks who may what."""

        async def is_meant(event: dict[str, Any]) -> bool:
            return matches(event)

        async def take(body: dict[str, Any], ack: AsyncAck) -> None:
            await work(body)
            await ack()

        self._app.event(kind, matchers=[is_meant])(take)

    def _errand(self, work: Work) -> Callable[[dict[str, Any], AsyncAck], Awaitable[None]]:
        async def take(body: dict[str, Any], ack: AsyncAck) -> None:
            await ack()
            self.desk.errands.start(self._do(body, work))

        return take

    async def _do(self, body: Payload, work: Work) -> None:
        standing = await self.desk.members.ask(member_of(body))
        call = self.call_of(body, standing)
        try:
            if standing.may:
                await work(call)
            else:
                await refuse(self.desk, body, call.answers, standing.language)
        except Exception as error:  # noqa: BLE001  (the member must hear of it, whatever it was)
            _log.error("a call of the staff failed: %s", describe_error(error))
            with suppress(Exception):
                await call.tell(message(call.say(self.desk.texts.common.failed)))

    def call_of(self, body: Payload, standing: Standing) -> Call:
        """The call of somebody who may."""
        member = Member(id=member_of(body), language=standing.language)
        answers = Answers(
            client=self.desk.slack,
            clock=self.desk.clock,
            member=member.id,
            response_url=response_url_of(body),
            channel=channel_of(body),
            called_at=self.desk.clock(),
        )
        return Call(desk=self.desk, member=member, body=body, answers=answers)
