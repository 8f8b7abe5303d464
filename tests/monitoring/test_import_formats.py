"""Each known format with a sample of our own making, and its truth beside it."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from kilowatch.monitoring.imports.domain import FROM_GRID, MappingUnclear, Target
from kilowatch.monitoring.imports.formats import all_formats
from kilowatch.monitoring.imports.reading import FileUnreadable
from tests.monitoring.file_reader import SAMPLES, outcome, read_bytes

TARGETS = {
    "import": FROM_GRID,
    "export": Target("electricity", "export", "kWh"),
    "production": Target("electricity", "production", "kWh"),
    "gas": Target("gas", "import", "m3"),
}
FOLDER = SAMPLES / "formats"
TRUTHS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def truth_of(name: str) -> tuple[bytes, dict[str, Any]]:
    """Return a sample and what is true of it."""
    truth = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return (FOLDER / truth["file"]).read_bytes(), truth


@pytest.mark.parametrize("name", TRUTHS)
def test_a_sample_is_right_to_the_last_digit(name: str) -> None:
    file, truth = truth_of(name)
    target = TARGETS[truth.get("channel", "import")]
    options = truth.get("options", {}) | {"target": target}
    if "asks" in truth:
        with pytest.raises(MappingUnclear) as question:
            read_bytes(file, truth["zone"], target=target)
        assert truth["asks"] in question.value.detail

    got = outcome(file, truth["zone"], **options)

    wanted = (truth["rows"], Decimal(truth["kwh"]), truth["first"], truth.get("rejected", {}))
    assert (got.rows, round(got.kwh, 9), got.first, got.rejected) == wanted
    assert got.estimated == truth.get("estimated", 0)
    assert read_bytes(file, truth["zone"], **options).mapping.format_name == truth.get("format")


def test_every_known_format_has_a_sample() -> None:
    recordings = {"Low Carbon London", "UCI household power consumption"}  # those in data/
    sampled = {truth_of(name)[1].get("format") for name in TRUTHS}

    assert {each.name for each in all_formats()} - recordings <= sampled


def test_green_button_values_that_accumulate_are_registers_at_the_end_of_their_period() -> None:
    file = (FOLDER / "green_button.xml").read_text("utf-8")
    file = file.replace("<accumulationBehaviour>4<", "<accumulationBehaviour>3<")

    reading = read_bytes(file.encode(), "America/New_York")

    first = next(reading.found.rows())
    assert reading.mapping.kind == "register"
    assert f"{first.measured_at:%Y-%m-%d %H:%M}" == "2024-05-01 05:00"
    mixed = file.replace("<accumulationBehaviour>3<", "<accumulationBehaviour>4<", 1)
    with pytest.raises(FileUnreadable, match="both registers and the energy of intervals"):
        read_bytes(mixed.encode(), "America/New_York")
