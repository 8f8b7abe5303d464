"""One list of time zones for all services, each of which Python and PostgreSQL know."""

from zoneinfo import ZoneInfo

import asyncpg
import pytest

from kilowatch.contracts.time_zones import is_time_zone, time_zones, zone_or_utc


@pytest.mark.parametrize(
    "name",
    [
        "localtime",
        "posixrules",
        "Factory",
        "posix/Europe/London",
        "right/Europe/London",
        "europe/london",
        "EST5EDT,M3.2.0,M11.1.0",
        "<+03>-3",
        "+02:00",
        "../Europe/London",
        "Europe/../Europe/London",
        "/usr/share/zoneinfo/UTC",
        "Europe",
        "Europe/London\0",
        " UTC",
        "",
        "tzdata.zi",
        "A" * 10_000,
    ],
)
def test_host_and_server_specific_names_are_not_time_zones(name: str) -> None:
    assert not is_time_zone(name)
    assert zone_or_utc(name).key == "UTC"


def test_every_zone_exists_in_python() -> None:
    assert {"UTC", "Europe/London", "Asia/Kathmandu", "EST5EDT"} < time_zones()
    assert all(ZoneInfo(name).key == name for name in time_zones())


async def test_every_zone_exists_in_postgresql(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    try:
        known = await server.fetchval(
            """SELECT count(date_trunc('hour', now() AT TIME ZONE name))
               FROM unnest($1::text[]) AS name""",
            sorted(time_zones()),
        )
    finally:
        await server.close()
    assert known == len(time_zones())
