"""Log lines that hold nothing personal: no text, no person's id, no token, no address with a code in it."""

import json
import logging
import re
import traceback
from typing import Any, Literal

#: A path segment that may be a one-time code or an identifier.
_OPAQUE = re.compile(r"(?<=/)[A-Za-z0-9_\-=.~%]{16,}(?=/|$)")


class PlainFormatter(logging.Formatter):
    """One line a record. Of an error only its kind and place: its message may quote what a person wrote."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the standard library's name)
        """The kind of each error in the chain and where it was raised."""
        return describe_error(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        """Never reuse a text that another formatter has put together."""
        record.exc_text = None
        return super().format(record)


class JsonFormatter(PlainFormatter):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as JSON."""
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = describe_error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class AccessFilter(logging.Filter):
    """Takes the caller's address, the query string and anything like a code out of uvicorn's access lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with less in it."""
        if isinstance(record.args, tuple) and len(record.args) == len(
            ("address", "method", "path", "version", "status")
        ):
            _, method, path, version, status = record.args
            record.args = ("-", method, hide_codes(str(path)), version, status)
        return True


def hide_codes(path: str) -> str:
    """`path` without its query string and with ``…`` for segments that may be codes."""
    return _OPAQUE.sub("…", path.partition("?")[0])


def describe_error(error: BaseException) -> str:
    """``Kind at file:line < file:line; caused by Kind at …`` without any message."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-4:]))
        parts.append(f"{type(seen).__name__} at {places}" if places else type(seen).__name__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "; caused by ".join(parts)


def log_config(log_format: Literal["plain", "json"]) -> dict[str, Any]:
    """The configuration of the whole process, uvicorn included, for `logging.config.dictConfig`."""
    formatter = JsonFormatter if log_format == "json" else PlainFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "filters": {"access": {"()": AccessFilter}},
        "handlers": {
            "error": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"},
            "access": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["access"],
                "stream": "ext://sys.stdout",
            },
        },
        "loggers": {
            **{name: {"level": "INFO"} for name in ("bot", "adapters", "dialogs", "uvicorn")},
            "uvicorn.access": {"level": "INFO", "handlers": ["access"], "propagate": False},
        },
        # Libraries say at INFO what a person wrote (the LINE SDK does); they are heard from WARNING on.
        "root": {"level": "WARNING", "handlers": ["error"]},
    }
