"""Read from one text which road the person needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dialogs.conversation import Route, SignCode, Slot
from dialogs.routes.families import Families, Found, within
from dialogs.routes.likeness import Likeness
from dialogs.routes.reading import RouteReading
from dialogs.routes.settling import Settler
from dialogs.routes.wording import RuleWords, Standing
from dialogs.slots.passage import Passage, Span

#: The places of what is known without words of this text: none.
KNOWN: tuple[Span, ...] = ()
#: So many earlier texts are looked at again.
_REMEMBERED = 12
_RANSOMWARE_SIGNS: frozenset[SignCode] = frozenset({"4a", "4b", "4c"})


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: RuleWords
    span: Span


class RouteReader:
    """Reads texts by the rules of ``routes/rules.yaml`` and settles what a conversation's road becomes."""

    def __init__(self, families: Families, rules: Sequence[RuleWords], likeness: Likeness, settler: Settler) -> None:
        self._families = families
        self._rules = tuple(rules)
        self._likeness = likeness
        self._settler = settler

    def read(
        self,
        text: str,
        *,
        signs: Collection[SignCode] = (),
        slots: Collection[Slot] = (),
        earlier: Route | None = None,
        before: Sequence[str] = (),
    ) -> RouteReading:
        """What the text says about the road, told after the texts of `before`; never raises on any text."""
        passage = self._families.fold(text)
        told = {
            **dict.fromkeys([*_known(signs, slots, earlier), *self._lasting(before)], KNOWN),
            **self._families.find(passage),
        }
        identity = self._first("identity", told, told)
        if identity:
            return _reading(passage, identity)
        wishes = self._wishes(passage, told)
        if wishes:
            return self._wished(passage, wishes)
        situation = self._first("situation", told, told)
        if situation:
            return _reading(passage, situation)
        leftover = self._first("leftover", told, told)
        like = self._likeness.closest(passage.reading) if earlier is None and self._families.on_topic(told) else None
        if like:
            return RouteReading(route=like)
        return _reading(passage, leftover) if leftover else RouteReading()

    def first_route(self, text: str, *, signs: Collection[SignCode] = (), slots: Collection[Slot] = ()) -> Route:
        """The road of a single text that stands alone; `other` where nothing speaks for another."""
        return self.read(text, signs=signs, slots=slots).route or "other"

    def settle(
        self, earlier: Route | None, second: Route | None, reading: RouteReading
    ) -> tuple[Route | None, Route | None]:
        """The road of the conversation, and the one beside it, after a reading."""
        return self._settler.settle(earlier, second, reading)

    def route_of_talk(self, turns: Sequence[str]) -> tuple[Route | None, Route | None]:
        """The road, and the one beside it, at the end of a talk of bare texts."""
        route: Route | None = None
        second: Route | None = None
        for index, turn in enumerate(turns):
            reading = self.read(turn, earlier=route, before=turns[:index])
            route, second = self.settle(route, second, reading)
        return route, second

    def rule_for(self, text: str, signs: Collection[SignCode] = ()) -> str:
        """The id of the rule that decides a text, for the linter; empty where none does."""
        reading_rules = [hit.rule.id for hit in self._deciding(text, signs)]
        return reading_rules[0] if reading_rules else ""

    def _deciding(self, text: str, signs: Collection[SignCode]) -> list[_Hit]:
        passage = self._families.fold(text)
        told = {**dict.fromkeys(_known(signs, (), None), KNOWN), **self._families.find(passage)}
        hits = [self._first("identity", told, told), *self._wishes(passage, told)[::-1]]
        hits += [self._first("situation", told, told), self._first("leftover", told, told)]
        return [hit for hit in hits if hit]

    def _lasting(self, before: Sequence[str]) -> list[str]:
        """The families that stay true of a person, found in what they said before."""
        passages = [self._families.fold(text) for text in before[-_REMEMBERED:]]
        return sorted({name for passage in passages for name in self._families.find(passage, self._families.lasting)})

    def _first(self, standing: Standing, found: Found, told: Found) -> _Hit | None:
        for rule in self._rules:
            if rule.standing == standing and _fits(rule, found, told):
                return _Hit(rule, _evidence(rule, found, told))
        return None

    def _wishes(self, passage: Passage, told: Found) -> list[_Hit]:
        """The wish of each sentence that has one, in order; a wish said twice stands once, at its last place."""
        hits: list[_Hit] = []
        known = {name: places for name, places in told.items() if places == KNOWN}
        for sentence in passage.sentences:
            found = {**known, **within(told, sentence)}
            hit = self._first("wish", found, told)
            if hit:
                hits = [other for other in hits if other.rule.route != hit.rule.route]
                hits.append(hit)
        return hits

    def _wished(self, passage: Passage, wishes: Sequence[_Hit]) -> RouteReading:
        """The last wish counts, unless it is only added to the first."""
        last = wishes[-1]
        sentence = passage.sentence_at(last.span.start)
        added = self._families.additions.search(passage.reading, max(0, sentence.start - 1), sentence.end) is not None
        if len(wishes) == 1:
            return replace(_reading(passage, last), added=added)
        main, beside = (wishes[0], last) if added else (last, wishes[-2])
        return _reading(passage, main, second=beside.rule.route)


def _known(signs: Collection[SignCode], slots: Collection[Slot], earlier: Route | None) -> list[str]:
    """What is known besides the words, named as the rules name it."""
    known = [f"slot_{slot.key}" for slot in slots]
    if signs:
        known.append("signs")
    if _RANSOMWARE_SIGNS.intersection(signs):
        known.append("signs_of_ransomware")
    return [*known, f"earlier_{earlier}"] if earlier else known


def _fits(rule: RuleWords, found: Found, told: Found) -> bool:
    return (
        all(name in found for name in rule.all)
        and (not rule.any or any(name in found for name in rule.any))
        and not any(name in found for name in rule.none)
        and all(name in told for name in rule.told)
        and not any(name in told for name in rule.untold)
    )


def _evidence(rule: RuleWords, found: Found, told: Found) -> Span:
    """The first words that the rule rests on."""
    places = (found.get(name) or told.get(name) or KNOWN for name in (*rule.all, *rule.any, *rule.told))
    return next((place for listed in places for place in listed), Span(start=0, end=0))


def _reading(passage: Passage, hit: _Hit, *, second: Route | None = None) -> RouteReading:
    beside = second or hit.rule.second
    return RouteReading(
        route=hit.rule.route,
        second=beside if beside != hit.rule.route else None,
        stated=hit.rule.standing != "leftover",
        wished=hit.rule.standing in ("identity", "wish"),
        quote=passage.as_written(hit.span.start, hit.span.end),
    )
