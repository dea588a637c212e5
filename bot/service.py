"""The running parts of the service, whatever dialog and channels they are given."""

import asyncio
import gc
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from adapters.contract import Adapter, Incoming, WebhookAdapter
from bot.clock import Clock
from bot.consultation.offers import Offers
from bot.delivery import Delivery
from bot.lane import Dialog, Lane, Switchboard
from bot.metrics import Metrics
from bot.retention import sweep_for_ever
from bot.settings import Settings, split_keys
from bot.store.database import connect_database
from bot.store.key_file import read_or_create_key
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.store.vault import open_vault
from bot.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything between a verified event and its delivered answer."""

    store: Store
    adapters: Mapping[str, Adapter]
    turns: Turns
    delivery: Delivery
    metrics: Metrics
    #: How long it is kept who of the staff did what.
    audit_for: timedelta

    @property
    def webhook_adapters(self) -> dict[str, WebhookAdapter]:
        """The channels that read a posted body by themselves."""
        return {channel: one for channel, one in self.adapters.items() if isinstance(one, WebhookAdapter)}

    async def receive(self, adapter: Adapter, incoming: Sequence[Incoming]) -> list[int]:
        """Take `incoming` for good, then start sending; returns the outbox rows of the answers."""
        ids = await self.store.run(lambda: self.turns.take(adapter, incoming))
        self.delivery.wake()
        return ids

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver and sweep for as long as the block runs; at its end let the tries under way be settled."""
        async with AsyncExitStack() as stack:
            stack.callback(self.store.close)
            for adapter in self.adapters.values():
                stack.push_async_callback(adapter.close)
            delivering = asyncio.create_task(self.delivery.run())
            sweeping = asyncio.create_task(sweep_for_ever(self.store, audit_for=self.audit_for))
            # What start-up has made lives as long as the process: the collector need not walk through it again.
            gc.collect()
            gc.freeze()
            yield
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            self.delivery.stop()
            await delivering


def create_service(  # noqa: PLR0913  (the parts that it puts together)
    settings: Settings,
    *,
    dialog: Dialog,
    adapters: Sequence[Adapter],
    clock: Clock,
    store: Store | None = None,
    switchboard: Switchboard | None = None,
) -> Service:
    """Put the parts together, with `store` or else with the one that the settings name.

    Without a `switchboard` nobody of the staff is called.

    Raises:
        StoreError: the database or its key cannot be used.
    """
    store = store or open_store(settings, clock)
    form_codes_for = timedelta(hours=settings.form_code_hours)
    offers = Offers(vault=store.vault, public_url=settings.public_url, lifetime=form_codes_for)
    retention = timedelta(days=settings.retention_days)
    lane = Lane(dialog=dialog, offer_form=offers.offer, retention=retention, switchboard=switchboard)
    metrics = Metrics()
    by_channel = {adapter.channel: adapter for adapter in adapters}
    return Service(
        store=store,
        adapters=by_channel,
        turns=Turns(store=store, lane=lane, metrics=metrics),
        delivery=Delivery(store=store, adapters=by_channel, metrics=metrics),
        metrics=metrics,
        audit_for=timedelta(days=settings.audit_days),
    )


def open_store(settings: Settings, clock: Clock) -> Store:
    """The store that the settings name, migrated, with the keys from the environment or the key file."""
    database = connect_database(settings.database_url.get_secret_value())
    migrate(database)
    keys = split_keys(settings.secret_keys) if settings.secret_keys else [read_or_create_key(settings.data_dir)]
    return Store(database, open_vault(database, keys), clock)
