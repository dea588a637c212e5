"""Short answers are matched whatever their width, kana and punctuation."""

import pytest

from dialogs.catalog_files import load_catalog
from dialogs.words import WordReader, plain

CATALOG = load_catalog()
READER = WordReader(CATALOG.words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﾌｫｰﾑ", "ふぉーむ"),
        ("フォーム", "ふぉーむ"),
        ("　はい。 ", "はい"),
        ("ＮＯ．１", "no1"),
        ("9５％", "95%"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("最初から", "restart"),
        ("はじめから。", "restart"),
        ("戻る", "back"),
        ("もどる", "back"),
        ("人に相談する", "person"),
        ("窓口一覧", "desks"),
        ("削除", "erase"),
        ("消して", "erase"),
        ("サクジョ", "erase"),
        ("やめる", "stop"),
        ("続き", "resume"),
        ("ヘルプ", "help"),
        ("？", "help"),
        ("フォーム", "form"),
    ],
)
def test_command(text: str, command: str) -> None:
    assert READER.command(text) == command


@pytest.mark.parametrize(
    "text", ["データを削除してしまいました", "戻るかどうか不安です", "写真が消えて", "", "契約をやめたい"]
)
def test_a_sentence_is_no_command(text: str) -> None:
    assert READER.command(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("はい", "yes"),
        ("はい、そう言われました", "yes"),
        ("うん", "yes"),
        ("いえ、言われてません", "no"),
        ("いいえ。", "no"),
        ("まだです", "no"),
        ("わかりません", "unknown"),
        ("言いたくない", "unknown"),
        ("そのとき業者さんは何も言わなかったと思いますが、はいと言えばはいです。よく覚えていません", None),
        ("HDDです", None),
    ],
)
def test_answer(text: str, answer: str | None) -> None:
    assert READER.answer(text) == answer


@pytest.mark.parametrize(
    ("text", "goto"),
    [
        ("業者が家に来て居座っています", "danger/threat"),
        ("払うまで帰してくれない", "danger/threat"),
        ("お店の人に囲まれて帰らせてもらえません", "danger/threat"),
        ("もう死にたいです", "danger/life"),
        ("殺されるかも。もう死にたい", "danger/life"),
        ("パソコンから煙が出ています", "danger/fire"),
        ("バッテリーが膨らんで", "danger/fire"),
        ("HDDが死んだ", None),
        ("写真が消えてしまいました", None),
        ("ランサムウェアに脅迫されています", None),
        ("機器を返してくれない", None),
    ],
)
def test_danger(text: str, goto: str | None) -> None:
    danger = READER.danger(text)

    assert (danger.goto if danger else None) == goto


@pytest.mark.parametrize(
    ("state", "text", "choice_id"),
    [
        ("contact/warned", "1", "not_yet"),
        ("contact/warned", "２", "signed"),
        ("contact/warned", "3番", "paid"),
        ("contact/warned", "まだしていない", "not_yet"),
        ("contact/warned", "まだ払ってません", "not_yet"),
        ("contact/warned", "いや、もう払いました", "paid"),
        ("contact/warned", "はい", "paid"),
        ("contact/warned", "9", None),
        ("start/greeting", "業者を探しています", "looking"),
        ("desk/hotline", "お願いします", "write_memo"),
    ],
)
def test_choice(state: str, text: str, choice_id: str | None) -> None:
    choice = READER.choice(CATALOG.step(state), text)

    assert (choice.id if choice else None) == choice_id
