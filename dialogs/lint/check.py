"""All rules over all content; every fault is found at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from dialogs.canned.lint import canned_warnings, check_canned
from dialogs.errors import Fault
from dialogs.lint import bubbles, choices, content, facts, reach, targets, texts, triggers, wording
from dialogs.routes.lint import check_routes
from dialogs.signs.check import check_signs
from dialogs.slots.lint import check_slots

#: Rules about what is there.
_RULES: Final[tuple[content.Rule, ...]] = (
    targets.check_targets,
    targets.check_engine_steps,
    targets.check_renamed,
    targets.check_desk_names,
    targets.check_conditions,
    targets.check_takes,
    targets.check_calls,
    targets.check_commands,
    reach.check_passes,
    choices.check_choices,
    triggers.check_triggers,
    texts.check_placeholders,
    texts.check_emptiness,
    bubbles.check_bubble_counts,
    bubbles.check_bubble_lengths,
    bubbles.check_own_labels,
    facts.check_facts,
    facts.check_desk_labels,
    wording.check_wording,
)
#: Rules about what is absent; a file that could not be read would mislead them.
_RULES_OF_THE_WHOLE: Final[tuple[content.Rule, ...]] = (
    reach.check_reachable,
    reach.check_ends,
    texts.check_keys,
    facts.check_desks,
)


def check_content(content_dir: Path) -> list[Fault]:
    """Return every fault of the content below `content_dir`, in the order of files and lines."""
    found = (
        *check_dialog(content_dir),
        *check_signs(content_dir),
        *check_slots(content_dir),
        *check_routes(content_dir),
    )
    return _ordered(found, content_dir)


def check_dialog(content_dir: Path) -> list[Fault]:
    """The faults of all that is said, without those of the words that are looked for."""
    read = content.read(content_dir)
    rules = (*_RULES, *_RULES_OF_THE_WHOLE) if read.is_whole else _RULES
    found = (*read.faults, *(fault for rule in rules for fault in rule(read)), *check_canned(content_dir))
    return _ordered(found, content_dir)


def warnings(content_dir: Path, today: date) -> list[Fault]:
    """Return what a person should look up: facts not confirmed or become old, and replies to be read again."""
    found = (*facts.fact_warnings(content.read(content_dir), today), *canned_warnings(content_dir, today))
    return _ordered(found, content_dir)


def _ordered(faults: Iterable[Fault], content_dir: Path) -> list[Fault]:
    """Each fault once, its file named from the content folder on."""
    return sorted({replace(fault, path=_below(fault.path, content_dir)) for fault in faults})


def _below(path: str, content_dir: Path) -> str:
    return path.removeprefix(f"{content_dir.as_posix()}/").removeprefix(f"{content_dir.name}/")
