"""What lists have in common: an order by one of their columns, and a search in some of them."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

import msgspec
from fastapi import Query

from kilowatch.kit.text import Line

Search: TypeAlias = Annotated[
    Line | None, Query(max_length=100, description="Part of a text, in any case.")
]


class PageRequest(msgspec.Struct, frozen=True):
    """What somebody wants to see of a list: rows with ``text`` in them, and which of those."""

    text: str | None
    sort: str
    limit: int
    offset: int


def order_by(sort: str, columns: Mapping[str, str]) -> str:
    """SQL that orders by the column called ``sort``, downwards where it is called ``-sort``.

    Raises KeyError where there is no such column: the names come from a closed list, never from
    a request as it stands.
    """
    return f"{columns[sort.removeprefix('-')]} {'DESC' if sort.startswith('-') else 'ASC'}"


def contains(parameter: str, *columns: str) -> str:
    """SQL that is true where ``parameter`` is null or stands in one of ``columns``, in any case."""
    found = " OR ".join(f"strpos(lower({each}), lower({parameter})) > 0" for each in columns)
    return f"({parameter}::text IS NULL OR {found})"
