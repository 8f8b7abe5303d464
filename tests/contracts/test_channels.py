"""Names of channels: codes, OBIS codes, and what they mean."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.channels import (
    UnknownChannelName,
    channel_code,
    channel_id,
    meaning_of,
    obis_of,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("import", "import"),
        (" Export ", "export"),
        ("IMPORT-T1", "import-t1"),
        ("hot_water", "hot-water"),
        ("1.8.0", "import"),
        ("1.8.1", "import-t1"),
        ("1-0:1.8.2", "import-t2"),
        ("1-0:2.8.0*255", "export"),
        ("1-0:2.8.63.255", "export-t63"),
        ("7-0:3.0.0", "gas"),
        ("8-0:1.0.0", "water"),
        ("9-0:1.0.0", "hot-water"),
        ("6-0:1.0.0", "heat"),
        ("5-0:1.0.0", "cooling"),
        ("phase-1", "phase-1"),
    ],
)
def test_names_of_a_channel(name: str, code: str) -> None:
    assert channel_code(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-",
        "import-",
        "1phase",
        "été",
        "a" * 33,
        "1.7.0",
        "32.7.0",
        "1.8",
        "1.8.64",
        "3.8.0",
        "7-0:3.8.0",
        "0-1:24.2.1",
        "1.8.0 ; drop",
        "\u0661.8.0",
    ],
)
def test_rejects_what_names_no_counter(name: str) -> None:
    with pytest.raises(UnknownChannelName):
        channel_code(name)


@given(st.sampled_from(["import", "export"]), st.one_of(st.none(), st.integers(1, 63)))
def test_obis_codes_lead_back_to_their_channel(direction: str, tariff: int | None) -> None:
    code = direction if tariff is None else f"{direction}-t{tariff}"
    obis = obis_of(code)
    assert obis is not None
    assert channel_code(obis) == code
    meaning = meaning_of(code)
    assert meaning is not None
    assert (meaning.direction, meaning.tariff) == (
        direction,
        None if tariff is None else f"T{tariff}",
    )


@pytest.mark.parametrize("code", ["gas", "water", "hot-water", "heat", "cooling"])
def test_other_energies_have_obis_codes_too(code: str) -> None:
    obis = obis_of(code)
    assert obis is not None
    assert channel_code(obis) == code


def test_a_code_of_ones_own_says_nothing() -> None:
    assert meaning_of("phase-1") is None
    assert obis_of("phase-1") is None
    assert obis_of("production") is None
    assert meaning_of("import-t64") is None


def test_the_import_of_a_device_has_its_identifier() -> None:
    device = uuid4()
    assert channel_id(device, "import") == device


def test_identifiers_follow_from_device_and_code() -> None:
    device = UUID("7d8f6c1e-0000-4000-8000-000000000001")
    assert channel_id(device, "export") == UUID("ffbafe50-0ee2-5e8c-af38-72f9cd17654a")
    codes = ["export", "import-t1", "import-t2", "gas"]
    assert len({channel_id(device, each) for each in codes}) == len(codes)
    assert channel_id(uuid4(), "export") != channel_id(device, "export")
