"""Who may: the members of the user groups and channels that the settings name, as Slack knows them now.

Slack's answers are kept for a minute at most. Whatever is in doubt (no answer, an error, a stranger of another
workspace) means no.

https://docs.slack.dev/reference/methods/usergroups.users.list
https://docs.slack.dev/reference/methods/conversations.members
https://docs.slack.dev/reference/methods/users.info
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from slack_sdk.errors import SlackApiError

from adapters.slack.client import Client
from bot.clock import Clock
from bot.logs import describe_error
from bot.staff.texts.words import Language

T = TypeVar("T")
_log = logging.getLogger(__name__)

#: How long an answer of Slack is believed.
KEPT_FOR = timedelta(seconds=60)
#: Within the three seconds that Slack waits for an acknowledgement.
_PATIENCE_SECONDS = 2.0
#: After a failure Slack is left alone for so long, or for as long as it asks for.
_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=5)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE = 1000
_IDENTIFIER = re.compile(r"[A-Z0-9]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the staff."""

    #: The id in Slack.
    id: str
    language: Language = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person in Slack may, and which language they read."""

    may: bool = False
    language: Language = "ja"


class AskedTooSoonError(Exception):
    """Slack failed a moment ago and is left alone."""


class Members:
    """Asks Slack, for one event loop; the client is its own."""

    def __init__(
        self,
        *,
        client: Client,
        groups: Sequence[str],
        channels: Sequence[str],
        clock: Clock,
    ) -> None:
        self._client = client
        self._clock = clock
        in_groups = [_Answer(ask=_asking(self._group, group)) for group in groups]
        self._lists = [*in_groups, *(_Answer(ask=_asking(self._channel, channel)) for channel in channels)]
        self._people: dict[str, _Answer[Standing]] = {}

    async def ask(self, user: str) -> Standing:
        """What `user` may at this moment."""
        if not self._lists or not _IDENTIFIER.fullmatch(user):
            return Standing()
        known, is_listed = await asyncio.gather(self._look_up(user), self._is_on_a_list(user))
        return Standing(may=known.may and is_listed, language=known.language)

    async def close(self) -> None:
        """Close the connections to Slack."""
        await self._client.close()

    async def _is_on_a_list(self, user: str) -> bool:
        return any(user in listed for listed in await asyncio.gather(*map(self._listed, self._lists)))

    async def _listed(self, answer: "_Answer[frozenset[str]]") -> frozenset[str]:
        return await self._patiently(answer) or frozenset()

    async def _look_up(self, user: str) -> Standing:
        self._forget_old_people()
        answer = self._people.setdefault(user, _Answer(ask=_asking(self._person, user)))
        return await self._patiently(answer) or Standing()

    async def _patiently(self, answer: "_Answer[T]") -> T | None:
        """The answer, or None where there is none in time or Slack fails."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await answer.get(self._clock)
        except AskedTooSoonError:
            return None
        except Exception as error:  # noqa: BLE001  (whatever goes wrong here means no)
            _log.warning("Slack did not say who belongs to the staff: %s", describe_error(error))
            return None

    def _forget_old_people(self) -> None:
        now = self._clock()
        self._people = {user: answer for user, answer in self._people.items() if not answer.is_old(now)}

    async def _group(self, group: str) -> frozenset[str]:
        answered = await self._client.api().usergroups_users_list(usergroup=group)
        return frozenset(answered["users"])

    async def _channel(self, channel: str) -> frozenset[str]:
        members: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            answered = await self._client.api().conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
            members.update(answered["members"])
            cursor = (answered.get("response_metadata") or {}).get("next_cursor", "")
        return frozenset(members)

    async def _person(self, user: str) -> Standing:
        answered = await self._client.api().users_info(user=user, include_locale=True)
        return _standing(answered["user"])


@dataclass(slots=True)
class _Answer(Generic[T]):
    """One question to Slack with its latest answer; whoever asks at the same time waits for the same one."""

    ask: Callable[[], Awaitable[T]]
    value: T | None = None
    good_until: datetime = _LONG_AGO
    paused_until: datetime = _LONG_AGO
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_old(self, now: datetime) -> bool:
        """Nothing is lost with it."""
        return now >= max(self.good_until, self.paused_until) and not self.lock.locked()

    async def get(self, clock: Clock) -> T:
        """The answer, asked for anew where it is old."""
        async with self.lock:
            if self.value is not None and clock() < self.good_until:
                return self.value
            if clock() < self.paused_until:
                raise AskedTooSoonError
            self.value = None
            try:
                self.value = await self.ask()
            except BaseException as error:
                self.paused_until = clock() + _pause(error)
                raise
            self.good_until = clock() + KEPT_FOR
            return self.value


def _asking(ask: Callable[[str], Awaitable[T]], about: str) -> Callable[[], Awaitable[T]]:
    return lambda: ask(about)


def _standing(user: Mapping[str, Any]) -> Standing:
    """Nobody who has left, no bot, and nobody of another workspace, whatever channel they are in."""
    is_nobody = any(user.get(mark) for mark in ("deleted", "is_bot", "is_stranger"))
    locale = str(user.get("locale") or "ja")
    return Standing(may=not is_nobody, language="ja" if locale.startswith("ja") else "en")


def _pause(error: BaseException) -> timedelta:
    """How long not to ask again: as long as Slack says, where it does."""
    if isinstance(error, SlackApiError):
        said = str(getattr(error.response, "headers", {}).get("Retry-After", ""))
        if said.isdecimal():
            return min(timedelta(seconds=int(said[:9])), _LONGEST_PAUSE)
    return _PAUSE
