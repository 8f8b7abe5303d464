"""Numbers in the cells of a file: spaces, lengths and decimal signs."""

from typing import Literal

import pytest

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.cells import is_either_number, is_number, number


@pytest.mark.parametrize(
    ("text", "decimals", "expected"),
    [
        ("12 345,6", "comma", "12345.6"),
        ("12 345.6", "point", "12345.6"),
        ("12'345", "point", "12345"),
        ("5\u00a0", "point", "5"),
        ("1\u202f5", "point", "15"),
        ("1" * 60, "point", "1" * 60),
    ],
)
def test_spaces_between_thousands_are_left_out(
    text: str, decimals: Literal["point", "comma"], expected: str
) -> None:
    assert str(number(text, decimals)) == expected


@pytest.mark.parametrize("text", ["1 2", "12 34", "1X2", "X12", "1" * 61, "0" * 100, "twelve"])
def test_what_is_no_number_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(Refused) as refused:
        number(text, "point")

    assert refused.value.reason == "value_malformed"
    assert refused.value.detail == f"{text[:40]!r} is not a number."


def test_an_empty_cell_has_no_value() -> None:
    with pytest.raises(Refused) as refused:
        number("  ", "point")

    assert refused.value.reason == "value_missing"


def test_a_number_has_a_decimal_point_unless_it_is_said_otherwise() -> None:
    assert is_number("1.5")
    assert not is_number("1,5")
    assert is_number("1,5", "comma")
    assert [is_either_number(each) for each in ("1.5", "1,5", "one")] == [True, True, False]
