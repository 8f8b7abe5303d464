"""Each known format with a sample of our own making, and its truth beside it."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from kilowatch.monitoring.imports.domain import MappingUnclear
from kilowatch.monitoring.imports.formats import all_formats
from tests.monitoring.file_reader import SAMPLES, outcome, read_bytes

FOLDER = SAMPLES / "formats"
TRUTHS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def truth_of(name: str) -> tuple[bytes, dict[str, Any]]:
    """Return a sample and what is true of it."""
    truth = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return (FOLDER / truth["file"]).read_bytes(), truth


@pytest.mark.parametrize("name", TRUTHS)
def test_a_sample_is_right_to_the_last_digit(name: str) -> None:
    file, truth = truth_of(name)
    options = truth.get("options", {})
    if "asks" in truth:
        with pytest.raises(MappingUnclear) as question:
            read_bytes(file, truth["zone"])
        assert truth["asks"] in question.value.detail

    got = outcome(file, truth["zone"], **options)

    wanted = (truth["rows"], Decimal(truth["kwh"]), truth["first"], truth.get("rejected", {}))
    assert (got.rows, round(got.kwh, 9), got.first, got.rejected) == wanted
    assert read_bytes(file, truth["zone"], **options).mapping.format_name == truth.get("format")


def test_every_known_format_has_a_sample() -> None:
    recordings = {"Low Carbon London", "UCI household power consumption"}  # those in data/
    sampled = {truth_of(name)[1].get("format") for name in TRUTHS}

    assert {each.name for each in all_formats()} - recordings <= sampled
