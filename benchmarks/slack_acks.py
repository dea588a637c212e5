"""How long Slack waits for an acknowledgement while another request works, in one run on one machine.

    python -m benchmarks.slack_acks

The service runs in a process of its own; the Slack that it talks to runs here, beside the client. Requests are sent on
a fixed beat, whether or not the earlier ones were answered. Slack gives up after 3,000 ms; our aim is 300 ms at the
99th percentile.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from tests.fakes.slack_platform import STAFF_CHANNEL, STAFF_GROUP, Fault
from tests.fakes.slack_server import SlackServer, serving
from tests.fakes.slack_webhooks import Payload, user

ROUNDS = 5
SECONDS = 5.0
#: One request of each kind every so many seconds.
BEAT = 0.25
PORT = 18185
#: Who is waited for, and who keeps the service busy.
MEMBER, BUSY = user(900), user(901)
WORDS = "業者に、今日中に契約しないともう直らないと言われました。30万円だそうです。"
LONG = (WORDS * 200)[:5_000]

#: Makes the next payload of one kind.
Make = Callable[[SlackServer], Payload]
#: Works until told to stop.
Load = Callable[["Sender", asyncio.Event], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Sender:
    """Posts what Slack would post."""

    slack: SlackServer
    client: httpx.AsyncClient

    async def post(self, payload: Payload) -> float:
        """Deliver `payload`; the milliseconds until it was acknowledged."""
        body, headers = self.slack.deliver(payload)
        door = (
            "events" if payload.get("type") == "event_callback" else "interactions" if "type" in payload else "commands"
        )
        began = time.perf_counter()
        response = await self.client.post(f"/webhooks/slack/{door}", content=body, headers=headers)
        spent = (time.perf_counter() - began) * 1000
        if response.status_code != httpx.codes.OK:
            raise SystemExit(f"{door}: {response.status_code}")
        return spent


@dataclass(slots=True)
class Row:
    """One load with the milliseconds of each kind of request beside it."""

    label: str
    load: Load
    milliseconds: dict[str, list[float]] = field(default_factory=dict)


def main() -> None:
    """Measure and print."""
    rows = [
        Row("nothing else", _nothing),
        Row("one call waits 5 s for Slack", _wait_for_slack),
        Row("pictures are drawn, one after the other", _draw),
        Row("texts of 5,000 characters are checked, one after the other", _check),
    ]
    with tempfile.TemporaryDirectory() as folder, serving(SlackServer()) as slack:
        slack.groups[STAFF_GROUP] |= {MEMBER, BUSY}
        with _service(Path(folder), slack):
            asyncio.run(_measure_all(slack, rows))
    _print(rows)


async def _measure_all(slack: SlackServer, rows: list[Row]) -> None:
    # The service closes a connection that was quiet for five seconds.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=2)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=30, limits=limits) as client:
        sender = Sender(slack, client)
        await _wait_until_up(client)
        for make in KINDS.values():
            await sender.post(make(slack))
        for _ in range(ROUNDS):
            for row in rows:
                await _measure(sender, row)
                await asyncio.sleep(1)


async def _measure(sender: Sender, row: Row) -> None:
    stop = asyncio.Event()
    load = asyncio.create_task(row.load(sender, stop))
    tasks: list[tuple[str, asyncio.Task[float]]] = []
    began = time.perf_counter()
    for beat in range(int(SECONDS / BEAT)):
        await asyncio.sleep(max(0.0, began + beat * BEAT - time.perf_counter()))
        tasks += [(kind, asyncio.create_task(sender.post(make(sender.slack)))) for kind, make in KINDS.items()]
    stop.set()
    for kind, task in tasks:
        row.milliseconds.setdefault(kind, []).append(await task)
    await load


async def _nothing(sender: Sender, stop: asyncio.Event) -> None:  # noqa: ARG001  (a load gets the sender)
    await stop.wait()


async def _wait_for_slack(sender: Sender, stop: asyncio.Event) -> None:
    sender.slack.fail_next("files.getUploadURLExternal", Fault(seconds=5))
    await sender.post(sender.slack.commanded(BUSY, "stats"))
    await stop.wait()


async def _draw(sender: Sender, stop: asyncio.Event) -> None:
    while not stop.is_set():
        before = _pictures(sender.slack)
        await sender.post(sender.slack.commanded(BUSY, "stats 30d"))
        await _until(lambda: _pictures(sender.slack) > before or stop.is_set())  # noqa: B023  (awaited in this turn)


async def _check(sender: Sender, stop: asyncio.Event) -> None:
    while not stop.is_set():
        before = len(sender.slack.whispers[BUSY])
        await sender.post(sender.slack.commanded(BUSY, f"check {LONG}"))
        await _until(lambda: len(sender.slack.whispers[BUSY]) > before or stop.is_set())  # noqa: B023  (the same)


async def _until(is_met: Callable[[], bool]) -> None:
    while not is_met():  # noqa: ASYNC110  (what is waited for happens in another thread)
        await asyncio.sleep(0.01)


def _pictures(slack: SlackServer) -> int:
    return sum("comment" in file for file in slack.files.values())


_people = count(10_000)


def _click(slack: SlackServer) -> Payload:
    """A click that no longer leads anywhere, which is acknowledged like any other."""
    button = {"type": "button", "action_id": "desk:replying:pick", "value": "signs=;route=other"}
    post = {
        "ts": "1.000001",
        "text": "…",
        "blocks": [{"type": "actions", "elements": [{**button, "text": {"type": "plain_text", "text": "click"}}]}],
    }
    slack.posts["C0000BENCH"] = [post]
    return slack.tapped(MEMBER, "click", "C0000BENCH")


KINDS: dict[str, Make] = {
    "slash command": lambda slack: slack.commanded(MEMBER, "help"),
    "message shortcut": lambda slack: slack.shortcut(
        MEMBER, "desk:checking:message", {"ts": "1.000002", "text": WORDS}
    ),
    "click": _click,
    "a person's message, its whole turn kept": lambda slack: slack.text(user(next(_people)), WORDS),
}


def _print(rows: list[Row]) -> None:
    _write(f"{ROUNDS} rounds of {SECONDS:g} s, one request of each kind every {BEAT * 1000:g} ms; milliseconds\n")
    _write("| meanwhile | request | p50 | p99 | longest |")
    _write("|---|---|---|---|---|")
    for row in rows:
        for kind, spent in row.milliseconds.items():
            cuts = statistics.quantiles(spent, n=100, method="inclusive")
            _write(f"| {row.label} | {kind} | {cuts[49]:.0f} | {cuts[98]:.0f} | {max(spent):.0f} |")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


@contextmanager
def _service(folder: Path, slack: SlackServer) -> Iterator[None]:
    environment = {
        "HITOIKI_DATA_DIR": str(folder),
        "PORT": str(PORT),
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_BASE_URL": slack.base_url,
        "HITOIKI_STAFF_GROUPS": STAFF_GROUP,
        "HITOIKI_STAFF_CHANNEL": STAFF_CHANNEL,
    }
    command = [sys.executable, "-m", "bot.cli", "serve"]
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.terminate()
        server.wait()


async def _wait_until_up(client: httpx.AsyncClient) -> None:
    for _ in range(600):
        try:
            await client.get("/healthz")
        except httpx.ConnectError:
            await asyncio.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing listens on {PORT}")


if __name__ == "__main__":
    main()
