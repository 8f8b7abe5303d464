"""Grouping the readings of an HTTP request by device, and rejecting a whole request."""

import json
from uuid import uuid4

import pytest

from kilowatch.balancing.service.intake import (
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


def test_readings_are_grouped_by_the_device_they_name() -> None:
    mine, others = item(device_id=str(METER)), item(device_id=str(OTHER))

    by_device, refused = sort_by_device(array(mine, others, mine))

    assert (by_device, refused) == ({METER: [mine, mine], OTHER: [others]}, [])


def test_items_without_a_device_or_reading_are_rejected_by_index() -> None:
    by_device, refused = sort_by_device(array(item(device_id=str(METER)), item(), b"0"))

    assert list(by_device) == [METER]
    assert [each.index for each in refused] == [1, 2]


def test_a_reading_of_another_device_rejects_the_request() -> None:
    with pytest.raises(ForeignDevice, match="Reading 1 "):
        sort_by_device(array(item(), item(device_id=str(OTHER))), METER)


def test_malformed_readings_are_listed_up_to_the_limit() -> None:
    by_device, refused = sort_by_device(array(*[b"0"] * MOST_MALFORMED, item()), METER)

    assert (len(refused), by_device) == (MOST_MALFORMED, {METER: [item()]})


@pytest.mark.parametrize("count", [MOST_MALFORMED + 1, 130_000])
@pytest.mark.parametrize("malformed", [b"0", b"{}"])
def test_malformed_readings_over_the_limit_reject_the_request(malformed: bytes, count: int) -> None:
    """130,000 errors blocked the event loop for a second, and made a response of 7 MB."""
    with pytest.raises(MalformedReadings, match=r"More than 1,000 .*Reading 0: "):
        sort_by_device(array(*[malformed] * count))


def test_a_body_with_too_many_values_is_rejected_unparsed() -> None:
    with pytest.raises(RequestTooLarge):
        sort_by_device(b"[" + b"0," * 1_000_001 + b"0]")
