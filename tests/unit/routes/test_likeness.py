from dialogs.routes.likeness import Likeness

LIKENESS = Likeness(
    {"adr": ["あいうえおかきくけこ", "あいうえおさしすせそ"], "legal": ["たちつてとなにぬねの", "たちつてとはひふへほ"]}
)


def test_finds_the_road_with_the_likest_sayings() -> None:
    assert LIKENESS.closest("たちつてとまみむめも") == "legal"


def test_says_nothing_of_short_or_strange_texts() -> None:
    assert LIKENESS.closest("あい") is None
    assert LIKENESS.closest("abcdefghij") is None


def test_says_nothing_where_two_roads_are_alike() -> None:
    assert LIKENESS.closest("あいうえおたちつてと") is None
