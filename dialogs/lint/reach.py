"""Every step can be reached, and from every step the talk can end."""

from collections.abc import Iterable, Iterator, Mapping

from dialogs.errors import Fault
from dialogs.lint.codes import fault
from dialogs.lint.content import Content, ways
from dialogs.lint.targets import ENGINE_STEPS

Graph = Mapping[str, frozenset[str]]


def check_reachable(content: Content) -> Iterator[Fault]:
    """Some answer, sign, road, command or danger leads to every step."""
    catalog = content.catalog
    graph = {state: frozenset(target for _, target in ways(step)) for state, step in catalog.steps.items()}
    commands = (command.goto for command in catalog.words.commands.values() if command.goto)
    dangers = (danger.goto for danger in catalog.words.dangers.values())
    reached = _reach(graph, (*ENGINE_STEPS, *catalog.roads.values(), *commands, *dangers))
    for state in catalog.steps.keys() - reached:
        file, place = content.step_place(state)
        yield fault(file, "unreachable", f"nothing leads to {state}", *place)


def check_ends(content: Content) -> Iterator[Fault]:
    """From every step some answer leads, in the end, to a step that is final."""
    steps = content.catalog.steps
    backwards: dict[str, set[str]] = {}
    for state, step in steps.items():
        for way, target in ways(step):
            # A sign is nothing that a person can choose.
            if way != ("on_sign",):
                backwards.setdefault(target, set()).add(state)
    finals = [state for state, step in steps.items() if step.final]
    ending = _reach({state: frozenset(before) for state, before in backwards.items()}, finals)
    for state in steps.keys() - ending:
        file, place = content.step_place(state)
        yield fault(file, "dead-end", f"no answer in {state} leads to an end (a step with `final: true`)", *place)


def check_passes(content: Content) -> Iterator[Fault]:
    """No chain of passes comes back to its beginning."""
    passes = {state: frozenset(one.goto for one in step.passes) for state, step in content.catalog.steps.items()}
    for state, targets in passes.items():
        if state in _reach(passes, targets):
            file, place = content.step_place(state)
            yield fault(file, "pass-cycle", f"the passes of {state} lead back to it", *place, "passes")


def _reach(graph: Graph, starts: Iterable[str]) -> frozenset[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += graph.get(state, frozenset())
    return frozenset(reached)
