"""What was posted, and what is wrong with it."""

from dataclasses import replace

import pytest

from bot.consultation.draft import Draft, refreshed
from bot.consultation.fields import FIELDS, NEEDS, FieldKey
from bot.consultation.form import ErrorCode, errors_in, read_form
from tests.fakes.consultation import JAPAN, TALK

FULL = Draft(values={"name": "見本 花子", "phone": "000-0000-0000", "vendor": "見本社", "damage": "返金されない"})


def codes(draft: Draft) -> list[ErrorCode]:
    return [error.code for error in errors_in(draft)]


def typed(**values: str) -> Draft:
    return read_form({key: [value] for key, value in values.items()}, FULL)


def test_nothing_is_wrong_with_the_four_things_that_are_needed() -> None:
    assert codes(FULL) == []


def test_an_empty_form_names_all_four_in_the_order_of_the_form() -> None:
    assert codes(Draft()) == ["need_name", "need_phone", "need_vendor", "need_damage"]
    assert [error.key for error in errors_in(Draft())] == [keys[0] for keys in NEEDS]


@pytest.mark.parametrize("key", ["organization", "email"])
def test_either_of_two_is_enough(key: FieldKey) -> None:
    missing = {"organization": "name", "email": "phone"}[key]
    draft = typed(**{missing: "", key: "a@example.com"})
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("key", "text", "kept", "code"),
    [
        ("phone", "０００－００００－００００", "000-0000-0000", None),
        ("phone", "000ー0000ー0000", "000-0000-0000", None),
        ("phone", "+81 00 0000 0000", "+81 00 0000 0000", None),
        ("phone", "(00)0000-0000", "(00)0000-0000", None),
        ("phone", "0000", "0000", "phone"),
        ("phone", "夜に電話ください", "夜に電話ください", "phone"),
        ("email", "ｍｉｈｏｎ＠example.com", "mihon@example.com", None),
        ("email", "mihon@example", "mihon@example", "email"),
        ("email", "mihon example.com", "mihon example.com", "email"),
        ("email", "a@b@example.com", "a@b@example.com", "email"),
        ("email", "a@example..com", "a@example..com", "email"),
        ("amount_yen", "３０万円", "300,000", None),
        ("amount_yen", "30万くらい", "30万くらい", "amount"),
        ("vendor", "  見本　データ\t復旧 ", "見本 データ 復旧", None),
        ("damage", "一行目\r\n二行目\r\n", "一行目\n二行目", None),
        ("damage", "見\x00本\x1b", "見本", None),
        ("paid", "maybe", "", None),
        ("paid", "yes", "yes", None),
    ],
)
def test_what_was_typed_is_tidied_and_judged(key: FieldKey, text: str, kept: str, code: ErrorCode | None) -> None:
    draft = typed(**{key: text})
    assert draft.value(key) == kept
    assert codes(draft) == ([code] if code else [])


@pytest.mark.parametrize("key", [key for key, field in FIELDS.items() if field.kind in {"line", "lines"}])
def test_too_long_is_said_of_every_field_and_nothing_is_cut(key: FieldKey) -> None:
    text = "9" * (FIELDS[key].limit + 1)
    draft = typed(**{key: text})
    assert len(draft.value(key).replace(",", "")) > FIELDS[key].limit
    assert ("too_long", key) in [(error.code, error.key) for error in errors_in(draft)]


def test_ticks_are_read_and_unknown_ones_ignored() -> None:
    draft = refreshed(Draft(), TALK, JAPAN)
    posted = {
        "signs": ["1", "7", "x"],
        "wishes": ["cancel", "steal"],
        "at_hand": ["recording", "contract"],
        "shared_with": ["counsellor"],
    }
    after = read_form(posted, draft)
    assert [sign.kept for sign in after.signs] == [False, True]
    assert after.wishes == ("cancel",)
    assert after.at_hand == ("contract", "recording")
    assert after.shared_with == ("counsellor",)


def test_nothing_is_shared_unless_it_is_ticked() -> None:
    assert read_form({}, replace(FULL, shared_with=("counsellor", "consumer_org"))).shared_with == ()
    assert refreshed(Draft(), TALK, JAPAN).shared_with == ()


def test_a_field_that_was_not_posted_stays() -> None:
    assert read_form({"vendor": ["別の社"]}, FULL).value("name") == "見本 花子"


def test_a_cleared_field_is_cleared() -> None:
    assert typed(name="").value("name") == ""
