"""Columns of quality flags: none that says "not measured" is passed over (docs/import.md)."""

import pytest

from kilowatch.monitoring.imports.domain import MappingUnclear
from tests.monitoring.file_reader import outcome


def file_of(*columns: tuple[str, list[str]]) -> bytes:
    """Return a file of six hours with columns of flags."""
    names = "".join(f";{name}" for name, _ in columns)
    rows = (
        f"2025-06-02 0{hour}:00;0,{(hour * 7) % 5}5"
        + "".join(f";{flags[hour]}" for _, flags in columns)
        for hour in range(6)
    )
    return "\n".join([f"Start;Energy kWh{names}", *rows]).encode()


STATUS = ("Status", ["OK"] * 6)
QUALITY = ("Quality", ["A", "E", "A", "A", "Missing", "A"])


@pytest.mark.parametrize("columns", [(STATUS, QUALITY), (QUALITY, STATUS)], ids=["first", "last"])
def test_a_column_that_is_always_in_order_hides_no_other(
    columns: tuple[tuple[str, list[str]], ...],
) -> None:
    got = outcome(file_of(*columns))

    assert (got.rows, got.estimated, got.rejected) == (5, 1, {"value_not_measured": 1})


def test_two_columns_that_both_say_not_measured_are_asked_about() -> None:
    other = ("Validation", ["A", "A", "S", "A", "A", "A"])
    file = file_of(QUALITY, other)

    with pytest.raises(MappingUnclear, match="'Quality', 'Validation'"):
        outcome(file)

    chosen = outcome(file, only=["Validation=A"])
    assert (chosen.rows, chosen.estimated, chosen.rejected) == (4, 1, {"value_not_measured": 1})


def test_flags_in_a_column_of_another_name_are_asked_about() -> None:
    file = file_of(("Q", ["A", "E", "A", "A", "A", "A"]))

    with pytest.raises(MappingUnclear, match="'Q' may flag"):
        outcome(file)

    assert outcome(file, only=["Q=A"]).rows == 5


def test_a_name_that_several_columns_have_is_no_choice() -> None:
    file = b"Start;kWh;kWh\n" + b"".join(
        b"2025-06-02 0%d:00;0,%d5;1,%d5\n" % (hour, (hour * 7) % 5, hour % 2) for hour in range(6)
    )

    with pytest.raises(MappingUnclear, match="Several columns have the name 'kWh'"):
        outcome(file, value_column="kWh")

    assert outcome(file, value_column="3").rows == 6
