"""Lengths as the networks count them."""

import pytest

from dialogs.canned.lengths import measure
from dialogs.canned.library import NETWORKS, Network

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("network", "text", "used"),
    [
        ("line", "あ𠮷😀", 1 + 2 + 2),
        ("slack", "あ𠮷😀", 3),
        ("web", "あ𠮷", 2),
        ("email", "", 0),
        ("x", "", 0),
        ("x", "abcあいう", 3 + 6),
        ("x", "が", 2),
        ("x", "か\u3099", 2),
        ("x", FAMILY, 2),
        ("x", "1\ufe0f\u20e3🇯🇵", 2 + 2),
        ("x", "…「」。", 2 + 2 + 2 + 2),
        ("x", "“a”", 3),
        ("x", "相談はこちら\nhttps://example.jp/a/very/long/address/that/goes/on?and=on", 12 + 1 + 23),
        ("x", "https://example.jp/ と HTTPS://EXAMPLE.COM", 23 + 1 + 2 + 1 + 23),
        ("x", "see example.jp", 14 + 23),
        ("x", "https://localhost/abc", 21),
        ("bluesky", f"あ{FAMILY}https://example.jp/", 1 + 1 + 19),
        ("mastodon", f"あ{FAMILY}https://example.jp/a/long/address", 1 + 1 + 23),
        ("mastodon", "@someone@example.social さん", 8 + 3),
    ],
)
def test_a_text_is_counted_as_the_network_does(network: Network, text: str, used: int) -> None:
    assert measure(network, text).used == used


@pytest.mark.parametrize(
    ("network", "fits"), [("line", 5000), ("slack", 3000), ("x", 140), ("bluesky", 300), ("mastodon", 500)]
)
def test_one_more_is_too_much(network: Network, fits: int) -> None:
    whole, more = measure(network, "あ" * fits), measure(network, "あ" * (fits + 1))

    assert (whole.over, more.over > 0) == (0, True)
    assert whole.used == whole.at_most


def test_the_bytes_of_bluesky_are_the_stricter_limit_for_great_emoji() -> None:
    length = measure("bluesky", FAMILY * 130)

    assert (length.used, length.at_most, length.over) == (130 * 25, 3000, 250)


def test_there_is_no_limit_for_e_mail_and_the_web() -> None:
    assert [measure(network, "あ" * 100_000).over for network in ("email", "web")] == [0, 0]


def test_every_network_can_be_measured_whatever_the_text() -> None:
    assert [measure(network, "\ud800\x00").over for network in NETWORKS] == [0] * len(NETWORKS)
