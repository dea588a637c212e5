"""The picture of the dialog is true, and the one in the documentation is of today."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dialogs.catalog import Catalog, Pass, Step, StepChoice, Words
from dialogs.catalog_files import load_catalog
from dialogs.diagram import diagram_page, mermaid, mermaid_of_doors

DOCUMENT = Path(__file__).parents[2] / "docs" / "dialog.md"


def _catalog(**steps: Step) -> Catalog:
    return replace(load_catalog(), steps={name.replace("__", "/"): step for name, step in steps.items()})


def _choice(goto: str, label: str) -> StepChoice:
    return StepChoice(id=label, label=label, goto=goto)


def test_the_documented_diagram_is_of_today() -> None:
    page = diagram_page(load_catalog())

    assert DOCUMENT.read_text(encoding="utf-8") == page, "run `hitoiki content diagram`"


def test_every_way_of_a_step_is_an_arrow() -> None:
    step = Step(
        ask="",
        choices=(_choice("a/two", "はい"), _choice("b/one", "いいえ")),
        passes=(Pass(when="paid", goto="a/two"),),
        takes="vendor",
        then="a/two",
        on_sign="b/one",
    )

    assert mermaid(_catalog(a__one=step, a__two=Step(ask="", choices=()), b__one=step), "a") == (
        "flowchart LR\n"
        '    a__one["a/one"]\n'
        '    a__two["a/two"]\n'
        '    a__one -->|"? paid<br>はい<br>… vendor"| a__two\n'
        '    a__one -->|"いいえ<br>sign"| a__one__b__one(["b/one"])\n'
    )


def test_a_label_cannot_break_the_picture() -> None:
    step = Step(ask="", choices=(_choice("a/one", 'No.1 #1 "<b>'),))

    assert '-->|"No.1 #35;1 #quot;#lt;b>"| a__one' in mermaid(_catalog(a__one=step), "a")


def test_every_step_and_every_way_is_drawn() -> None:
    catalog = load_catalog()
    page = diagram_page(catalog)
    doors = mermaid_of_doors(catalog)

    drawn = {
        (source.replace("__", "/"), (inside or outside).replace("__", "/"))
        for source, outside, inside in re.findall(
            r'^ {4}(\w+) -->\|"[^"]*"\| (?:\w+\(\["([^"]+)"\]\)|(\w+))$', page, re.MULTILINE
        )
        if source != "everywhere"
    }

    assert drawn == set(_gotos(catalog))
    assert all(f'["{state}"]' in page for state in catalog.steps)
    assert all(f'"road {route}"' in doors for route in catalog.roads)


def test_what_leads_on_from_everywhere_is_drawn_once() -> None:
    catalog = load_catalog()
    words = catalog.words
    few = replace(
        catalog,
        roads={"adr": "desk/adr"},
        words=Words(
            commands={name: words.commands[name] for name in ("restart", "back")},
            dangers={"fire": words.dangers["fire"]},
            answers=words.answers,
            sign_answers=words.sign_answers,
            courtesies={},
            warning=words.warning,
        ),
    )

    assert mermaid_of_doors(few) == (
        "flowchart LR\n"
        '    everywhere["everywhere"]\n'
        '    everywhere -->|"danger fire"| everywhere__danger__fire(["danger/fire"])\n'
        '    everywhere -->|"command restart"| everywhere__start__menu(["start/menu"])\n'
        '    everywhere -->|"road adr"| everywhere__desk__adr(["desk/adr"])\n'
    )


def _gotos(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every (state, state) that some answer leads between."""
    for state, step in catalog.steps.items():
        targets = (*(choice.goto for choice in step.choices), *(one.goto for one in step.passes))
        for target in (*targets, step.then, step.on_sign):
            if target:
                yield state, target
