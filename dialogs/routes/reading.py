"""What one text says about the road."""

from dataclasses import dataclass

from dialogs.conversation import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteReading:
    """What one text says about the road.

    `route` is None where the text gives no reason to set or change one. `stated` means that the person's words
    name a wish, a situation or who they are; otherwise the road only follows from what is left. `quote` is those words.
    """

    route: Route | None = None
    second: Route | None = None
    stated: bool = False
    quote: str = ""
    #: A wish or who the person is, which may take the place of an earlier wish.
    wished: bool = False
    #: The wish is said to stand beside an earlier one.
    added: bool = False
