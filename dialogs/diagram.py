"""The dialog as pictures in Mermaid, one a dialog: all steps in one picture would be a tangle of 200 arrows."""

from collections.abc import Iterable, Iterator

from dialogs.catalog import Catalog, Step

_INTRO = """\
# The dialog

Where each answer leads; written by `hitoiki content diagram` from the content, so change the content and not this page.

An arrow is a choice with its label, `… name` free text that fills this value, `? condition` a step that need not be
asked, `sign` a warning sign in what was said. Rounded steps belong to another dialog.
"""
_EVERYWHERE = "everywhere"
#: From, to, and what leads there.
_Edge = tuple[str, str, str]


def diagram_page(catalog: Catalog) -> str:
    """Return the page ``docs/dialog.md``: what leads on from everywhere, then every dialog."""
    dialogs = dict.fromkeys(_dialog_of(state) for state in catalog.steps)
    pictures = {"From everywhere": mermaid_of_doors(catalog), **{name: mermaid(catalog, name) for name in dialogs}}
    sections = (f"## {title}\n\n```mermaid\n{picture}```\n" for title, picture in pictures.items())
    return "\n".join((_INTRO, *sections))


def mermaid(catalog: Catalog, dialog: str) -> str:
    """Return the picture of the steps of one dialog."""
    steps = {state: step for state, step in catalog.steps.items() if _dialog_of(state) == dialog}
    return _drawn((edge for state, step in steps.items() for edge in _ways(state, step)), steps)


def mermaid_of_doors(catalog: Catalog) -> str:
    """Return the picture of what leads on from every step: roads, commands and words of danger."""
    roads = [(_EVERYWHERE, state, f"road {route}") for route, state in catalog.roads.items()]
    commands = [(_EVERYWHERE, one.goto, f"command {name}") for name, one in catalog.words.commands.items() if one.goto]
    dangers = [(_EVERYWHERE, one.goto, f"danger {name}") for name, one in catalog.words.dangers.items()]
    return _drawn((*dangers, *commands, *roads), (_EVERYWHERE,))


def _ways(state: str, step: Step) -> Iterator[_Edge]:
    for one in step.passes:
        yield state, one.goto, f"? {one.when}"
    for choice in step.choices:
        yield state, choice.goto, choice.label
    if step.then:
        yield state, step.then, f"… {step.takes}"
    if step.on_sign:
        yield state, step.on_sign, "sign"


def _drawn(edges: Iterable[_Edge], own: Iterable[str]) -> str:
    """One arrow between two steps; a step of another dialog is drawn anew wherever it is led to."""
    own = dict.fromkeys(own)
    labels: dict[tuple[str, str], list[str]] = {}
    for source, target, label in edges:
        labels.setdefault((source, target), []).append(label)
    lines = [f'    {_name(state)}["{state}"]' for state in own]
    for (source, target), between in labels.items():
        drawn = _name(target) if target in own else f'{_name(source)}__{_name(target)}(["{target}"])'
        lines.append(f'    {_name(source)} -->|"{"<br>".join(map(_escaped, between))}"| {drawn}')
    return "\n".join(("flowchart LR", *lines, ""))


def _dialog_of(state: str) -> str:
    return state.partition("/")[0]


def _name(state: str) -> str:
    # Mermaid takes no `/` in a name, and would read a bare `end` as its own word.
    return state.replace("/", "__")


def _escaped(label: str) -> str:
    return label.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;")
