"""``hitoiki replay``: whole talks through the engine, each turn with what was answered."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.cli.json_lines import answer_lines
from bot.clock import create_clock
from dialogs.build import build_engine
from dialogs.conversation import SIGN_CODES
from dialogs.engine import Engine
from dialogs.player import Player, bubble_texts

_ZONE = ZoneInfo("Asia/Tokyo")


class ReplayLine(msgspec.Struct, frozen=True):
    """One line of ``replay --jsonl``; further keys are ignored."""

    id: Any
    turns: list[str]
    today: date | None = None


def replay_lines() -> None:
    """Answer every line of standard input."""
    engine = build_engine()
    now = create_clock(_ZONE.key)()
    answer_lines(ReplayLine, lambda line: replay(engine, line, now))


def replay(engine: Engine, line: ReplayLine, now: datetime) -> dict[str, Any]:
    """Play one talk; a sign that was erased with the talk still counts, one that was taken back does not."""
    start = datetime.combine(line.today, time(12), _ZONE) if line.today else now
    player = Player(engine, start)
    codes: set[str] = set()
    turns: list[dict[str, Any]] = []
    warned_at: int | None = None
    for number, text in enumerate(line.turns, start=1):
        before = player.conversation.sign_codes
        turn = player.say(text)
        after = turn.conversation.sign_codes
        codes = codes if turn.erased else (codes - before) | after
        if not turn.erased:
            warned_at = (warned_at or number) if turn.conversation.warned_at else None
        turns.append(
            {
                "replies": bubble_texts(turn.reply),
                "state": turn.conversation.state,
                "signs": in_order(after - before),
            }
        )
    conversation = player.conversation
    return {
        "id": line.id,
        "turns": turns,
        "signs": in_order(codes),
        "warned": warned_at is not None,
        "warned_at": warned_at,
        "route": conversation.route or "other",
        "slots": {slot.key: slot.value for slot in conversation.slots},
    }


def in_order(codes: set[Any] | frozenset[Any]) -> list[str]:
    """Codes in the order of DRAJ's page."""
    return [code for code in SIGN_CODES if code in codes]
