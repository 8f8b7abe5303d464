"""Rules of the gateway's routers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.request_sizes import REQUEST_SIZES
from kilowatch.local.matching import longer_than


@pytest.mark.parametrize("most", [*(each.largest_bytes for each in REQUEST_SIZES.values()), 9, 999])
def test_lengths_over_the_limit_match_from_the_next_byte(most: int) -> None:
    rule = re.compile(longer_than(most))

    for length in (0, 1, most - 1, most, most + 1, most * 2, most * 10, 10**30):
        for text in (str(length), f"000{length}"):
            assert bool(rule.fullmatch(text)) is (length > most)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_lengths_are_compared_as_numbers(most: int, length: int) -> None:
    assert bool(re.fullmatch(longer_than(most), str(length))) is (length > most)
