"""Energy is exact between kWh and µWh."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.units import (
    MAX_READING_KWH,
    kilowatthours,
    microwatthours,
    register_microwatthours,
)


@given(st.integers(0, int(MAX_READING_KWH) * 10**9))
def test_decimals_of_a_meter_are_kept_to_the_last_unit(energy_uwh: int) -> None:
    written = float(Decimal(energy_uwh) / 10**9)

    assert microwatthours(written) == energy_uwh


@given(st.integers(0, 10**15))
def test_kwh_are_printed_as_exact_decimals(energy_uwh: int) -> None:
    assert Decimal(repr(kilowatthours(energy_uwh))) == Decimal(energy_uwh) / 10**9


def test_registers_are_exact_up_to_the_maximum() -> None:
    assert register_microwatthours(Decimal("48213.125")) == 48_213_125_000_000
    assert register_microwatthours(Decimal("999999999.999999999")) == 999_999_999_999_999_999
