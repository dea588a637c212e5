"""The whole service around a fake channel and a fake dialog, behind a real HTTP server."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.clock import create_clock
from bot.http import create_http_app
from bot.service import Service, create_service
from bot.settings import Settings
from tests.fakes.channel import FakeChannel, sign
from tests.fakes.dialog import FakeDialog
from tests.fakes.server import serving

Start = Callable[..., "Running"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A service that listens."""

    channel: FakeChannel
    service: Service
    client: httpx.Client
    folder: Path

    def post(self, *events: dict[str, Any]) -> httpx.Response:
        """One signed request of the fake platform."""
        body = json.dumps({"events": events}).encode()
        return self.client.post("/webhooks/fake", content=body, headers=sign(body))

    def wait_for_texts(self, count: int) -> list[tuple[str, str]]:
        """What was sent, once it is at least `count` messages."""
        wait_until(lambda: len(self.channel.texts) >= count)
        return self.channel.texts


def wait_until(is_so: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until `is_so`, or fail."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.005)


@contextmanager
def running(folder: Path, channel: FakeChannel, *, hours_later: float = 0) -> Iterator[Running]:
    """Start a service on `folder` with a clock that is ahead, stop it at the end of the block."""
    now, ahead = create_clock("Asia/Tokyo"), timedelta(hours=hours_later)
    service = create_service(
        Settings(data_dir=folder), dialog=FakeDialog(), adapters=[channel], clock=lambda: now() + ahead
    )
    with serving(create_http_app(service)) as address, httpx.Client(base_url=address, timeout=10) as client:
        yield Running(channel=channel, service=service, client=client, folder=folder)
