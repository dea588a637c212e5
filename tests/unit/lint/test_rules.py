"""Every rule of the linter can fail: one broken content a row; ``# <-`` marks the line that must be named."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from dialogs.lint.check import check_dialog
from dialogs.lint.codes import Code

Edit = Callable[[str], str]
_LONG = "あ" * 170
_MARK = "# <-"


def step(text: str, *more: str) -> Edit:
    """The probe's steps: ``one`` is `text`, the others are whole."""
    return lambda _: "\n".join(("steps:", f"  one:{text}", *more))


def put(pattern: str, new: str) -> Edit:
    """The first line that begins with `pattern` becomes `new`."""

    def edit(text: str) -> str:
        edited, count = re.subn(rf"^{pattern}.*$", lambda _: new, text, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
        return edited

    return edit


def append(new: str) -> Edit:
    """`new` at the end of the file."""
    return lambda text: f"{text.rstrip()}\n{new}\n"


def ask(text: str) -> Edit:
    """The probe's question is `text`."""
    return step(f"\n    ask: {text}  {_MARK}\n{CHOICES}")


CHOICES = """
    choices:
      - {id: left, label: ひだり, goto: end/closed}
"""
MANY_CHOICES = "\n".join(f"      - {{id: c{n}, label: えらぶ{chr(0x3042 + n)}, goto: end/closed}}" for n in range(13))
LONG_ID = "a" * 283


def fact(*, value: str = "https://example.org/", source: str = "https://example.org/", day: str = "2026-11-01") -> str:
    """A desk that a page shows, with one fact."""
    return f"""
probe_desk:
  name: ためしの窓口
  takes: ためし。
  page_label: ためし
  page:
    value: '{value}'
    source: '{source}'
    checked_on: '{day}'
    sure: official
"""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is broken, and the fault that it gives."""

    label: str
    code: Code
    edit: Edit
    path: str = "dialogs/probe.yaml"
    #: Where the fault is named, if not in the file that was broken.
    named_in: str = ""
    #: Faults that follow from this one.
    also: frozenset[str] = frozenset()


CASES = (
    # Where an answer leads.
    Case(
        label="a choice leads nowhere",
        code="missing-step",
        edit=step(
            "\n    ask: A\n    choices:\n      - {id: b, label: b, goto: end/closed}\n"
            "      - {id: c, label: c, goto: end/close}  # <-\n"
        ),
    ),
    Case(
        label="a pass leads nowhere",
        code="missing-step",
        edit=step(f"\n    ask: A\n    passes:\n      - {{when: paid, goto: no/where}}  # <-{CHOICES}"),
    ),
    Case(
        label="a value leads nowhere",
        code="missing-step",
        edit=step(f"\n    ask: A\n    takes: vendor\n    then: no/where  # <-{CHOICES}"),
    ),
    Case(
        label="a sign leads nowhere", code="missing-step", edit=step(f"\n    ask: A\n    on_sign: a/b  # <-{CHOICES}")
    ),
    Case(label="a road leads nowhere", code="missing-step", path="roads.yaml", edit=put("adr:", "adr: no/where  # <-")),
    Case(
        label="a command leads nowhere",
        code="missing-step",
        path="words.yaml",
        edit=put("  probe:", "  probe: {words: [しらべる], goto: no/where}  # <-"),
        also=frozenset({"unreachable"}),
    ),
    Case(
        label="a danger leads nowhere",
        code="missing-step",
        path="words.yaml",
        edit=put("    goto: danger/fire", "    goto: danger/fires  # <-"),
        also=frozenset({"unreachable"}),
    ),
    Case(
        label="an old name leads nowhere",
        code="missing-step",
        path="renamed.yaml",
        edit=put("{}", "start/old: start/new  # <-"),
    ),
    Case(
        label="a step of the program is gone",
        code="missing-step",
        path="dialogs/end.yaml",
        edit=lambda text: text.replace("  closed:", "  shut:", 1),
        also=frozenset({"unreachable", "dead-end"}),
    ),
    Case(
        label="an unknown desk in a step",
        code="missing-desk",
        edit=step(f"\n    ask: A\n    desks:\n      - hotline\n      - hotlin  # <-{CHOICES}"),
    ),
    Case(
        label="an unknown desk on a page",
        code="missing-desk",
        path="pages/chat.yaml",
        edit=put("  desks:", "  desks: [hotlin]  # <-"),
    ),
    Case(
        label="an unknown condition",
        code="unknown-condition",
        edit=step(f"\n    ask: A\n    passes:\n      - {{when: payd, goto: end/closed}}  # <-{CHOICES}"),
    ),
    Case(
        label="an old name that is in use",
        code="renamed-step",
        path="renamed.yaml",
        edit=put("{}", "start/menu: start/greeting  # <-"),
    ),
    Case(
        label="a call for a human where there may be none",
        code="unstaffed-call",
        edit=step(f"\n    ask: A\n    staff: calls  # <-{CHOICES}"),
    ),
    Case(label="a value with no way on", code="no-then", edit=step(f"\n    ask: A\n    takes: vendor  # <-{CHOICES}")),
    Case(
        label="a way on with no value", code="no-then", edit=step(f"\n    ask: A\n    then: end/closed  # <-{CHOICES}")
    ),
    Case(
        label="a command that does nothing",
        code="idle-command",
        path="words.yaml",
        edit=put("commands:", "commands:\n  idle: {words: [なにもしない]}  # <-"),
    ),
    Case(
        label="a command that the program carries out leads away",
        code="idle-command",
        path="words.yaml",
        edit=put("  help:", "  help: {words: [ヘルプ], goto: start/menu}  # <-"),
    ),
    Case(
        label="a step that nothing leads to",
        code="unreachable",
        edit=step(
            CHOICES.replace("\n    choices", "\n    ask: A\n    choices", 1), "  two:  # <-", "    ask: A", CHOICES
        ),
    ),
    Case(
        label="a step that leads nowhere",
        code="dead-end",
        edit=lambda _: "steps:\n  one:  # <-\n    ask: A\n    choices: []\n",
    ),
    Case(
        label="two steps that lead to each other only",
        code="dead-end",
        edit=lambda _: (
            "steps:\n  one:  # <-\n    ask: A\n    choices: [{id: b, label: b, goto: probe/two}]\n"
            "  two:\n    ask: A\n    choices: [{id: b, label: b, goto: probe/one}]\n"
        ),
    ),
    Case(
        label="passes that lead back",
        code="pass-cycle",
        edit=step(
            f"\n    ask: A\n    passes:  # <-\n      - {{when: paid, goto: probe/two}}{CHOICES}",
            f"  two:\n    ask: A\n    passes: [{{when: contracted, goto: probe/one}}]{CHOICES}",
        ),
    ),
    # What can be answered.
    Case(
        label="an id in capitals",
        code="choice-id",
        edit=step("\n    ask: A\n    choices:\n      - {id: Left, label: ひだり, goto: end/closed}  # <-\n"),
    ),
    *(
        Case(
            label=f"the program's own {name}",
            code="reserved-choice",
            edit=step(f"\n    ask: A\n    choices:\n      - {{id: {name}, label: ひだり, goto: end/closed}}  # <-\n"),
        )
        for name in ("sign_yes", "sign_no", "pass", "told", "sign")
    ),
    Case(
        label="one id twice",
        code="duplicate-choice",
        edit=step(f"\n    ask: A{CHOICES}      - {{id: left, label: みぎ, goto: end/closed}}  # <-\n"),
    ),
    Case(
        label="one label twice, in another kana",
        code="duplicate-label",
        edit=step(f"\n    ask: A{CHOICES}      - {{id: right, label: ヒダリ, goto: end/closed}}  # <-\n"),
        also=frozenset({"duplicate-word"}),
    ),
    Case(
        label="one word for two choices",
        code="duplicate-word",
        edit=step(
            "\n    ask: A\n    choices:\n      - {id: a, label: ひだり, words: [こっち], goto: end/closed}\n"
            "      - {id: b, label: みぎ, words: [コッチ], goto: end/closed}  # <-\n"
        ),
    ),
    Case(
        label="a label that is the number of another choice",
        code="duplicate-word",
        edit=step(
            "\n    ask: A\n    choices:\n      - {id: a, label: 2番, goto: end/closed}  # <-\n"
            "      - {id: b, label: みぎ, goto: end/closed}\n"
        ),
    ),
    Case(
        label="two choices mean yes",
        code="duplicate-answer",
        edit=step(
            "\n    ask: A\n    choices:\n      - {id: a, label: ひだり, answer: 'yes', goto: end/closed}\n"
            "      - {id: b, label: みぎ, answer: 'yes', goto: end/closed}  # <-\n"
        ),
    ),
    Case(
        label="one condition twice",
        code="duplicate-pass",
        edit=step(
            "\n    ask: A\n    passes:\n      - {when: paid, goto: start/menu}\n"
            f"      - {{when: paid, goto: end/closed}}  # <-{CHOICES}"
        ),
    ),
    Case(
        label="a label that is a command",
        code="hidden-choice",
        edit=step("\n    ask: A\n    choices:\n      - {id: a, label: 窓口一覧, goto: end/closed}  # <-\n"),
    ),
    Case(
        label="thirteen choices",
        code="many-choices",
        edit=step(f"\n    ask: A\n    choices:  # <-\n{MANY_CHOICES}\n"),
    ),
    Case(
        label="a label of 21 characters",
        code="long-label",
        edit=step(f"\n    ask: A\n    choices:\n      - {{id: a, label: {'か' * 21}, goto: end/closed}}  # <-\n"),
    ),
    Case(
        label="the program's own button",
        code="long-label",
        path="texts.yaml",
        edit=put("sign_no:", f"sign_no: {'か' * 21}  # <-"),
    ),
    Case(
        label="names too long for a tap",
        code="long-choice",
        edit=step(f"\n    ask: A\n    choices:\n      - {{id: {LONG_ID}, label: ひだり, goto: end/closed}}  # <-\n"),
    ),
    Case(
        label="a value of the wrong kind",
        code="wrong-value",
        edit=step(
            "\n    ask: A\n    choices:\n      - {id: a, label: い, sets: {paid: 'yes'}, goto: end/closed}  # <-\n"
        ),
    ),
    Case(
        label="one word in two commands",
        code="duplicate-trigger",
        path="words.yaml",
        edit=put(
            "  probe:",
            "  probe: {words: [きりかえ], goto: probe/one}\n  other: {words: [キリカエ], goto: start/menu}  # <-",
        ),
    ),
    # What is said.
    Case(
        label="an empty text",
        code="empty-text",
        edit=step(f"\n    ask: A\n    say:\n      - ' '  # <-{CHOICES}"),
    ),
    Case(
        label="four bubbles",
        code="many-bubbles",
        edit=lambda _: f"steps:\n  one:  # <-\n    ask: A\n    say: [い, ろ, は]{CHOICES}",
    ),
    Case(label="a long question", code="long-bubble", edit=ask("あ" * 130)),
    Case(
        label="a long sentence",
        code="long-bubble",
        edit=step(f"\n    ask: A\n    say:\n      - い\n      - {_LONG}  # <-{CHOICES}"),
    ),
    Case(
        label="a long card",
        code="long-bubble",
        edit=step(
            f"\n    ask: A\n    cards:\n      - title: い  # <-\n        lines: [{'あ' * 100}, {'い' * 60}]{CHOICES}"
        ),
    ),
    Case(
        label="a long text of the program",
        code="long-bubble",
        path="texts.yaml",
        edit=put("miss:", f"miss: {_LONG}  # <-"),
    ),
    Case(
        label="a long warning with its title",
        code="long-bubble",
        path="texts.yaml",
        edit=put("warn_again:", f"warn_again: {'あ' * 155}  # <-"),
    ),
    Case(
        label="a desk whose card is long",
        code="long-bubble",
        path="desks.yaml",
        edit=put("  takes: 個人の、契約", f"  takes: {'あ' * 120}"),
        named_in="desks.yaml",
    ),
    Case(
        label="a form whose card is long",
        code="long-bubble",
        path="texts.yaml",
        edit=put("form_intro:", f"form_intro: {'あ' * 90}"),
        named_in="dialogs/handoff.yaml",
    ),
    Case(
        label="a long question about a sign",
        code="long-bubble",
        path="signs/1b.yaml",
        edit=put("  ask:", f"  ask: {'あ' * 130}  # <-"),
    ),
    Case(
        label="a long name of a sign",
        code="long-bubble",
        path="signs/1b.yaml",
        edit=put("  name:", f"  name: {'あ' * 80}  # <-"),
    ),
    Case(label="a placeholder that nobody fills", code="placeholder", edit=ask("'{vendor}とのことですか。'")),
    Case(label="a bracket left open", code="placeholder", edit=ask("'{vendorとのことですか。'")),
    Case(
        label="a placeholder in a label",
        code="placeholder",
        edit=step("\n    ask: A\n    choices:\n      - {id: a, label: '{retention_days}日', goto: end/closed}  # <-\n"),
    ),
    Case(
        label="a placeholder in the title of a card",
        code="placeholder",
        edit=step(f"\n    ask: A\n    cards:\n      - title: '{{retention_days}}日'  # <-{CHOICES}"),
    ),
    Case(
        label="an unknown placeholder in a text of the program",
        code="placeholder",
        path="texts.yaml",
        edit=put("miss:", "miss: '{label}が読めません。'  # <-"),
    ),
    Case(
        label="a placeholder in the words about a sign",
        code="placeholder",
        path="signs/1b.yaml",
        edit=put("  ask:", "  ask: '{quote}と言われましたか'  # <-"),
    ),
    Case(
        label="a desk with a placeholder",
        code="placeholder",
        path="desks.yaml",
        edit=put("  takes: 個人の、契約", "  takes: '{operator_name}の相談'  # <-"),
    ),
    Case(
        label="a quote that is not quoted",
        code="missing-placeholder",
        path="texts.yaml",
        edit=put("sign_line:", "sign_line: '{name}（{case}）'  # <-"),
    ),
    Case(
        label="a text that is gone",
        code="missing-text",
        path="texts.yaml",
        edit=put("miss:", ""),
        named_in="texts.yaml",
    ),
    Case(
        label="a value without a name",
        code="missing-text",
        path="slot_labels.yaml",
        edit=put("device:", ""),
        named_in="slot_labels.yaml",
    ),
    Case(
        label="a courtesy without an answer",
        code="missing-text",
        path="words.yaml",
        edit=put("courtesies:", "courtesies:\n  bow: {words: [おじぎします]}"),
        named_in="texts.yaml",
    ),
    Case(
        label="a text that nobody says",
        code="unused-text",
        path="texts.yaml",
        edit=append("nobody_says: だれも言わない文。  # <-"),
    ),
    Case(
        label="a name of no value",
        code="unused-text",
        path="slot_labels.yaml",
        edit=append("colour: 色  # <-"),
    ),
    Case(label="a forbidden word", code="forbidden-word", edit=ask("それは詐欺です。")),
    Case(
        label="a rule that does not find its bad example",
        code="rule-example",
        path="rules.yaml",
        edit=append(
            "  - find: [まったく別]\n    because: い\n    instead: ろ\n    bad:\n      - はずれ  # <-\n    good: [い]"
        ),
    ),
    Case(
        label="a rule that finds a good example",
        code="rule-example",
        path="rules.yaml",
        edit=append(
            "  - find: [まったく別]\n    because: い\n    instead: ろ\n    bad: [まったく別]\n    good:\n"
            "      - 必ず戻ります。  # <-"
        ),
    ),
    Case(
        label="a rule without examples",
        code="rule-example",
        path="rules.yaml",
        edit=append("  - find: [まったく別]  # <-\n    because: い\n    instead: ろ\n    bad: []\n    good: []"),
    ),
    Case(
        label="a rule that is no pattern",
        code="rule-example",
        path="rules.yaml",
        edit=append(
            "  - find:\n      - '(まったく'  # <-\n    because: い\n    instead: ろ\n    bad: [い]\n    good: [い]"
        ),
    ),
    # What is claimed as a fact.
    Case(
        label="a fact from nowhere",
        code="fact-source",
        path="desks.yaml",
        edit=append(fact(source="").replace("source: ''", "source: ''  # <-")),
        also=frozenset({"unused-desk"}),
    ),
    Case(
        label="a fact of no day",
        code="fact-date",
        path="desks.yaml",
        edit=append(fact(day="2026-13-01").replace("2026-13-01'", "2026-13-01'  # <-")),
        also=frozenset({"unused-desk"}),
    ),
    Case(
        label="an address that is none",
        code="fact-url",
        path="desks.yaml",
        edit=append(fact(value="http://example.org").replace("http://example.org'", "http://example.org'  # <-")),
        also=frozenset({"unused-desk"}),
    ),
    Case(
        label="an address that cannot be one",
        code="fact-url",
        path="desks.yaml",
        edit=append(fact(value="https://[").replace("https://['", "https://['  # <-")),
        also=frozenset({"unused-desk"}),
    ),
    Case(
        label="an address on a page",
        code="fact-url",
        path="pages/consultation.yaml",
        edit=put("    value: 'https://draj.or.jp/rescue'", "    value: 'draj.or.jp/rescue'  # <-"),
    ),
    Case(
        label="a telephone number that is none",
        code="fact-phone",
        path="desks.yaml",
        edit=put("    value: '188'", "    value: '一八八'  # <-"),
    ),
    Case(
        label="an official fact without a value",
        code="fact-empty",
        path="desks.yaml",
        edit=append(fact(value="").replace("value: ''", "value: ''  # <-")),
    ),
    Case(
        label="a link without a label",
        code="desk-label",
        path="desks.yaml",
        edit=put("  phone_label: 188", "  phone_label: ''  # <-"),
    ),
    Case(
        label="a link with a long label",
        code="desk-label",
        path="desks.yaml",
        edit=put("  phone_label: 188", f"  phone_label: {'か' * 41}  # <-"),
    ),
    Case(
        label="a desk that nobody shows",
        code="unused-desk",
        path="desks.yaml",
        edit=append(fact().replace("probe_desk:", "probe_desk:  # <-")),
    ),
    Case(
        label="a desk of which nothing is confirmed",
        code="empty-desk",
        edit=step(f"\n    ask: A\n    desks: [mental_health]{CHOICES}"),
        named_in="desks.yaml",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.label}")
def test_a_broken_content_has_this_fault_on_this_line(case: Case, content: Path) -> None:
    path = content / case.path
    text = case.edit(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")

    faults = check_dialog(content)

    named = {(fault.path, fault.line) for fault in faults if fault.code == case.code}
    if case.named_in:
        assert {found for found, _ in named} == {case.named_in}
    else:
        assert (case.path, _marked_line(text)) in named, [str(fault) for fault in faults]
    assert {fault.code for fault in faults} <= {case.code} | case.also


def test_the_content_that_the_rows_break_is_sound(content: Path) -> None:
    assert check_dialog(content) == []


def test_every_code_is_proven_to_fail() -> None:
    assert {case.code for case in CASES} == set(get_args(Code))


def _marked_line(text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), start=1) if _MARK in line), 1)
