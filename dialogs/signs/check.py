"""What the content linter reports about the signs, beyond what loading them already finds."""

from collections.abc import Iterator
from pathlib import Path

from dialogs.conversation import SIGN_CODES, SignCode
from dialogs.errors import Fault
from dialogs.signs.combined import CombinedDetector
from dialogs.signs.content import SignEntry
from dialogs.signs.detector import Detector
from dialogs.signs.load import SignContent, read_content
from dialogs.yaml_files import YamlFile

_FEWEST_EXAMPLES = 3
#: The name stands in a bubble beside the quote, the rest in a bubble of its own.
_LONGEST = {"name": 14, "explains": 60, "ask": 60}


def check_signs(content_dir: Path) -> list[Fault]:
    """Return every fault of ``signs`` below `content_dir`: of loading, of the texts, of the examples."""
    content = read_content(content_dir)
    faults = [*content.faults]
    for code, entry in content.entries.items():
        faults += _check_texts(content.files[code], entry)
    if not content.faults:
        faults += _check_every_example(content)
    return sorted(faults)


def _check_texts(file: YamlFile, entry: SignEntry) -> Iterator[Fault]:
    for name, longest in _LONGEST.items():
        length = len(getattr(entry.text, name))
        if not 0 < length <= longest:
            yield file.fault("text-length", f"{name} has {length} characters, not 1 to {longest}", "text", name)
    if (entry.text.case == "") != (entry.code == "P"):
        yield file.fault("case", "every sign but P belongs to a case", "text")


def _check_every_example(content: SignContent) -> Iterator[Fault]:
    detector = CombinedDetector(content.source())
    for code in SIGN_CODES:
        file, entry = content.files[code], content.entries[code]
        for kind, examples in (("yes", entry.examples.yes), ("no", entry.examples.no)):
            if len(examples) < _FEWEST_EXAMPLES:
                yield file.fault("few-examples", f"fewer than {_FEWEST_EXAMPLES} examples", "examples", kind)
            for index, example in enumerate(examples):
                if _is_asserted(detector, code, example) != (kind == "yes"):
                    yield file.fault("example", f"is not read as {kind}", "examples", kind, index)


def _is_asserted(detector: Detector, code: SignCode, example: str) -> bool:
    return any(finding.code == code and finding.sure for finding in detector.detect((example,)).findings)
