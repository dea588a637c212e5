"""Every rule about canned replies can fail, on the line of its fault."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dialogs.canned.lint import canned_warnings, check_canned
from dialogs.canned.load import load_library
from dialogs.catalog_files import CONTENT_DIR
from dialogs.errors import ContentError
from dialogs.lint import check_content, warnings

Edit = Callable[[str], str]
DIRECT, PUBLIC, VARIABLES = "canned/hurried.yaml", "canned/hurried-public.yaml", "canned_variables.yaml"


def put(key: str, line: str) -> Edit:
    """The line that begins with `key` becomes `line`."""

    def edit(text: str) -> str:
        edited, count = re.subn(rf"^{key}.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
        assert count == 1, key
        return edited

    return edit


def body(text: str) -> Edit:
    """The reply says `text`."""
    return lambda whole: f"{whole[: whole.index('body:')]}body: {text}\n"


CASES = {
    "another name than the file": ("reply-code", DIRECT, put("code:", "code: other"), 1),
    "capitals in a code": ("reply-code", DIRECT, put("code:", "code: Hurried"), 1),
    "a title that is too long": ("reply-title", DIRECT, put("title:", f"title: {'あ' * 41}"), 2),
    "no title": ("reply-title", DIRECT, put("title:", "title: ''"), 2),
    "a reading in kanji": ("reply-title", DIRECT, put("reading:", "reading: 急かす"), 3),
    "nobody answers for it": ("reply-owner", DIRECT, put("owner:", "owner: ' '"), 9),
    "no day": ("reply-owner", DIRECT, put("review_on:", "review_on: soon"), 10),
    "for no network": ("reply-network", DIRECT, put("networks:", "networks: []"), 5),
    "direct, before everybody": ("reply-network", DIRECT, put("networks:", "networks: [line, x]"), 5),
    "a network that is none": ("schema", DIRECT, put("networks:", "networks: [fax]"), 5),
    "a sign that is none": ("schema", DIRECT, put("signs:", "signs: [9z]"), 7),
    "a key that is none": ("schema", DIRECT, put("owner:", "owned_by: 広報"), 1),
    "an unknown variable": ("reply-variable", DIRECT, body("'{{だれか}}さま'"), 11),
    "a brace left open": ("reply-variable", DIRECT, body("'{{団体名}です'"), 11),
    "a single brace": ("reply-variable", DIRECT, body("'{団体名}です'"), 11),
    "nothing said": ("empty-text", DIRECT, body("'{{団体名}}'"), 11),
    "a person in public": ("reply-private", PUBLIC, body("'受付番号は{{受付番号}}です。'"), 11),
    "a vendor in public": ("reply-private", PUBLIC, body("'{{宛名|業者}}の件です。'"), 11),
    "a telephone number": ("reply-private", PUBLIC, body("03-0000-0000へ。"), 11),
    "an address of somebody": ("reply-private", DIRECT, body("placeholder@example.jp へ。"), 11),
    "words behind an address": ("reply-address", PUBLIC, body("'{{相談の入り口}}から話せます。'"), 11),
    "too long for X": ("reply-length", PUBLIC, body("あ" * 141), 11),
    "too long with the longest value": ("reply-length", PUBLIC, body("'" + "あ" * 100 + "{{団体名}}'"), 11),
    "four bubbles": ("reply-length", DIRECT, body("|-\n  い\n\n  ろ\n\n  は\n\n  に"), 11),
    "a long bubble": ("reply-length", DIRECT, body("あ" * 161), 11),
    "a fact that is none": ("unknown-fact", VARIABLES, put("  fact: houterasu.phone", "  fact: houterasu.fax"), 69),
    "a fact of no desk": ("unknown-fact", VARIABLES, put("  fact: houterasu.phone", "  fact: nobody.phone"), 69),
    "a fact that is asked for as well": (
        "unknown-fact",
        VARIABLES,
        put("  fact: houterasu.phone", "  fact: houterasu.phone\n  filled_with: operator"),
        69,
    ),
    "a source that is none": ("schema", VARIABLES, put("  filled_with: operator", "  filled_with: weather"), 12),
    "no YAML": ("yaml", DIRECT, lambda _: "code: [\n", 2),
}


@pytest.mark.parametrize(("code", "path", "edit", "line"), CASES.values(), ids=CASES)
def test_every_rule_can_fail(code: str, path: str, edit: Edit, line: int, content: Path) -> None:
    (content / path).write_text(edit((content / path).read_text(encoding="utf-8")), encoding="utf-8")

    assert (path, line, code) in {(fault.path, fault.line, fault.code) for fault in check_canned(content)}


def test_what_has_a_fault_is_not_loaded(content: Path) -> None:
    (content / DIRECT).write_text("code: 1\n", encoding="utf-8")
    (content / VARIABLES).unlink()

    with pytest.raises(ContentError) as raised:
        load_library(content)

    assert {fault.path for fault in raised.value.faults} == {DIRECT, VARIABLES}


def test_a_fact_that_may_not_be_shown_is_left_to_its_fallback(content: Path) -> None:
    desks = content / "desks.yaml"
    desks.write_text(desks.read_text(encoding="utf-8").replace("sure: official", "sure: secondary"), encoding="utf-8")

    library = load_library(content)

    assert library.facts == {}


def test_such_a_fact_without_a_fallback_is_a_fault(content: Path) -> None:
    path = content / VARIABLES
    unconfirmed = "ためし:\n  ask: ためし\n  fact: bar_association.phone\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{unconfirmed}", encoding="utf-8")

    assert [fault.code for fault in check_canned(content)] == ["unknown-fact"]


def test_a_reply_is_to_be_read_again(content: Path) -> None:
    path = content / DIRECT
    path.write_text(put("review_on:", "review_on: '2027-01-31'")(path.read_text(encoding="utf-8")), encoding="utf-8")

    assert list(canned_warnings(content, date(2027, 1, 30))) == []
    (due,) = canned_warnings(content, date(2027, 1, 31))
    assert (due.path, due.line, due.code) == (DIRECT, 10, "review-due")


def test_the_linter_of_all_content_knows_these_rules(tmp_path: Path) -> None:
    far = date(2099, 1, 1)

    assert [fault for fault in check_content(CONTENT_DIR) if fault.path.startswith("canned")] == []
    assert "review-due" in {fault.code for fault in warnings(CONTENT_DIR, far)}
    assert "canned_variables.yaml" in {fault.path for fault in check_content(tmp_path)}
