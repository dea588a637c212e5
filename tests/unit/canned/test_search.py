"""Found by words in any spelling, title before body; and by what was found in a text."""

import pytest

from dialogs.canned.library import Library
from dialogs.canned.search import fitting, search
from dialogs.conversation import ROUTES, SIGN_CODES, Route, SignCode


def codes(library: Library, query: str, **uses: int) -> list[str]:
    return [reply.code for reply in search(library, query, uses)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hotline", "hotline"),
        ("ＨＯＴＬＩＮＥ", "hotline"),
        ("dm-public", "dm-public"),
        ("取材", "press"),
        ("しゅざい", "press"),
        ("シュザイ", "press"),
        ("ﾗﾝｻﾑｳｪｱ", "ransomware"),
        ("らんさむ", "ransomware"),
        ("法律", "legal"),
        ("ほうりつ", "legal"),
        ("業者 探して", "looking"),
        ("ぎょうしゃ　さがして", "looking"),
        ("急かされて", "hurried"),
        ("せかされて", "hurried"),
        ("支払い あと", "paid"),
        ("しはらい", "paid"),
        ("クレーム", "angry"),
        ("時間外", "closed"),
        ("記者", "press"),
        ("CASE03", "cannot-stop"),
    ],
)
def test_the_reply_that_is_meant_comes_first(library: Library, query: str, first: str) -> None:
    assert codes(library, query)[0].removesuffix("-public") == first.removesuffix("-public")


def test_a_word_in_the_title_counts_more_than_one_in_the_text(library: Library) -> None:
    found = codes(library, "188")

    assert found[0] == "hotline"
    assert {"hurried", "paid"} <= set(found[1:])


def test_every_word_has_to_stand_there(library: Library) -> None:
    assert codes(library, "取材 ランサム") == []
    assert codes(library, "ないことば") == []


@pytest.mark.parametrize("query", ["", " 　", "。、"])
def test_without_words_all_replies_come_the_most_used_first(library: Library, query: str) -> None:
    found = codes(library, query, press=3, vendor=5)

    assert found[:2] == ["vendor", "press"]
    assert sorted(found) == sorted(library.replies)


def test_use_decides_between_equals_alone(library: Library) -> None:
    before = codes(library, "相談")
    rare = before[-1]

    assert codes(library, "hotline", **{rare: 99})[0] == "hotline"


def test_a_very_long_query_finds_nothing_and_takes_no_time(library: Library) -> None:
    assert codes(library, "あ" * 40_000) == []
    assert codes(library, "ぬ " * 20_000) == []


@pytest.mark.parametrize(
    ("signs", "route", "first"),
    [
        (("P", "2a"), "trouble_form", "hurried"),
        (("3a", "3c"), "hotline_188", "cannot-stop"),
        (("4a",), "ransomware", "ransomware"),
        (("P",), "ransomware", "ransomware"),
        ((), "member_companies", "looking"),
        ((), "professional", "professional"),
        (("1a",), "other", "advert"),
        (("5a",), None, "bundle"),
    ],
)
def test_what_was_found_in_a_text_leads_to_a_reply(
    library: Library, signs: tuple[SignCode, ...], route: Route | None, first: str
) -> None:
    assert fitting(library, signs=signs, route=route)[0].code == first


def test_public_and_direct_are_kept_apart(library: Library) -> None:
    public = fitting(library, signs=("P", "2a"), route="hotline_188", public=True)

    assert public[0].code == "hurried-public"
    assert {reply.audience for reply in public} == {"public"}
    assert {reply.audience for reply in fitting(library, signs=SIGN_CODES, route=None, limit=99)} == {"direct"}


def test_nothing_is_offered_that_does_not_suit(library: Library) -> None:
    assert fitting(library, signs=(), route=None) == []
    assert len(fitting(library, signs=SIGN_CODES, route="hotline_188", limit=2)) == 2


def test_there_is_a_reply_for_every_road_and_every_sign(library: Library) -> None:
    assert [route for route in ROUTES if not fitting(library, signs=(), route=route)] == []
    assert [sign for sign in SIGN_CODES if not fitting(library, signs=(sign,), route=None)] == []
