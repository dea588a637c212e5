"""What a button of ours carries on a platform, so that a tap names its choice and the state in which it was offered."""

from urllib.parse import parse_qs, urlencode

# Another format gets another number; buttons of the old one stay on people's screens and must stay readable.
_VERSION = "1"


def write_choice(choice_id: str, state: str) -> str:
    """The value of one button: ``v=1&c=<choice>&s=<state>``."""
    return urlencode({"v": _VERSION, "c": choice_id, "s": state}, safe="/")


def read_choice(value: str) -> tuple[str, str] | None:
    """The choice and the state of a button of ours, or None where the value is not ours."""
    try:
        fields = parse_qs(value, keep_blank_values=True, strict_parsing=True, max_num_fields=3)
    except ValueError:
        return None
    match fields:
        case {"v": ["1"], "c": [str(choice_id)], "s": [str(state)]} if choice_id:
            return choice_id, state
        case _:
            return None
