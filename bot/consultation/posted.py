"""Reads a posted form, within the bound of every body."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request

from bot.webhooks import BodyTooLargeError, read_body

#: Many more than the form has.
_MAX_FIELDS = 300

PostedForm = dict[str, list[str]]


async def read_posted(request: Request) -> PostedForm | None:
    """The fields as they were sent, each with its values; None where it is too much to be our form."""
    try:
        body = await read_body(request)
        return parse_qs(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except (BodyTooLargeError, ValueError):
        return None


Posted = Annotated[PostedForm | None, Depends(read_posted)]
