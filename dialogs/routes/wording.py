"""The shapes of the files on routes: families of words, and rules over them."""

from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dialogs.conversation import Route, SignCode
from dialogs.errors import ContentError
from dialogs.yaml_files import YamlFile, decode, read_yaml

T = TypeVar("T")

#: How much a rule weighs: who the person is, what they wish, what they tell, or what is left.
Standing = Literal["identity", "wish", "situation", "leftover"]


class FamilyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that mean the same to the rules; they do not count where a refusal follows, unless `refusable` is false."""

    words: list[str]
    refusable: bool = True


class FamilyList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All families, and what takes words back that stand before it."""

    refusals: list[str]
    #: Between two wishes: the later one stands beside the first.
    additions: list[str]
    #: Families that stay true of a person from message to message.
    lasting: list[str]
    #: Families of which one has to stand in a text that is compared with sayings.
    topics: list[str]
    #: Families of which none may stand in it.
    off_topic: list[str]
    #: Kana, and the kanji that the families write instead.
    spellings: dict[str, str]
    families: dict[str, FamilyWords]


class RouteExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text that the rule reads; `signs` are what the detector found in it."""

    text: str
    signs: list[SignCode] = []
    second: Route | None = None


class RuleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule over families.

    `all`, `any` and `none` look at one sentence for a wish, else at the whole text; `told` and `untold` always at
    the whole text.
    """

    id: str
    route: Route
    standing: Standing
    all: list[str] = []
    any: list[str] = []
    none: list[str] = []
    told: list[str] = []
    untold: list[str] = []
    second: Route | None = None
    examples: list[RouteExample]


class RuleList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rules in their order: of one standing the first that fits decides."""

    rules: list[RuleWords]


class Sayings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Things that people say, by the road that they need."""

    sayings: dict[Route, list[str]]


class SettlingExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A talk, and the route it ends on."""

    turns: list[str]
    route: Route
    second: Route | None = None


class Settling(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How an earlier route stands up to a later one."""

    #: A route that only these later ones replace, even when stated.
    replaced_only_by: dict[Route, list[Route]]
    #: A later route that is told, not wished, replaces only these earlier ones.
    overtakes: dict[Route, list[Route]]
    #: Beside one of these, a wish that is said to be a further one becomes the second.
    wishes: list[Route]
    examples: list[SettlingExample]


def load_file(content_dir: Path, name: str, kind: type[T]) -> tuple[T, YamlFile]:
    """One file of ``routes/`` as `kind`; a file with faults raises ContentError."""
    path = content_dir / "routes" / f"{name}.yaml"
    file, faults = read_yaml(path, path.as_posix())
    if file is None or faults:
        raise ContentError(faults)
    content, faults = decode(file, kind)
    if content is None:
        raise ContentError(faults)
    return content, file
