"""Where an answer leads. The only importer of `transitions`; the engine decides what is said."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from transitions import Machine, MachineError

from dialogs.catalog import Catalog
from dialogs.conversation import Conversation

Condition = Callable[[Conversation], bool]

#: The trigger of a step that need not be asked.
PASS = "pass"  # noqa: S105 - a trigger, no secret
#: The trigger of a filled slot.
TOLD = "told"
#: The trigger of a newly found sign.
SIGN = "sign"

logging.getLogger("transitions").setLevel(logging.WARNING)


@dataclass(slots=True)
class _Cursor:
    """Where one conversation stands, for one turn."""

    state: str


class DialogMachine:
    """One shared machine over all steps; a conversation passes through it on a throw-away cursor.

    A machine with a registered model would cost 25 ms a turn, the shared one 14 µs.
    """

    def __init__(self, catalog: Catalog, conditions: Mapping[str, Condition]) -> None:
        self._machine = Machine(
            model=None,
            states=list(catalog.steps),
            transitions=transitions_of(catalog, conditions),
            initial=None,
            auto_transitions=False,
        )

    def advance(self, conversation: Conversation, trigger: str) -> str | None:
        """The state that `trigger` leads to from where the conversation stands, or None where it leads nowhere."""
        cursor = _Cursor(conversation.state)
        try:
            moved = self._machine.events[trigger].trigger(cursor, conversation)
        except (KeyError, ValueError, MachineError):
            return None
        return cursor.state if moved else None


def transitions_of(catalog: Catalog, conditions: Mapping[str, Condition]) -> list[dict[str, Any]]:
    """Every transition of the catalog in the form that `transitions.Machine` takes."""
    rows: list[dict[str, Any]] = []
    for state, step in catalog.steps.items():
        rows += [_row(choice.id, state, choice.goto) for choice in step.choices]
        rows += [_row(PASS, state, one.goto, conditions=partial(_holds, conditions[one.when])) for one in step.passes]
        rows += [_row(TOLD, state, step.then)] if step.then else []
        rows += [_row(SIGN, state, step.on_sign)] if step.on_sign else []
    rows += [_row(road_trigger(route), "*", state) for route, state in catalog.roads.items()]
    rows += [
        _row(command_trigger(name), "*", command.goto)
        for name, command in catalog.words.commands.items()
        if command.goto
    ]
    return rows


def road_trigger(route: str) -> str:
    """The trigger that leads to the first step of a road, from everywhere."""
    return f"road:{route}"


def command_trigger(name: str) -> str:
    """The trigger of a command that leads to a step, from everywhere."""
    return f"command:{name}"


def _row(trigger: str, source: str, dest: str, **more: Any) -> dict[str, Any]:
    return {"trigger": trigger, "source": source, "dest": dest, **more}


def _holds(condition: Condition, conversation: Conversation) -> bool:
    return condition(conversation)
