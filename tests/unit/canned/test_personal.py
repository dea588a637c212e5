"""What must not stand in public, and what may."""

import pytest

from dialogs.canned.personal import find_personal


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("03-0000-0000へ", ["phone"]),
        ("０９０ー００００ー００００です", ["phone"]),
        ("電話は09000000000", ["phone"]),
        ("0120(000)000", ["phone"]),
        ("+81 90-0000-0000", ["phone"]),
        ("placeholder＠example.jpまで", ["email"]),
        ("受付番号はht-7k3m-92qx", ["reference"]),
        ("HT7K3M92QXです", ["reference"]),
        ("〒000-0000", ["postcode"]),
        ("placeholder@example.jp 03-0000-0000", ["email", "phone"]),
    ],
)
def test_it_is_found(text: str, kinds: list[str]) -> None:
    assert find_personal(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "188、110番、119番、#9110へ",
        "2026年11月24日 10時00分",
        "見積もりは300,000円、30000000円",
        "https://www.caa.go.jp/policies/policy/0123/",
        "CASE02、CASE03",
        "HTMLとHT",
        "12/29〜1/3",
    ],
)
def test_it_is_not_found(text: str) -> None:
    assert find_personal(text) == []
