"""Variables: what stands there with a value, without one, and what a member may not write."""

from msgspec.structs import replace

from dialogs.canned.filling import fill, known_values, needs_value, open_variables, places, wrong_value
from dialogs.canned.library import CannedReply, Library


def reply(library: Library, body: str, code: str = "hurried") -> CannedReply:
    return replace(library.replies[code], body=body)


def test_a_value_a_fallback_of_the_place_and_one_of_the_variable(library: Library) -> None:
    one = reply(library, "{{受付番号}}／{{受付番号|番号なし}}／{{ 団体名 }}")

    assert fill(library, one, {"受付番号": "HT-AAAA-BBBB"}).text == "HT-AAAA-BBBB／HT-AAAA-BBBB／この相談窓口"
    assert fill(library, one, {}).text == "フォームの最後の画面にある番号／番号なし／この相談窓口"


def test_what_nobody_knows_is_missing_and_marked(library: Library) -> None:
    filled = fill(library, reply(library, "{{返事の期限}}まで、{{返事の期限}}まで"), {})

    assert (filled.text, filled.missing) == ("【返事の期限】まで、【返事の期限】まで", ("返事の期限",))


def test_a_value_is_one_line_and_no_variable_itself(library: Library) -> None:
    filled = fill(library, reply(library, "{{団体名}}です。"), {"団体名": " 窓口\n\u2028二行目{{受付番号}}\x00 "})

    assert filled.text == "窓口 二行目{{受付番号}}です。"


def test_what_is_known_needs_nobody(library: Library) -> None:
    values = known_values(library, {"operator": "ためしの会", "reference": "", "form": " \n"})

    assert (values["団体名"], values["法テラスの電話番号"]) == ("ためしの会", "0570-078374")
    assert values.keys().isdisjoint({"受付番号", "相談フォーム"})


def test_facts_are_never_asked_for(library: Library) -> None:
    one = library.replies["hotline"]

    assert next(place.name for place in places(one.body)) == "188の受付日"
    assert open_variables(library, one, {}) == ["CASE"]
    assert open_variables(library, one, {"CASE": "CASE02"}) == []


def test_only_what_says_nothing_without_a_value_is_required(library: Library) -> None:
    one = reply(library, "{{返事の期限|近いうち}}に、{{受付番号}}のことで。{{返事の期限}}")

    assert (needs_value(library, one, "返事の期限"), needs_value(library, one, "受付番号")) == (True, False)
    assert not needs_value(library, reply(library, "{{返事の期限|近いうち}}"), "返事の期限")


def test_what_a_member_may_not_write(library: Library) -> None:
    received, public = library.replies["received"], library.replies["private-public"]

    assert wrong_value(library, received, "返事の期限", " ") == "missing"
    assert wrong_value(library, received, "返事の期限", "あ" * 21) == "too_long"
    assert wrong_value(library, received, "返事の期限", "{{受付番号}}") == "braces"
    assert wrong_value(library, received, "返事の期限", "12月4日") is None
    assert wrong_value(library, received, "受付番号", "") is None
    assert wrong_value(library, public, "相談の入り口", "example.jp です") == "no_address"
    assert wrong_value(library, public, "相談の入り口", "https://example.jp/?mail=a@example.jp") == "personal"
    assert wrong_value(library, public, "相談の入り口", "https://example.jp/chat") is None


def test_every_reply_can_be_filled_with_nothing_but_what_is_required(library: Library) -> None:
    for one in library.replies.values():
        required = [name for name in open_variables(library, one, {}) if needs_value(library, one, name)]
        filled = fill(library, one, dict.fromkeys(required, "12月4日（金）"))

        assert (filled.missing, "{{" in filled.text) == ((), False), one.code
