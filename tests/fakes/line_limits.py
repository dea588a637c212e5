"""LINE's published limits, written down a second time and on their own, to judge what we send.

Knows the messages that Hitoiki sends: texts, and Flex made of boxes, texts, separators and buttons. Any other type
and any unknown key is a fault.

https://developers.line.biz/en/reference/messaging-api/#message-objects
https://developers.line.biz/en/docs/messaging-api/text-character-count/
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import regex

Fault = tuple[str, str]
Check = Callable[[Any, str], Iterator[Fault]]


def check_messages(messages: Any) -> list[Fault]:
    """Faults of one call, each as the property and what is wrong with it."""
    faults = list(_items(_message, 1, 5)(messages, "messages"))
    if not faults:
        early = [index for index, message in enumerate(messages[:-1]) if "quickReply" in message]
        faults = [(f"messages[{index}].quickReply", "Shown under the last message only") for index in early]
    return faults


def check_message(message: Any) -> list[Fault]:
    """Faults of one message."""
    return list(_message(message, "message"))


def _units(low: int, high: int) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield path, "Must be a string"
        elif not low <= len(value.encode("utf-16-le")) // 2 <= high:
            yield path, f"Length must be between {low} and {high} UTF-16 code units"

    return check


def _clusters(low: int, high: int) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield path, "Must be a string"
        elif not low <= len(regex.findall(r"\X", value)) <= high:
            yield path, f"Length must be between {low} and {high} grapheme clusters"

    return check


def _matching(pattern: str, high: int = 100) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str) or len(value) > high or not re.fullmatch(pattern, value):
            yield path, "Invalid value"

    return check


def _one_of(*allowed: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if value not in allowed:
            yield path, f"Must be one of {', '.join(allowed)}"

    return check


def _a(kind: type) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if type(value) is not kind:
            yield path, f"Must be {kind.__name__}"

    return check


def _items(check_item: Check, low: int, high: int) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, list) or not low <= len(value) <= high:
            yield path, f"Size must be between {low} and {high}"
        else:
            for index, item in enumerate(value):
                yield from check_item(item, f"{path}[{index}]")

    return check


def _shape(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    known = {**required, **optional}

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield path, "Must be an object"
            return
        yield from ((f"{path}.{key}", "Must be specified") for key in required if key not in value)
        yield from ((f"{path}.{key}", "Unknown property") for key in value if key not in known)
        for key in value.keys() & known.keys():
            yield from known[key](value[key], f"{path}.{key}")

    return check


def _by_type(**shapes: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            yield f"{path}.type", "Unknown type"
        else:
            yield from shapes[kind](value, path)

    return check


def _at_most_bytes(high: int, check_rest: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if len(json.dumps(value, ensure_ascii=False).encode()) > high:
            yield path, f"Must be at most {high} bytes"
        yield from check_rest(value, path)

    return check


def _of_one_size(check_rest: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        faults = list(check_rest(value, path))
        if not faults and len({bubble.get("size", "mega") for bubble in value["contents"]}) > 1:
            faults = [(path, "Bubbles of one carousel must have one size")]
        yield from faults

    return check


_TYPE = {"type": _a(str)}
_COLOUR = _matching(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
_SPACE = _matching(r"none|xs|sm|md|lg|xl|xxl|\d+(\.\d+)?px")
_SIZE = _matching(r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|\d+(\.\d+)?px")


def _actions(label: Mapping[str, Check], label_if_any: Mapping[str, Check]) -> Check:
    """Actions; how long a label may be, and whether there must be one, depends on the place."""
    uri = _matching(r"(https?://|line://|tel:)[!-~]+", 1000)
    return _by_type(
        postback=_shape({**_TYPE, **label, "data": _units(1, 300)}, {**label_if_any, "displayText": _clusters(1, 300)}),
        message=_shape({**_TYPE, **label, "text": _clusters(1, 300)}, label_if_any),
        uri=_shape({**_TYPE, **label, "uri": uri}, label_if_any),
    )


_QUICK_REPLY_ITEM = _shape({"type": _one_of("action"), "action": _actions({"label": _clusters(1, 20)}, {})}, {})
_QUICK_REPLY = {"quickReply": _shape({"items": _items(_QUICK_REPLY_ITEM, 1, 13)}, {})}
_FLEX_ACTION = _actions({}, {"label": _clusters(1, 40)})
_MARGIN = {"flex": _a(int), "margin": _SPACE}


def _component(value: Any, path: str) -> Iterator[Fault]:
    yield from _COMPONENTS(value, path)


_BOX = _shape(
    {
        **_TYPE,
        "layout": _one_of("horizontal", "vertical", "baseline"),
        "contents": _items(_component, 0, 1000),
    },
    {
        **_MARGIN,
        "spacing": _SPACE,
        "backgroundColor": _COLOUR,
        "borderColor": _COLOUR,
        "cornerRadius": _SPACE,
        "paddingAll": _SPACE,
        "action": _FLEX_ACTION,
    },
)
_COMPONENTS = _by_type(
    box=_BOX,
    text=_shape(
        {**_TYPE, "text": _units(1, 30_000)},
        {
            **_MARGIN,
            "size": _SIZE,
            "color": _COLOUR,
            "weight": _one_of("regular", "bold"),
            "align": _one_of("start", "end", "center"),
            "wrap": _a(bool),
            "scaling": _a(bool),
            "adjustMode": _one_of("shrink-to-fit"),
            "maxLines": _a(int),
            "lineSpacing": _SPACE,
            "action": _FLEX_ACTION,
        },
    ),
    separator=_shape(_TYPE, {"margin": _SPACE, "color": _COLOUR}),
    button=_shape(
        {**_TYPE, "action": _actions({"label": _clusters(1, 40)}, {})},
        {
            **_MARGIN,
            "style": _one_of("primary", "secondary", "link"),
            "color": _COLOUR,
            "height": _one_of("sm", "md"),
            "adjustMode": _one_of("shrink-to-fit"),
            "scaling": _a(bool),
        },
    ),
)


def _filled_box(value: Any, path: str) -> Iterator[Fault]:
    """A block of a bubble: a box, and not an empty one."""
    yield from _by_type(box=_BOX)(value, path)
    if isinstance(value, dict) and value.get("contents") == []:
        yield f"{path}.contents", "At least one component is needed"


_BLOCK_STYLE = _shape({}, {"backgroundColor": _COLOUR, "separator": _a(bool), "separatorColor": _COLOUR})
_BLOCKS = ("header", "body", "footer")
_BUBBLE = _at_most_bytes(
    30_000,
    _shape(
        _TYPE,
        {
            **dict.fromkeys(_BLOCKS, _filled_box),
            "size": _one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
            "direction": _one_of("ltr", "rtl"),
            "styles": _shape({}, dict.fromkeys(_BLOCKS, _BLOCK_STYLE)),
            "action": _FLEX_ACTION,
        },
    ),
)
_CAROUSEL = _at_most_bytes(
    50_000, _of_one_size(_shape({**_TYPE, "contents": _items(_by_type(bubble=_BUBBLE), 1, 12)}, {}))
)
_message = _by_type(
    text=_shape({**_TYPE, "text": _units(1, 5000)}, _QUICK_REPLY),
    flex=_shape(
        {**_TYPE, "altText": _units(1, 1500), "contents": _by_type(bubble=_BUBBLE, carousel=_CAROUSEL)}, _QUICK_REPLY
    ),
)
