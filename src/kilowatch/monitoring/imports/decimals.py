"""Detects the decimal separator of a file. Pure."""

import re

from kilowatch.monitoring.imports.cells import Decimals, is_ambiguous, is_number
from kilowatch.monitoring.imports.domain import MappingUnclear
from kilowatch.monitoring.imports.table import Table


def find_decimals(
    table: Table, columns: tuple[int, ...], said: Decimals | None
) -> tuple[Decimals, bool]:
    """Return the decimal separator, and true if it is certain. Raises `MappingUnclear`.

    It is the comma if values are numbers with a comma and not with a point.
    """
    if said is not None:
        return said, True
    counted = {"point": 0, "comma": 0}
    either: str | None = None
    for cell in (cell for column in columns for cell in table.cells(column)):
        point, comma = is_number(cell, "point"), is_number(cell, "comma")
        if point != comma:
            counted["point" if point else "comma"] += 1
        elif point and re.search("[.,]", cell) and is_ambiguous(cell):
            either = cell.strip()
    if counted["point"] and counted["comma"]:
        more = max(counted, key=lambda sign: counted[sign])
        return "comma" if more == "comma" else "point", True
    if either is not None and counted["point"] == counted["comma"]:
        raise MappingUnclear(
            f"{either!r} may have decimals or thousands; say decimals=comma or decimals=point."
        )
    is_certain = bool(counted["point"] or counted["comma"])
    return ("comma" if counted["comma"] > counted["point"] else "point"), is_certain
