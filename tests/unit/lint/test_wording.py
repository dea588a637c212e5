"""Where forbidden words are looked for, and where they may stand."""

from pathlib import Path

import msgspec
import pytest

from dialogs.catalog_files import CONTENT_DIR
from dialogs.lint.check import check_dialog
from dialogs.lint.wording import Wording
from dialogs.yaml_files import read_yaml

FRAUD = "それは詐欺です"


def _rules() -> Wording:
    file, faults = read_yaml(CONTENT_DIR / "rules.yaml", "rules.yaml")
    assert file is not None
    assert faults == []
    return msgspec.convert(file.data, Wording)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("texts.yaml", "\nmiss: ", f"\nmiss: {FRAUD}。", id="a text of the program"),
        pytest.param("slot_labels.yaml", "device: ", "device: 高すぎ", id="the name of a value"),
        pytest.param("desks.yaml", "  takes: ", f"  takes: {FRAUD}。", id="a desk"),
        pytest.param("pages/chat.yaml", "about: ", f"about: {FRAUD}。", id="the chat page"),
        pytest.param("pages/consultation.yaml", "  erase: ", f"  erase: {FRAUD}。", id="the form"),
        pytest.param("signs/1b.yaml", "  explains: ", f"  explains: {FRAUD}。", id="the words about a sign"),
        pytest.param("dialogs/probe.yaml", "label: ", f"label: {FRAUD}", id="a button"),
        pytest.param("dialogs/probe.yaml", "ask: ", f"ask: {FRAUD}。", id="a question"),
    ],
)
def test_a_forbidden_word_is_found_wherever_a_person_reads(path: str, before: str, after: str, content: Path) -> None:
    file = content / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")

    assert (path, "forbidden-word") in {(fault.path, fault.code) for fault in check_dialog(content)}


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("signs/1b.yaml", "  draj: ", f"  draj: {FRAUD}。", id="the wording of DRAJ"),
        pytest.param("signs/1b.yaml", '  "no":\n', f'  "no":\n    - {FRAUD}！\n', id="an example of a sign"),
        pytest.param(
            "dialogs/probe.yaml", "label: ひだり,", f"label: ひだり, words: [{FRAUD}],", id="what a person types"
        ),
        pytest.param("words.yaml", "しらべるだけ", f"しらべるだけ, {FRAUD}", id="a command"),
    ],
)
def test_a_quoted_word_may_stand_where_nobody_says_it(path: str, before: str, after: str, content: Path) -> None:
    file = content / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")

    assert check_dialog(content) == []


@pytest.mark.parametrize(
    "said",
    [
        "詐欺です", "悪質業者です", "違法です", "払わなくてよいです", "支払義務はないです", "支払義務はありません",
        "無効です", "高すぎます", "相場は10万円です", "必ず戻ります", "データは戻ります", "データは、もう戻りません",
        "弁護士をおすすめします", "この業者をおすすめします", "大丈夫です！", "大丈夫です😊", "ないわけではありません",
        "今すぐ電話してください", "なぜ払ったのですか", "データは\n  戻ります",
    ],
)  # fmt: skip
def test_what_is_never_said_is_found(said: str, content: Path) -> None:
    text = "\n      ".join(said.split("\n"))
    (content / "dialogs/probe.yaml").write_text(
        f"steps:\n  one:\n    ask: |-\n      {text}\n    choices: [{{id: b, label: い, goto: end/closed}}]\n",
        encoding="utf-8",
    )

    assert {fault.code for fault in check_dialog(content)} == {"forbidden-word"}


@pytest.mark.parametrize(
    "said",
    [
        "ここでは、特定の業者はおすすめしません。", "では、さきほどの質問に戻ります。",
        "DRAJが注意を呼びかけている説明に似ています。", "その場で契約や支払いをしないでください。",
        "データが戻るかどうかは、ここではわかりません。", "すぐに110番へ電話してください。",
        "今日、決めなくて大丈夫です。", "電話は無料です（通話料・パケット代は別）。",
    ],
)  # fmt: skip
def test_what_is_right_to_say_is_not_found(said: str, content: Path) -> None:
    (content / "dialogs/probe.yaml").write_text(
        f"steps:\n  one:\n    ask: '{said}'\n    choices: [{{id: b, label: い, goto: end/closed}}]\n", encoding="utf-8"
    )

    assert check_dialog(content) == []


def test_the_fault_says_why_and_what_instead(content: Path) -> None:
    (content / "dialogs/probe.yaml").write_text(
        "steps:\n  one:\n    ask: それは違法です。\n    choices: [{id: b, label: い, goto: end/closed}]\n",
        encoding="utf-8",
    )
    rule = next(rule for rule in _rules().rules if any("違法です" in bad for bad in rule.bad))

    (fault,) = check_dialog(content)

    assert str(fault) == f"dialogs/probe.yaml:3: forbidden-word 「違法です」 {rule.because} → {rule.instead}"


def test_every_rule_gives_its_reason_and_another_way() -> None:
    assert all(rule.because and rule.instead and rule.bad and rule.good for rule in _rules().rules)
