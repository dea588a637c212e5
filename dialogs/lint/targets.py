"""Whatever is named exists: steps, desks, conditions."""

from collections.abc import Iterator

from dialogs.conditions import CONDITION_NAMES, NOBODY
from dialogs.engine import CLOSED, DESK_LIST, GREETING, MENU
from dialogs.errors import Fault
from dialogs.handover import STAFF_DONE, STAFF_LIVE, STAFF_SILENT
from dialogs.lint.codes import fault
from dialogs.lint.content import Content, ways
from dialogs.yaml_files import Place, YamlFile, strings

#: Steps that the engine goes to by name.
ENGINE_STEPS = (GREETING, MENU, DESK_LIST, CLOSED, STAFF_LIVE, STAFF_DONE, STAFF_SILENT)
#: Commands that the engine carries out itself and that lead to no step.
ENGINE_COMMANDS = frozenset({"erase", "back", "resume", "help"})


def check_targets(content: Content) -> Iterator[Fault]:
    """Every state that is named anywhere is a step."""
    for file, place, state in (*_from_steps(content), *_from_everywhere(content)):
        if not _is_step(content, state):
            yield fault(file, "missing-step", f"there is no step {state}", *place)


def check_engine_steps(content: Content) -> Iterator[Fault]:
    """The steps that the engine names itself are there."""
    for state in ENGINE_STEPS:
        if not _is_step(content, state):
            path = f"dialogs/{state.partition('/')[0]}.yaml"
            yield Fault(path, 1, "missing-step", f"the program needs the step {state}")


def check_renamed(content: Content) -> Iterator[Fault]:
    """An old name of a step is not in use any more."""
    for state in content.catalog.renamed:
        if state in content.catalog.steps:
            yield fault(content.files["renamed.yaml"], "renamed-step", f"{state} is still a step", state)


def check_desk_names(content: Content) -> Iterator[Fault]:
    """Every desk that a step or a page shows is known."""
    known = content.names("desks.yaml")
    for file, place, name in shown_desks(content):
        if known is not None and name not in known:
            yield fault(file, "missing-desk", f"there is no desk {name}", *place)


def check_conditions(content: Content) -> Iterator[Fault]:
    """`when` asks only what the program can answer."""
    for state, step in content.catalog.steps.items():
        file, place = content.step_place(state)
        for index, one in enumerate(step.passes):
            if one.when not in CONDITION_NAMES:
                message = f"{one.when} is none of: {', '.join(CONDITION_NAMES)}"
                yield fault(file, "unknown-condition", message, *place, "passes", index, "when")


def check_takes(content: Content) -> Iterator[Fault]:
    """A step that waits for a value leads on when it has it, and the other way round."""
    for state, step in content.catalog.steps.items():
        if (step.takes is None) != (step.then is None):
            file, place = content.step_place(state)
            yield fault(file, "no-then", "`takes` and `then` stand together", *place, "takes" if step.takes else "then")


def check_calls(content: Content) -> Iterator[Fault]:
    """A step that calls for a human leads on where there is none; nobody is told to wait for somebody."""
    for state, step in content.catalog.steps.items():
        if step.staff == "calls" and all(one.when != NOBODY for one in step.passes):
            file, place = content.step_place(state)
            yield fault(file, "unstaffed-call", f"`passes` leads nowhere when: {NOBODY}", *place, "staff")


def check_commands(content: Content) -> Iterator[Fault]:
    """A command leads to a step, unless the engine carries it out itself."""
    for name, command in content.catalog.words.commands.items():
        if (command.goto is None) != (name in ENGINE_COMMANDS):
            message = "the program carries it out itself" if command.goto else "`goto` is missing"
            yield fault(content.files["words.yaml"], "idle-command", f"{name}: {message}", "commands", name)


def shown_desks(content: Content) -> Iterator[tuple[YamlFile, Place, str]]:
    """Every mention of a desk, in the steps and on the pages."""
    for path, file in content.files.items():
        if path.startswith(("dialogs/", "pages/")):
            for place, name in strings(file.data):
                if len(place) > 1 and place[-2] == "desks":
                    yield file, place, name


def _from_steps(content: Content) -> Iterator[tuple[YamlFile, Place, str]]:
    for state, step in content.catalog.steps.items():
        file, place = content.step_place(state)
        for way, target in ways(step):
            yield file, (*place, *way), target


def _from_everywhere(content: Content) -> Iterator[tuple[YamlFile, Place, str]]:
    catalog = content.catalog
    for route, state in catalog.roads.items():
        yield content.files["roads.yaml"], (route,), state
    for old, state in catalog.renamed.items():
        yield content.files["renamed.yaml"], (old,), state
    for name, command in catalog.words.commands.items():
        if command.goto:
            yield content.files["words.yaml"], ("commands", name, "goto"), command.goto
    for name, danger in catalog.words.dangers.items():
        yield content.files["words.yaml"], ("dangers", name, "goto"), danger.goto


def _is_step(content: Content, state: str) -> bool:
    """Whether `state` is written down, even where its own form is at fault."""
    dialog, _, name = state.partition("/")
    path = f"dialogs/{dialog}.yaml"
    known = content.names(path, "steps")
    if known is None:
        # The file is at fault itself, and so is nobody who names its steps.
        return any(found.path == path for found in content.faults)
    return name in known
