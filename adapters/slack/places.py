"""Where an answer belongs: the direct message, and the thread in it where the person wrote into one.

It travels as the reply token, so that a try that was cut off is not made a second time: Slack knows no retry key.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel, or the person whose direct message is meant, and a thread in it."""

    channel: str
    thread_ts: str | None = None

    @classmethod
    def read(cls, token: str) -> Self:
        """The place that a reply token names."""
        channel, _, thread_ts = token.partition(" ")
        return cls(channel=channel, thread_ts=thread_ts or None)

    def write(self) -> str:
        """The place as a reply token."""
        return f"{self.channel} {self.thread_ts}" if self.thread_ts else self.channel
