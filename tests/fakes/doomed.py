"""A service process that kills itself at a named point: ``python -m tests.fakes.doomed FOLDER POINT TOKEN``."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from adapters.contract import Incoming, Outgoing, Receipt
from bot.clock import create_clock
from bot.service import create_service
from bot.settings import Settings
from dialogs.events import TextSaid
from tests.fakes.channel import FakeChannel
from tests.fakes.dialog import FakeDialog


class DeadlyRoad(FakeChannel):
    """Dies in the middle of the first try to send."""

    async def send(self, outgoing: Outgoing) -> Receipt:  # noqa: ARG002  (the contract of every channel)
        """Die."""
        return die()


def die() -> Receipt:
    """End as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


async def run(folder: Path, point: str, token: str) -> None:
    """Take one event and die at `point`."""
    channel = DeadlyRoad()
    service = create_service(
        Settings(data_dir=folder), dialog=FakeDialog(), adapters=[channel], clock=create_clock("Asia/Tokyo")
    )
    incoming = Incoming(
        event_id="e1",
        sender="person-1",
        event=TextSaid(text="hello", message_id="m1"),
        at=datetime.fromtimestamp(0, UTC),
        reply_token=token or None,
    )
    if point == "after the commit":
        service.turns.take(channel, [incoming])
        die()
    if point == "before the commit":
        with service.store.begin() as transaction:
            service.turns._answer(transaction, channel, [incoming])
            die()
    async with service.running():
        await service.receive(channel, [incoming])
        await asyncio.sleep(30)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
