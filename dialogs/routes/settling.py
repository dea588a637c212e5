"""How the road of a conversation changes from message to message."""

from dialogs.conversation import Route
from dialogs.routes.reading import RouteReading
from dialogs.routes.wording import Settling

#: The road, and the one beside it.
Roads = tuple[Route | None, Route | None]


class Settler:
    """Weighs a later road against the one that a conversation is on."""

    def __init__(self, settling: Settling) -> None:
        self._replaced_only_by = settling.replaced_only_by
        self._overtakes = settling.overtakes
        self._wishes = frozenset(settling.wishes)

    def settle(self, earlier: Route | None, second: Route | None, reading: RouteReading) -> Roads:
        """The road and the one beside it: a later wish counts, what is only told seldom changes a wish."""
        route = reading.route
        if route is None or route == earlier:
            return earlier, reading.second or second
        if earlier is None:
            return route, reading.second
        if reading.added and reading.wished and earlier in self._wishes:
            return earlier, route
        if not self._replaces(earlier, route, wished=reading.wished):
            return earlier, second
        return route, reading.second or (second if second != route else None)

    def _replaces(self, earlier: Route, route: Route, *, wished: bool) -> bool:
        if earlier in self._replaced_only_by:
            return wished and route in self._replaced_only_by[earlier]
        return wished or earlier in self._overtakes.get(route, [])
