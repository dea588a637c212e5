"""A browser without a screen, at the consultation pages."""

import re

import httpx

NEEDED = {
    "name": "見本 花子",
    "phone": "000-0000-0000",
    "vendor": "見本データ復旧",
    "damage": "契約を急がされています",
}


def follow(client: httpx.Client, response: httpx.Response) -> httpx.Response:
    """Go where the answer sends the browser, as often as it does."""
    for _ in range(9):
        if not response.has_redirect_location:
            return response
        response = client.get(response.headers["location"])
    raise AssertionError("sent round in circles")


def enter(client: httpx.Client, link: str) -> httpx.Response:
    """Open the link as a browser does."""
    return follow(client, client.get(link))


def hidden(page: httpx.Response, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    assert found, f"no hidden field {name}"
    return found[1]


def post_form(client: httpx.Client, values: dict[str, str | list[str]]) -> httpx.Response:
    """Type `values` into the form as it stands and send it to the next page."""
    return client.post("/consultation", data={"token": hidden(client.get("/consultation"), "token"), **values})


def send(client: httpx.Client) -> httpx.Response:
    """Agree on the check page and send."""
    page = client.get("/consultation/check")
    fields = {"token": hidden(page, "token"), "version": hidden(page, "version"), "consent": "yes"}
    return client.post("/consultation/send", data=fields)
