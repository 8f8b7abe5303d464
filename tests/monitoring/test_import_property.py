"""Files of random shape from a known truth: each is right to the last digit, or asked about."""

import io

import msgspec
import pytest

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.imports.domain import ImportKind
from kilowatch.monitoring.imports.guess import MappingOverrides
from kilowatch.monitoring.imports.parts import Part, read_parts
from kilowatch.monitoring.imports.whole import FileReading
from tests.monitoring.db import NOW
from tests.monitoring.file_reader import read_bytes
from tests.monitoring.random_files import Maker, RandomFile, Truth

PARTS = 4
SEVERAL = 40
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
            "estimated" if row.estimated else "measured",
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


def are_right(file: RandomFile) -> bool:
    """Return true for a file whose series all fill their channels, false if it is asked about."""
    parts = [
        Part(msgspec.convert(said, MappingOverrides), file.zone) for said in file.each.values()
    ]
    try:
        found = read_parts(io.BytesIO(file.text), parts, NOW, 1_000_000)
    except KilowatchError:
        return False
    for name, reading in zip(file.each, found, strict=True):
        assert readings(reading) <= file.series[name]
    return all(
        readings(reading) == file.series[name]
        for name, reading in zip(file.each, found, strict=True)
    )


@pytest.mark.parametrize("part", range(2))
def test_no_series_of_a_random_file_fills_the_channel_of_another(part: int) -> None:
    seeds = (seed for seed in range(10_000 * (part + 1), 10_000 * (part + 2)) if Maker(seed).names)
    right = sum(are_right(Maker(next(seeds)).make()) for _ in range(SEVERAL))

    assert right > SEVERAL * 0.85
