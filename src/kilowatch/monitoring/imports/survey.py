"""Counts the values of the columns that have few, to distinguish series of rows. Pure."""

from collections.abc import Iterable

import msgspec

MOST_VALUES = 40
MOST_COLUMNS = 64
LONGEST_VALUE = 80


class Survey(msgspec.Struct):
    """Columns with few distinct values, the count of each value, and the number of rows."""

    values: dict[int, dict[str, int]]
    rows: int = 0
    extra: int = 0
    """Rows with more cells than the header has names."""

    def add(self, cells: list[str], width: int) -> None:
        """Count a row."""
        self.rows += 1
        if width and len(cells) > width and any(cell.strip() for cell in cells[width:]):
            self.extra += 1
        for column, counts in list(self.values.items()):
            value = cells[column].strip() if column < len(cells) else ""
            if value in counts:
                counts[value] += 1
            elif len(counts) < MOST_VALUES and len(value) <= LONGEST_VALUE:
                counts[value] = 1
            else:
                del self.values[column]


def surveyed(rows: Iterable[list[str]], width: int, named: int) -> Survey:
    """Return the survey of a file's rows. ``named``: the number of columns in the header, or 0."""
    survey = Survey({column: {} for column in range(min(width, MOST_COLUMNS))})
    for cells in rows:
        if any(cells):
            survey.add(cells, named)
    return survey
