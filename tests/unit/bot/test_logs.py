"""Log lines without anything personal in them."""

import json
import logging

import pytest

from bot.logs import AccessFilter, JsonFormatter, PlainFormatter, describe_error, hide_codes


def raised() -> BaseException:
    """An error with a cause, both with words that must not be shown."""
    try:
        look_up()
    except ValueError as error:
        return error
    raise AssertionError


def look_up() -> None:
    """Fail because something else failed."""
    try:
        raise_key_error("private words")
    except KeyError as cause:
        raise ValueError("more private words") from cause


def raise_key_error(key: str) -> None:
    """Look for something that is not there."""
    empty: dict[str, str] = {}
    empty[key]


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    """A log record."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.test", logging.ERROR, "file.py", 1, message, args, exc_info)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/healthz", "/healthz"),
        ("/chat?token=abc", "/chat"),
        ("/f/AbCdEf0123456789-_x", "/f/…"),
        ("/f/AbCdEf0123456789-_x/open?x=1", "/f/…/open"),
        ("/f/%E3%81%82%E3%81%84%E3%81%86", "/f/…"),
        ("/webhooks/line", "/webhooks/line"),
    ],
)
def test_codes_and_query_strings_are_hidden(path: str, shown: str) -> None:
    assert hide_codes(path) == shown


def test_an_access_line_has_no_address_and_no_query() -> None:
    line = record('%s - "%s %s HTTP/%s" %d', "192.0.2.1:1234", "GET", "/f/AbCdEf0123456789?q=1", "1.1", 200)

    assert AccessFilter().filter(line)
    assert PlainFormatter().format(line).endswith('bot.test: - - "GET /f/… HTTP/1.1" 200')


def test_another_line_passes_the_access_filter_unchanged() -> None:
    line = record("started %s", "well")

    assert AccessFilter().filter(line)
    assert line.getMessage() == "started well"


def test_an_error_is_its_kind_and_place() -> None:
    told = describe_error(raised())

    assert told.startswith("ValueError at test_logs.py:")
    assert "; caused by KeyError at test_logs.py:" in told
    assert "private" not in told


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert describe_error(ValueError("private")) == "ValueError"


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
def test_no_formatter_shows_the_message_of_an_error(formatter: logging.Formatter) -> None:
    line = record("it failed", error=raised())
    logging.Formatter().format(line)  # leaves the full text behind in the record, as another handler would

    told = formatter.format(line)

    assert "it failed" in told
    assert "ValueError at test_logs.py:" in told
    assert "private" not in told


def test_json_lines_are_json() -> None:
    told = json.loads(JsonFormatter().format(record("kept %d", 3)))

    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "bot.test", "kept 3")
    assert "error" not in told
