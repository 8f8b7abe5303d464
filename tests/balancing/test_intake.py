"""Sorting the readings of an HTTP request by device, and refusing the whole request."""

import json
from uuid import uuid4

import pytest

from kilowatch.balancing.intake import (
    MOST_MALFORMED,
    ForeignDevice,
    MalformedReadings,
    RequestTooLarge,
    sort_by_device,
)
from kilowatch.contracts.ids import DeviceId

METER = DeviceId(uuid4())
OTHER = uuid4()


def item(**fields: object) -> bytes:
    return json.dumps({"energy_kwh": 1, **fields}, separators=(",", ":")).encode()


def array(*items: bytes) -> bytes:
    return b"[" + b",".join(items) + b"]"


def test_a_single_reading_is_an_array_of_one() -> None:
    assert sort_by_device(item(), METER) == ({METER: [item()]}, [])


def test_readings_are_sorted_by_the_device_they_name() -> None:
    mine, others = item(device_id=str(METER)), item(device_id=str(OTHER))

    by_device, refused = sort_by_device(array(mine, others, mine))

    assert (by_device, refused) == ({METER: [mine, mine], OTHER: [others]}, [])


def test_what_names_no_device_and_what_is_no_reading_is_refused_by_index() -> None:
    by_device, refused = sort_by_device(array(item(device_id=str(METER)), item(), b"0"))

    assert list(by_device) == [METER]
    assert [each.index for each in refused] == [1, 2]


def test_one_reading_of_another_device_refuses_the_request() -> None:
    with pytest.raises(ForeignDevice, match="Reading 1 "):
        sort_by_device(array(item(), item(device_id=str(OTHER))), METER)


def test_as_many_malformed_readings_as_may_be_are_listed() -> None:
    by_device, refused = sort_by_device(array(*[b"0"] * MOST_MALFORMED, item()), METER)

    assert (len(refused), by_device) == (MOST_MALFORMED, {METER: [item()]})


@pytest.mark.parametrize("count", [MOST_MALFORMED + 1, 130_000])
@pytest.mark.parametrize("malformed", [b"0", b"{}"])
def test_more_malformed_readings_refuse_the_request(malformed: bytes, count: int) -> None:
    """130,000 errors held the event loop up for a second, and were an answer of 7 MB."""
    with pytest.raises(MalformedReadings, match=r"More than 1,000 .*Reading 0: "):
        sort_by_device(array(*[malformed] * count))


def test_more_values_than_readings_could_have_are_not_even_split() -> None:
    with pytest.raises(RequestTooLarge):
        sort_by_device(b"[" + b"0," * 1_000_001 + b"0]")
