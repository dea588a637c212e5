"""Which messages of the corpus are nearly the same: ``python -m training.duplicates`` (about a minute)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from training.corpus import Message, read_messages

#: Two messages that share more of their runs of five characters than this are one too many.
TOO_NEAR = 0.5
_RUN = 5
#: A run that so many messages have says nothing about two of them.
_COMMON = 150


class Pair(NamedTuple):
    """Two messages and the share of their five-character runs that both have (Jaccard)."""

    overlap: float
    one: Message
    other: Message


def near_pairs(messages: Sequence[Message], above: float = TOO_NEAR) -> list[Pair]:
    """Every pair whose overlap is greater than `above`, the nearest first."""
    return sorted(_pairs(messages, above), key=lambda pair: -pair.overlap)


def _pairs(messages: Sequence[Message], above: float) -> Iterator[Pair]:
    runs = [_runs(message.text) for message in messages]
    seen_in: defaultdict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in mine:
            if len(seen_in[run]) < _COMMON:
                shared.update(seen_in[run])
            seen_in[run].append(at)
        for other in shared:
            overlap = len(mine & runs[other]) / len(mine | runs[other])
            if overlap > above:
                yield Pair(overlap, messages[other], messages[at])


def _runs(text: str) -> frozenset[str]:
    letters = "".join(text.split())
    return frozenset(letters[at : at + _RUN] for at in range(max(1, len(letters) - _RUN + 1)))


def main() -> None:
    """Print how near the messages are to each other."""
    messages = read_messages()
    pairs = near_pairs(messages, above=0.3)
    print(f"{len(messages)} messages")
    for above in (0.3, 0.4, TOO_NEAR, 0.6):
        near = [pair for pair in pairs if pair.overlap > above]
        same = sum(pair.one.signs == pair.other.signs for pair in near)
        print(f"overlap above {above}: {len(near)} pairs, {same} of them with the same labels")
    for pair in pairs[:20]:
        print(f"{pair.overlap:.2f} {pair.one.id} {pair.one.text} / {pair.other.id} {pair.other.text}")


if __name__ == "__main__":
    main()
