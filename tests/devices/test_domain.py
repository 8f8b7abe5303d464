from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.units import kilowatthours, microwatthours
from kilowatch.devices.domain import (
    MAX_LIMIT_KWH_PER_HOUR,
    MIN_LIMIT_KWH_PER_HOUR,
    Device,
    assigned,
    changed,
    freed,
    is_time_zone,
)
from kilowatch.devices.schemas import MaxConsumption, OwnerAssignment, ReportingInterval

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADA, BOB = UserId(UUID(int=1)), UserId(UUID(int=2))
moments = st.none() | st.sampled_from([NOW - timedelta(days=days) for days in (1, 2)])
owners = st.sampled_from([ADA, BOB])
devices = st.builds(
    Device,
    id=st.uuids().map(DeviceId),
    version=st.integers(1, 100),
    name=st.sampled_from(["Heat pump", "Oven"]),
    description=st.none() | st.just("in the cellar"),
    owner_id=st.none() | owners,
    owned_since=moments,
    limit_uwh_per_hour=st.none() | st.integers(1, 10**15),
    reporting_interval_s=st.none() | st.integers(1, 86_400),
    time_zone=st.sampled_from(["UTC", "Europe/London"]),
    created_at=st.just(NOW),
)


@given(devices, owners, moments, st.booleans())
def test_assigning_twice_changes_nothing_the_second_time(
    device: Device, owner: UserId, since: datetime | None, had_owner: bool
):
    once = assigned(device, owner, since, NOW, had_owner=had_owner)
    assert once.owner_id == owner
    later = NOW + timedelta(hours=1)
    assert assigned(once, owner, since, later, had_owner=True) is once


@given(devices, owners, moments, st.booleans())
def test_ownership_starts_at_the_given_moment_or_at_the_change(
    device: Device, owner: UserId, since: datetime | None, had_owner: bool
):
    after = assigned(freed(device), owner, since, NOW, had_owner=had_owner)
    expected = since if since is not None else (NOW if had_owner else None)
    assert after.owned_since == expected


@given(devices)
def test_freeing_a_device_makes_a_new_version_only_if_it_had_an_owner(device: Device):
    after = freed(device)
    assert (after.owner_id, after.owned_since) == (None, None)
    changes = (device.owner_id, device.owned_since) != (None, None)
    assert after.version == device.version + changes


@given(devices, st.sampled_from(["Heat pump", "Oven"]))
def test_a_change_makes_a_new_version_only_if_something_differs(device: Device, name: str):
    after = changed(device, {"name": name})
    assert after.version == device.version + (name != device.name)


@given(st.floats(MIN_LIMIT_KWH_PER_HOUR, MAX_LIMIT_KWH_PER_HOUR))
def test_a_limit_is_stored_in_microwatt_hours_of_at_least_one(limit: float):
    stored = microwatthours(limit)
    assert stored >= 1
    assert abs(kilowatthours(stored) - limit) <= 0.5e-9 + limit * 1e-15


def test_time_zones_are_those_of_the_iana_database():
    assert is_time_zone("Europe/London")
    assert is_time_zone("Asia/Kathmandu")
    for no_zone in ("", "Mars/Base", "../etc/passwd", "europe/london", "+02:00"):
        assert not is_time_zone(no_zone)


@pytest.mark.parametrize(
    ("field", "first", "last", "beyond"),
    [
        (MaxConsumption, 1e-9, 1_000_000.0, (0.999e-9, 1_000_000.1)),
        (ReportingInterval, 1, 86_400, (0, 86_401)),
    ],
)
def test_limits_range_from_1_uwh_to_1_gwh_and_intervals_from_1_s_to_a_day(
    field: Any, first: float, last: float, beyond: tuple[float, float]
) -> None:
    adapter: TypeAdapter[float] = TypeAdapter(field)

    assert (adapter.validate_python(first), adapter.validate_python(last)) == (first, last)
    for each in beyond:
        with pytest.raises(ValidationError):
            adapter.validate_python(each)


def test_ownership_starts_no_earlier_than_the_year_2000() -> None:
    first = datetime(2000, 1, 1, tzinfo=UTC)
    body = {"user_id": str(ADA), "since": first.isoformat()}

    assert OwnerAssignment.model_validate(body).since == first
    with pytest.raises(ValidationError):
        OwnerAssignment.model_validate(body | {"since": "1999-12-31T23:59:59.999Z"})
