"""Work after the answer to Slack: finished before the service ends, and never silent about a fault."""

import asyncio

import pytest

from bot.staff.frame.errands import Errands


def test_what_is_under_way_is_finished_before_the_end() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        await asyncio.sleep(0.02)
        done.append(number)

    async def run() -> None:
        errands = Errands()
        async with errands.running():
            for number in range(3):
                errands.start(work(number))

    asyncio.run(run())
    assert done == [0, 1, 2]


def test_what_an_errand_starts_is_waited_for_too() -> None:
    done: list[str] = []
    errands = Errands()

    async def second() -> None:
        await asyncio.sleep(0.02)
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0.01)
        errands.start(second())

    async def run() -> None:
        async with errands.running():
            errands.start(first())

    asyncio.run(run())
    assert done == ["second"]


def test_a_fault_is_logged_without_its_message(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("山田花子")

    async def run() -> None:
        errands = Errands()
        async with errands.running():
            errands.start(fail())

    asyncio.run(run())
    assert "ValueError at test_errands.py" in caplog.text
    assert "山田" not in caplog.text


def test_what_hangs_is_given_up() -> None:
    cancelled: list[bool] = []

    async def hang() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def run() -> None:
        errands = Errands(last_seconds=0.05)
        async with errands.running():
            errands.start(hang())
            await asyncio.sleep(0)

    asyncio.run(run())
    assert cancelled == [True]
