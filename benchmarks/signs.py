"""What finding signs costs, as ratios to a plain search for keywords: ``python -m benchmarks.signs``."""

import re
import resource
import statistics
import time
from collections.abc import Callable

from dialogs.catalog_files import CONTENT_DIR
from dialogs.signs.load import load_detector
from training.corpus import read_first

ROUNDS = 7
#: On Linux the peak of memory is counted in kilobytes.
KILOBYTES_IN_MB = 1024
#: The words that a search without understanding would look for.
KEYWORDS = re.compile(
    "復旧率|No.1|DM|悪化|空いて|うちだけ|止められない|二度と|全額|営業電話|解ける|実績|割引|優先|請求|今日中|契約"
)
LONG = {
    "one character, 20,000 times": "払" * 20_000,
    "20,000 characters full of signs": ("うちだけ他では無理今日中に契約しないと直らない" * 1_000)[:20_000],
}


def main() -> None:
    """Print milliseconds a message, and how many keyword searches that is."""
    texts = [message.text for message in read_first("made_with")]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    detector = load_detector(CONTENT_DIR)
    loading = time.perf_counter() - begin

    def detect(text: str) -> object:
        return detector.detect((text,))

    sixty = ["".join(texts[at : at + 3])[:60] for at in range(0, len(texts), 3)]
    found, searched = _milliseconds(detect, sixty), statistics.median(_milliseconds(KEYWORDS.findall, sixty))
    print("| 60 characters | ms | keyword searches |")
    print("|---|---|---|")
    for name, value in (("median", statistics.median(found)), ("99th of 100", found[int(len(found) * 0.99)])):
        print(f"| {name} | {value:.3f} | {value / searched:.0f} |")
    for name, text in LONG.items():
        print(f"| {name} | {_milliseconds(detect, [text])[0]:.1f} | |")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"loading: {loading:.2f} s; loading and reading everything: {grown / KILOBYTES_IN_MB:.0f} MB, numpy not counted"
    )


def _milliseconds(call: Callable[[str], object], texts: list[str]) -> list[float]:
    """The best of several rounds for each text, in ascending order: what the code costs, not the machine's noise."""
    for text in texts:
        call(text)
    return sorted(min(_once(call, text) for _ in range(ROUNDS)) for text in texts)


def _once(call: Callable[[str], object], text: str) -> float:
    begin = time.perf_counter()
    call(text)
    return (time.perf_counter() - begin) * 1e3


if __name__ == "__main__":
    main()
