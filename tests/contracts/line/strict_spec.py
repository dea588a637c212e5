"""LINE's own OpenAPI description, made strict, as one more judge where a copy of it lies beside the project.

As published it validates almost nothing: types are told apart by `discriminator` alone. Here each base becomes the
`oneOf` of its kinds, each kind pins its type, objects are closed, and lengths that only the prose names are written
in. https://github.com/line/line-openapi
"""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

SPEC = Path(__file__).parents[4] / "shared" / "specs" / "line-openapi" / "messaging-api.yml"

_PREFIX = "#/components/schemas/"
_LENGTHS: dict[str, dict[str, dict[str, int]]] = {
    "TextMessage": {"text": {"minLength": 1, "maxLength": 5000}},
    "FlexMessage": {"altText": {"minLength": 1, "maxLength": 1500}},
    "FlexCarousel": {"contents": {"minItems": 1, "maxItems": 12}},
    "PostbackAction": {"displayText": {"maxLength": 300}, "data": {"minLength": 1}},
    "MessageAction": {"text": {"minLength": 1, "maxLength": 300}},
    "URIAction": {"uri": {"maxLength": 1000}},
    "QuickReply": {"items": {"minItems": 1}},
}


def judge() -> Callable[[Any], bool] | None:
    """Whether a message is valid by the strict description, or None where there is no copy of it."""
    if not SPEC.exists():
        return None
    schemas = yaml.safe_load(SPEC.read_text())["components"]["schemas"]
    validator = jsonschema_rs.validator_for(
        {"$ref": f"{_PREFIX}MessageAny", "components": {"schemas": _strict(schemas)}}
    )
    return validator.is_valid


def _strict(schemas: dict[str, Any]) -> dict[str, Any]:
    bases = {name: s["discriminator"]["mapping"] for name, s in schemas.items() if "discriminator" in s}
    strict = {name: _closed(_flat(name, schemas), bases) for name in schemas}
    for base, mapping in bases.items():
        kinds: dict[str, list[str]] = {}
        for key, ref in mapping.items():
            kinds.setdefault(ref.removeprefix(_PREFIX), []).append(key)
        for kind, keys in kinds.items():
            pinned = schemas[base]["discriminator"]["propertyName"]
            strict[kind]["properties"][pinned] = {"enum": keys}
            strict[kind]["required"] = sorted({*strict[kind].get("required", []), pinned})
        strict[f"{base}Any"] = {"oneOf": [{"$ref": _PREFIX + kind} for kind in kinds]}
    for kind, lengths in _LENGTHS.items():
        for key, limits in lengths.items():
            strict[kind]["properties"][key].update(limits)
    return strict


def _flat(name: str, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema with everything that it inherits by `allOf` written into it."""
    own: dict[str, Any] = copy.deepcopy(schemas[name])
    parts = [
        _flat(part["$ref"].removeprefix(_PREFIX), schemas) if "$ref" in part else part for part in own.pop("allOf", [])
    ]
    for part in parts:
        own["properties"] = {**part.get("properties", {}), **own.get("properties", {})}
        own["required"] = sorted({*part.get("required", []), *own.get("required", [])})
    own.pop("discriminator", None)
    return own


def _closed(schema: dict[str, Any], bases: dict[str, Any]) -> dict[str, Any]:
    """The schema without unknown keys, each reference to a base turned to its kinds."""
    if "properties" in schema:
        schema["additionalProperties"] = False
    redirected: dict[str, Any] = _redirected(schema, bases)
    return redirected


def _redirected(value: Any, bases: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_redirected(item, bases) for item in value]
    if not isinstance(value, dict):
        return value
    ref = value.get("$ref")
    if isinstance(ref, str) and ref.removeprefix(_PREFIX) in bases:
        return {"$ref": f"{ref}Any"}
    return {key: _redirected(item, bases) for key, item in value.items()}
