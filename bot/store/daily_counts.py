"""How often what happened on a day: counted in the turn itself and without the person, it outlives every erasure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, func, select

from bot.store.inserts import insert_adding
from bot.store.tables import daily_counts
from bot.store.transaction import Transaction

#: A talk began, was warned, showed a sign or a case, took a road; a person sent a form or asked for staff; staff took
#: over a talk or used a canned reply.
Kind = Literal["talk", "warned", "sign", "case", "route", "form", "asked", "handover", "canned"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Happening:
    """Something worth counting. `name` says which sign, case, road or reply; without a channel it is empty."""

    kind: Kind
    name: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How often a happening was counted on one day."""

    day: date
    happening: Happening
    count: int


def add(transaction: Transaction, happenings: Iterable[Happening]) -> None:
    """Count `happenings` on the local day of the transaction, as its last statement.

    Rows are taken in one order and held for as short as can be, so that two transactions never wait for each other.
    """
    day = transaction.now.date()
    rows = [
        {"day": day, "kind": one.kind, "name": one.name, "channel": one.channel, "count": count}
        for one, count in sorted(Counter(happenings).items())
    ]
    insert_adding(transaction.connection, daily_counts, rows)


def between(connection: Connection, first: date, last: date) -> list[DayCount]:
    """Every count from the day `first` to the day `last`, both included."""
    of_period = select(daily_counts).where(daily_counts.c.day.between(first, last)).order_by(daily_counts.c.day)
    return [
        DayCount(
            day=row["day"],
            happening=Happening(kind=row["kind"], name=row["name"], channel=row["channel"]),
            count=row["count"],
        )
        for row in connection.execute(of_period).mappings()
    ]


def totals(connection: Connection, kind: Kind, since: date) -> dict[str, int]:
    """How often each name of `kind` was counted from the day `since` on."""
    counted = select(daily_counts.c.name, func.sum(daily_counts.c["count"]))
    wanted = (daily_counts.c.kind == kind) & (daily_counts.c.day >= since)
    return {name: int(total) for name, total in connection.execute(counted.where(wanted).group_by(daily_counts.c.name))}


def first_day(connection: Connection) -> date | None:
    """The day from which there are counts."""
    day: date | None = connection.scalar(select(func.min(daily_counts.c.day)))
    return day
