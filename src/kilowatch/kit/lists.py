"""The common parts of lists: sorting by a column, and searching in columns."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

import msgspec
from fastapi import Query

from kilowatch.kit.text import Line

Search: TypeAlias = Annotated[
    Line | None, Query(max_length=100, description="Part of a text, in any case.")
]


class PageRequest(msgspec.Struct, frozen=True):
    """A request for a list: rows that contain ``text``, and which of those."""

    text: str | None
    sort: str
    limit: int
    offset: int


def order_by(sort: str, columns: Mapping[str, str]) -> str:
    """Return SQL that sorts by the column ``sort``, descending for ``-sort``.

    Raises KeyError for an unknown column: names come from a closed list, never directly from
    a request.
    """
    return f"{columns[sort.removeprefix('-')]} {'DESC' if sort.startswith('-') else 'ASC'}"


def contains(parameter: str, *columns: str) -> str:
    """Return SQL that is true if ``parameter`` is null or is found in ``columns``, in any case."""
    found = " OR ".join(f"strpos(lower({each}), lower({parameter})) > 0" for each in columns)
    return f"({parameter}::text IS NULL OR {found})"
