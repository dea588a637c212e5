"""A form that is sent is counted, and nothing of it is."""

from sqlalchemy import select

from bot.store.tables import daily_counts
from tests.fakes.consultation import NOW, Pages
from tests.fakes.consultation_browser import NEEDED, enter, hidden, post_form
from tests.unit.consultation.conftest import OpenBrowser


def test_a_form_is_counted_once_however_often_it_is_sent(pages: Pages, browser: OpenBrowser) -> None:
    here = browser()
    enter(here, pages.link(pages.talk()))
    post_form(here, dict(NEEDED))
    page = here.get("/consultation/check")
    agreed = {"token": hidden(page, "token"), "version": hidden(page, "version"), "consent": "yes"}

    for _ in range(2):
        assert here.post("/consultation/send", data=agreed).status_code < 400

    with pages.store.begin() as transaction:
        (row,) = transaction.connection.execute(select(daily_counts)).mappings()
    assert dict(row) == {"day": NOW.date(), "kind": "form", "name": "", "channel": "", "count": 1}
