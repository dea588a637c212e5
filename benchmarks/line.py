"""What LINE's SDK costs beside our own code, side by side in one run.

    python -m benchmarks.line

Compare rows and ratios, not digits: each figure is the best of several rounds, and the two take turns in each.
"""

import asyncio
import multiprocessing
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import msgspec
from linebot.v3 import messaging  # type: ignore[import-untyped]  # the SDK is not typed
from linebot.v3.webhook import SignatureValidator, WebhookParser  # type: ignore[import-untyped]

from adapters.contract import Outcome, Outgoing
from adapters.line import parsing
from adapters.line.rendering import render_reply
from adapters.line.sending import LineSender
from dialogs.replies import Card, Choice, Link, Reply, Text
from tests.fakes.line_platform import LinePlatform
from tests.fakes.line_server import serving
from tests.fakes.line_webhooks import user

ROUNDS = 7
SENDS = 200
WORDS = "業者に今日中に契約しないともう直らないと言われました"
CHOICES = ("はい", "いいえ", "わからない", "人に相談する")
LINE = LinePlatform()
SECRET = LINE.channel_secret


def main() -> None:
    """Print the table."""
    print_row("", "SDK µs", "own µs", "ratio")
    for events in (1, 10):
        body, headers = LINE.webhook(*(LINE.text(user(number), WORDS) for number in range(events)))
        signature = headers["x-line-signature"]
        compare(f"signature, {len(body):,} bytes", sdk_signature(body, signature), own_signature(body, signature))
        compare(f"signature and events, {events}", sdk_parse(body, signature), own_parse(body, signature))
    compare("text with 4 choices, as JSON", sdk_text, own_text)
    compare("card with 1 link, as JSON", sdk_card, own_card)
    with platform() as base_url:
        asyncio.run(compare_sending(base_url))
    for module in ("linebot.v3.webhook", "linebot.v3.messaging", "adapters.line.adapter"):
        print_row(f"import {module}", f"{import_milliseconds(module):.0f} ms", "", "")


def print_row(*cells: str) -> None:
    """One line of the table."""
    name, *figures = cells
    sys.stdout.write(f"{name:<40}" + "".join(f"{figure:>12}" for figure in figures) + "\n")


def compare(name: str, sdk: Callable[[], object], own: Callable[[], object]) -> None:
    """Time both in turn."""
    times = [(best_of_one(sdk), best_of_one(own)) for _ in range(ROUNDS)]
    print_ratio(name, min(sdk for sdk, _ in times), min(own for _, own in times))


def print_ratio(name: str, sdk: float, own: float) -> None:
    """Both times in microseconds and how many times faster our own code is."""
    print_row(name, f"{sdk * 1e6:.1f}", f"{own * 1e6:.1f}", f"{sdk / own:.1f}")


def best_of_one(call: Callable[[], object], number: int = 500) -> float:
    """Seconds of one call, over `number` calls."""
    start = time.perf_counter()
    for _ in range(number):
        call()
    return (time.perf_counter() - start) / number


def sdk_signature(body: bytes, signature: str) -> Callable[[], object]:
    """The SDK's check, which wants text."""
    validator = SignatureValidator(SECRET)
    return lambda: validator.validate(body.decode(), signature)


def own_signature(body: bytes, signature: str) -> Callable[[], object]:
    """Our check, on the bytes."""
    return lambda: parsing.verify(body, signature, SECRET.encode())


def sdk_parse(body: bytes, signature: str) -> Callable[[], object]:
    """The SDK's check and models."""
    parser = WebhookParser(SECRET)
    return lambda: parser.parse(body.decode(), signature)


def own_parse(body: bytes, signature: str) -> Callable[[], object]:
    """Our check and events of the product."""
    headers = {"x-line-signature": signature}
    return lambda: parsing.parse_webhook(body, headers, SECRET.encode())


def sdk_text() -> str:
    """A text with choices, made of the SDK's models."""
    items = [
        messaging.QuickReplyItem(
            action=messaging.PostbackAction(label=label, data="v=1&c=a&s=contact/warned", displayText=label)
        )
        for label in CHOICES
    ]
    made = messaging.TextMessage(text=WORDS, quickReply=messaging.QuickReply(items=items))
    return str(made.to_json())


def own_text() -> bytes:
    """The same from a reply of the product."""
    choices = tuple(Choice(id="a", label=label) for label in CHOICES)
    return msgspec.json.encode(
        render_reply(Reply(bubbles=(Text(text=WORDS),), choices=choices, state="contact/warned"))
    )


def sdk_card() -> str:
    """A card made of the SDK's models."""
    texts = [
        messaging.FlexText(text=text, size=size, wrap=True, color="#1F2328", scaling=True)
        for text, size in (("188", "lg"), (WORDS, "md"))
    ]
    action = messaging.URIAction(label="電話", uri="tel:188")
    button = messaging.FlexButton(action=action, style="primary", color="#1F5F8B", adjustMode="shrink-to-fit")
    bubble = messaging.FlexBubble(
        size="mega",
        body=messaging.FlexBox(layout="vertical", spacing="md", contents=texts),
        footer=messaging.FlexBox(layout="vertical", spacing="md", contents=[button]),
    )
    return str(messaging.FlexMessage(altText="188", contents=bubble).to_json())


def own_card() -> bytes:
    """The same from a reply of the product."""
    card = Card(title="188", lines=(WORDS,), links=(Link(label="電話", url="tel:188"),))
    return msgspec.json.encode(render_reply(Reply(bubbles=(card,))))


async def compare_sending(base_url: str) -> None:
    """A push over HTTP: processor time of this process, the platform being another one."""
    message = render_reply(Reply(bubbles=(Text(text=WORDS),)))
    sender = LineSender(access_token=LINE.access_token, api_base_url=base_url)
    configuration = messaging.Configuration(host=base_url, access_token=LINE.access_token)
    async with messaging.AsyncApiClient(configuration) as client:
        api = messaging.AsyncMessagingApi(client)

        async def sdk() -> None:
            request = messaging.PushMessageRequest(to=user(1), messages=[messaging.TextMessage(text=WORDS)])
            await api.push_message(request, x_line_retry_key=str(uuid.uuid4()), _request_timeout=5)

        async def own() -> None:
            receipt = await sender.send(Outgoing(address=user(1), messages=message, retry_key=str(uuid.uuid4())))
            if receipt.outcome is not Outcome.SENT:
                raise RuntimeError(receipt.detail)

        times = [(await cpu_seconds(sdk), await cpu_seconds(own)) for _ in range(ROUNDS)]
    await sender.close()
    print_ratio("push, processor time", min(sdk for sdk, _ in times), min(own for _, own in times))


async def cpu_seconds(call: Callable[[], Awaitable[Any]]) -> float:
    """Processor seconds of one call, over many, one after the other."""
    start = time.process_time()
    for _ in range(SENDS):
        await call()
    return (time.process_time() - start) / SENDS


@contextmanager
def platform() -> Iterator[str]:
    """The local LINE platform in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join()


def serve(connection: Connection) -> None:
    """Serve until told to stop."""
    with serving(LinePlatform()) as line:
        connection.send(line.base_url)
        connection.recv()


def import_milliseconds(module: str) -> float:
    """The least time that a fresh process takes to import `module`."""
    code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True) for _ in range(3)]
    return min(float(run.stdout) for run in runs) * 1000


if __name__ == "__main__":
    main()
