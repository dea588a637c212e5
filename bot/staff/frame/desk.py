"""What every command of the staff needs."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.slack.client import Client
from bot.clock import Clock
from bot.service import Service
from bot.settings import Settings
from bot.staff.frame.access import Members
from bot.staff.frame.errands import Errands
from bot.staff.texts.desk import DeskTexts
from bot.store.store import Store
from dialogs.canned.library import Library
from dialogs.catalog import Catalog
from dialogs.checking import Checker
from dialogs.conversation import SignCode
from dialogs.signs.texts import SignText


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The parts behind the desk; it decides nothing."""

    service: Service
    store: Store
    settings: Settings
    texts: DeskTexts
    members: Members
    library: Library
    checker: Checker
    catalog: Catalog
    signs: Mapping[SignCode, SignText]
    clock: Clock
    slack: Client
    errands: Errands

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """At the end of the block, let what is under way end, and close the connections to Slack."""
        try:
            async with self.errands.running():
                yield
        finally:
            await self.slack.close()
            await self.members.close()
