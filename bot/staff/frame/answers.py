"""Answers that only the member who asked can see.

A ``response_url`` works five times within thirty minutes; after that, and where there is none, Slack's Web API does
it: in the channel for this member's eyes, else in their direct message with the app.

https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses
https://docs.slack.dev/reference/methods/chat.postEphemeral
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from slack_sdk.errors import SlackApiError

from adapters.slack.client import Client
from bot.clock import Clock
from bot.staff.frame.blocks import Message

USES = 5
LIFETIME = timedelta(minutes=30)
#: The app is not in the channel, or the member has left it.
_NO_PLACE = {"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"}


@dataclass(slots=True, kw_only=True)
class Answers:
    """The ways back to one member after one call."""

    client: Client
    clock: Clock
    member: str
    #: Empty where Slack gave none.
    response_url: str
    #: Where the member was, or empty.
    channel: str
    called_at: datetime
    uses: int = 0

    async def tell(self, message: Message) -> None:
        """Show `message` to the member alone."""
        if not await self._respond({"response_type": "ephemeral", "replace_original": False, **message}):
            await self._post(message)

    async def replace(self, message: Message) -> None:
        """Put `message` in the place of the one that was clicked, which only the member sees."""
        if not await self._respond({"response_type": "ephemeral", "replace_original": True, **message}):
            await self._post(message)

    async def _respond(self, body: Message) -> bool:
        """Whether the response_url has taken it."""
        is_over = self.clock() - self.called_at >= LIFETIME
        if not self.response_url or is_over or self.uses >= USES:
            return False
        self.uses += 1
        response = await self.client.webhook(self.response_url).send_dict(body)
        return response.status_code == HTTPStatus.OK

    async def _post(self, message: Message) -> None:
        if self.channel:
            try:
                await self.client.api().chat_postEphemeral(channel=self.channel, user=self.member, **message)
            except SlackApiError as error:
                if error.response.get("error") not in _NO_PLACE:
                    raise
            else:
                return
        await self.client.api().chat_postMessage(channel=self.member, **message)
