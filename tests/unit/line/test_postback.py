"""The data of a quick reply."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.line.postback import read_postback, write_postback


def test_the_format_stays_readable_because_old_buttons_stay_on_screens() -> None:
    assert write_postback("yes", "contact/warned") == "v=1&c=yes&s=contact/warned"
    assert read_postback("v=1&c=yes&s=contact/warned") == ("yes", "contact/warned")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
def test_every_choice_and_state_come_back(choice_id: str, state: str) -> None:
    assert read_postback(write_postback(choice_id, state)) == (choice_id, state)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "action=buy&itemid=111",
        "v=2&c=yes&s=a/b",
        "v=1&c=&s=a/b",
        "v=1&c=yes",
        "v=1&c=yes&c=no&s=a",
        "v=1&c=yes&s=a&x=1",
        '{"v":1}',
        "richmenu-changed-to-b",
        "&&&&",
        "%ff",
    ],
)
def test_data_that_is_not_ours_is_no_choice(data: str) -> None:
    assert read_postback(data) is None


@settings(deadline=None)
@given(st.text())
def test_any_data_can_be_read(data: str) -> None:
    result = read_postback(data)
    assert result is None or all(isinstance(part, str) for part in result)
