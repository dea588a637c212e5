"""What a turn costs, part by part, as ratios to the whole: ``python -m benchmarks.engine``."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from dialogs.build import build_engine
from dialogs.catalog_files import CONTENT_DIR, load_catalog
from dialogs.conditions import build_conditions
from dialogs.conversation import Conversation
from dialogs.events import TextSaid
from dialogs.machine import DialogMachine
from dialogs.routes.load import load_route_reader
from dialogs.signs.load import load_detector
from dialogs.slots.load import load_extractor

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
STORY = "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"
ROUNDS = 30


def main() -> None:
    """Print a table: microseconds (median of rounds), and the share of a whole turn."""
    engine = build_engine()
    detector, extractor = load_detector(CONTENT_DIR), load_extractor(CONTENT_DIR)
    routes = load_route_reader(CONTENT_DIR)
    catalog = load_catalog()
    machine = DialogMachine(catalog, build_conditions(catalog.words.warning))
    standing = Conversation(state="start/menu")
    day = NOW.date()

    def turn(number: int) -> object:
        event = TextSaid(text=f"{STORY}{number}", message_id=str(number))
        return engine.handle(Conversation(), event, NOW + timedelta(seconds=number))

    parts: dict[str, Callable[[int], object]] = {
        "a whole first turn": turn,
        "signs": lambda number: detector.detect([f"{STORY}{number}"]),
        "slots": lambda number: extractor.extract(f"{STORY}{number}", today=day),
        "route": lambda number: routes.read(f"{STORY}{number}"),
        "machine, one trigger": lambda _: machine.advance(standing, "looking"),
    }
    whole = _microseconds(turn)
    print("| part | µs, median | of a turn |")
    print("|---|---|---|")
    for name, part in parts.items():
        cost = whole if part is turn else _microseconds(part)
        print(f"| {name} | {cost:,.0f} | {cost / whole:.2f} |")


def _microseconds(call: Callable[[int], object], repeat: int = 20) -> float:
    rounds = []
    for number in range(ROUNDS):
        begin = time.perf_counter()
        for again in range(repeat):
            call(number * repeat + again)
        rounds.append((time.perf_counter() - begin) / repeat * 1e6)
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
