"""Amounts as people write them in a form."""

import pytest

from bot.consultation.yen import parse_yen, spoken_yen


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("300000", 300_000),
        ("300,000", 300_000),
        ("300,000円", 300_000),
        ("¥300,000", 300_000),
        ("３００，０００", 300_000),
        ("30万", 300_000),
        ("３０万円", 300_000),
        ("約30万円", 300_000),
        ("30万5千円", 305_000),
        ("30万5,500円", 305_500),
        ("30.5万円", 305_000),
        ("三十万円", 300_000),
        ("1億円", 100_000_000),
        (" 8000 ", 8_000),
        ("0", 0),
        ("", None),
        ("わからない", None),
        ("30万から50万", None),
        ("300ドル", None),
        ("-300", None),
        ("99999999999", None),
    ],
)
def test_an_amount_is_read(written: str, yen: int | None) -> None:
    assert parse_yen(written) == yen


@pytest.mark.parametrize(
    ("yen", "said"),
    [
        (8_000, "8,000円"),
        (10_000, "1万円"),
        (300_000, "30万円"),
        (305_500, "30万5,500円"),
        (12_345_678, "1,234万5,678円"),
    ],
)
def test_an_amount_is_said(yen: int, said: str) -> None:
    assert spoken_yen(yen) == said
