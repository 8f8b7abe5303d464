"""Files of random shape from a known truth: each is right to the last digit, or asked about."""

import pytest

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.imports.domain import ImportKind
from kilowatch.monitoring.imports.whole import FileReading
from tests.monitoring.file_reader import read_bytes
from tests.monitoring.random_files import Maker, RandomFile, Truth

PARTS = 4
FILES = 60
"""In each part. Thousands of others were tried while this was written."""


def readings(reading: FileReading) -> set[Truth]:
    """Return what would be stored."""
    mapping = reading.mapping
    is_register = mapping.kind is ImportKind.REGISTER
    return {
        Truth(
            row.measured_at,
            None if is_register else row.interval_s or mapping.interval_s,
            row.value_uwh,
        )
        for row in reading.found.rows()
    }


def is_right(file: RandomFile, answers: dict[str, object], wanted: set[Truth]) -> bool:
    """Return true for a file that is stored, false for one that is asked about."""
    try:
        reading = read_bytes(file.text, file.zone, **answers)
    except KilowatchError:
        return False
    stored = readings(reading)
    assert stored <= wanted
    if not reading.found.reasons:
        assert len(stored) == len(reading.found)
    return stored == wanted


@pytest.mark.parametrize("part", range(PARTS))
def test_no_file_of_random_shape_is_stored_wrongly(part: int) -> None:
    at_once = with_answers = 0
    for seed in range(part * FILES, (part + 1) * FILES):
        maker = Maker(seed)
        file = maker.make()
        first = next(iter(file.series.values()))
        # Of several series none may be taken without a word.
        at_once += is_right(file, {}, set() if maker.names else first)
        with_answers += is_right(file, file.answers, first)

    assert at_once > FILES * 0.3
    assert with_answers > FILES * 0.85
