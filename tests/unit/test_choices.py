"""What a button carries comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.choices import read_choice, write_choice


def test_the_format_stays_readable_because_old_buttons_stay_on_screens() -> None:
    assert write_choice("yes", "contact/warned") == "v=1&c=yes&s=contact/warned"
    assert read_choice("v=1&c=yes&s=contact/warned") == ("yes", "contact/warned")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
def test_every_choice_and_state_come_back(choice_id: str, state: str) -> None:
    assert read_choice(write_choice(choice_id, state)) == (choice_id, state)


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
    assert read_choice(data) is None


@settings(deadline=None)
@given(st.text())
def test_any_data_can_be_read(data: str) -> None:
    result = read_choice(data)
    assert result is None or all(isinstance(part, str) for part in result)
