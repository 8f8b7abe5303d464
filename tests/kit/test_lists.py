"""The order and the search of lists."""

import pytest

from kilowatch.kit.lists import contains, order_by

COLUMNS = {"name": "lower(d.name)", "age": "d.born_at"}


def test_a_list_is_sorted_by_a_known_column() -> None:
    assert order_by("name", COLUMNS) == "lower(d.name) ASC"
    assert order_by("-age", COLUMNS) == "d.born_at DESC"
    for unknown in ("d.name", "name; DROP TABLE device", "--age", ""):
        with pytest.raises(KeyError):
            order_by(unknown, COLUMNS)


def test_a_search_matches_each_column_in_any_case() -> None:
    assert contains("$3", "a", "b") == (
        "($3::text IS NULL OR strpos(lower(a), lower($3)) > 0 OR strpos(lower(b), lower($3)) > 0)"
    )
