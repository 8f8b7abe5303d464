"""Fills an empty platform with two clients and a few devices, and plans their meters.

`seed` creates users and devices through the gateway and writes the plan of the simulation to
`plan_path` in the state folder. From then on the process ``simulator`` runs: ``kilowatch
simulate --demo PLAN``. It replays the London household's recording, sends a year of simulated
history for the other devices, and keeps them live; after a restart it continues.

Interrupted seeding continues when called again, with the same identifiers and passwords, which
the file `progress` keeps until it is done.
"""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec

import kilowatch
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import (
    SECRETS_FOLDER,
    RecordedMeter,
    SimulatedMeter,
    SimulationPlan,
    secret_path,
)
from kilowatch.kit.http_client import shared_tls
from kilowatch.local.errors import LocalError
from kilowatch.local.private_files import write_private

DEMO_TIME_ZONE = "Europe/Bucharest"
LONDON_FILE = "london_household_MAC000002.csv"
HISTORY = timedelta(days=365)
CALL_TIMEOUT_S = 15.0
USERS_PER_PAGE = 200


class PlatformAddress(msgspec.Struct, frozen=True, kw_only=True):
    """A running platform, how to administer it, and the demo's time zone."""

    http_url: str
    home: Path
    username: str
    password: str
    time_zone: str = DEMO_TIME_ZONE


class DemoPerson(msgspec.Struct, frozen=True):
    """A client of the demo, and the password to show once."""

    name: str
    username: str
    password: str


class DemoPeople(msgspec.Struct, frozen=True):
    """The users that the demo created; empty if there was nothing to do."""

    people: list[DemoPerson]


class DemoDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device of the demo. Without a profile its meter is the London recording.

    Without a ``time_zone`` it is in the demo's.
    """

    name: str
    owner: str
    limit_kwh_per_hour: float
    interval_s: int
    time_zone: str | None = None
    profile: str | None = None
    surge_kw: float = 0.0

    def zone(self, demo_time_zone: str) -> str:
        """Return the zone of its clock hours, in a demo of that zone."""
        return self.time_zone or demo_time_zone


PEOPLE = {"household": "Demo household", "building": "Demo building"}
"""Full name by username."""

DEVICES = (
    DemoDevice(
        name="London household (recorded)",
        owner="household",
        limit_kwh_per_hour=2,
        time_zone="Europe/London",
        interval_s=1800,
    ),
    DemoDevice(
        name="Flat",
        owner="household",
        profile="household",
        limit_kwh_per_hour=2.5,
        interval_s=900,
        # For twenty minutes of every second hour: 3 kWh, which raises an alert.
        surge_kw=9,
    ),
    DemoDevice(
        name="Car charger",
        owner="household",
        profile="ev-charger",
        limit_kwh_per_hour=12,
        interval_s=900,
    ),
    DemoDevice(
        name="Heat pump",
        owner="building",
        profile="heat-pump",
        limit_kwh_per_hour=3,
        interval_s=900,
    ),
    DemoDevice(
        name="Shop",
        owner="building",
        profile="shop",
        limit_kwh_per_hour=4.5,
        interval_s=900,
    ),
)


class _Progress(msgspec.Struct):
    """The progress of an interrupted seeding. Lists are in the order of the tables above."""

    passwords: dict[str, str]
    device_ids: list[UUID]


def plan_path(home: Path) -> Path:
    """Return the path of the plan for ``kilowatch simulate --demo``; absent without a demo."""
    return home / "demo.json"


async def seed(platform: PlatformAddress) -> DemoPeople:
    """Fill ``platform`` if it is empty, or continue an interrupted seeding. Raises `LocalError`."""
    if plan_path(platform.home).exists():
        return DemoPeople([])
    try:
        async with httpx.AsyncClient(
            base_url=platform.http_url,
            timeout=CALL_TIMEOUT_S,
            trust_env=False,
            verify=shared_tls(),
        ) as http:
            await _log_in(http, platform)
            return await _seed(http, platform)
    except (httpx.HTTPError, *DECODING_ERRORS, OSError) as error:
        raise LocalError(
            f"The demo could not be made: {error!r}. The next start tries again."
        ) from (error)


async def _seed(http: httpx.AsyncClient, platform: PlatformAddress) -> DemoPeople:
    progress_path = platform.home / "demo.progress.json"
    if progress_path.exists():
        progress = msgspec.json.decode(progress_path.read_bytes(), type=_Progress)
    else:
        if not await _is_empty(http):
            return DemoPeople([])
        progress = _Progress(
            {username: secrets.token_urlsafe(12) for username in PEOPLE},
            [uuid4() for _ in DEVICES],
        )
        write_private(progress_path, msgspec.json.encode(progress).decode())
    people = await _make_people(http, progress.passwords)
    owners = {each.username: await _find_user(http, each.username) for each in people}
    for device, device_id in zip(DEVICES, progress.device_ids, strict=True):
        await _make_device(http, device, device_id, owners[device.owner], platform.time_zone)
        await _equip_meter(http, DeviceId(device_id), platform.home / SECRETS_FOLDER)
    plan = make_plan(progress.device_ids, datetime.now(UTC), platform.time_zone)
    write_private(plan_path(platform.home), msgspec.json.encode(plan).decode())
    progress_path.unlink()
    return DemoPeople(people)


def make_plan(
    device_ids: Iterable[UUID], now: datetime, time_zone: str = DEMO_TIME_ZONE
) -> SimulationPlan:
    """Return the simulation plan for `DEVICES`."""
    recorded: list[RecordedMeter] = []
    simulated: list[SimulatedMeter] = []
    for device, device_id in zip(DEVICES, device_ids, strict=True):
        if device.profile is None:
            recorded.append(RecordedMeter(device_id=DeviceId(device_id), file=str(london_file())))
            continue
        simulated.append(
            SimulatedMeter(
                device_id=DeviceId(device_id),
                profile=device.profile,
                time_zone=device.zone(time_zone),
                history_from=now - HISTORY,
                history_interval_s=device.interval_s,
                surge_kw=device.surge_kw,
            )
        )
    return SimulationPlan(recorded=recorded, simulated=simulated)


def london_file() -> Path:
    """Return the path of the recording beside the sources. It is not part of a package."""
    return Path(kilowatch.__file__).resolve().parents[2] / "data" / LONDON_FILE


async def _make_people(http: httpx.AsyncClient, passwords: dict[str, str]) -> list[DemoPerson]:
    people: list[DemoPerson] = []
    for username, name in PEOPLE.items():
        password = passwords[username]
        body = {"name": name, "username": username, "password": password, "role": "CLIENT"}
        # A conflict: created by an interrupted seeding, with the same password.
        await _call(http, "POST", "/api/users", body, may_exist=True)
        people.append(DemoPerson(name, username, password))
    return people


async def _is_empty(http: httpx.AsyncClient) -> bool:
    """Return true if there are no devices, and no user has a name of the demo."""
    devices = await _call(http, "GET", "/api/devices?limit=1")
    if devices.json()["total"]:
        return False
    return not any([await _find_user(http, username) for username in PEOPLE])


async def _find_user(http: httpx.AsyncClient, username: str) -> str | None:
    answer = await _call(http, "GET", f"/api/users?search={username}&limit={USERS_PER_PAGE}")
    for user in answer.json()["items"]:
        if user["username"] == username:
            return str(user["id"])
    return None


async def _make_device(
    http: httpx.AsyncClient,
    device: DemoDevice,
    device_id: UUID,
    owner_id: str | None,
    time_zone: str,
) -> None:
    body = {
        "id": str(device_id),
        "name": device.name,
        "owner_id": owner_id,
        "max_consumption": float(device.limit_kwh_per_hour),
        "reporting_interval_s": device.interval_s,
        "time_zone": device.zone(time_zone),
    }
    await _call(http, "POST", "/api/devices", body, may_exist=True)


async def _equip_meter(http: httpx.AsyncClient, device_id: DeviceId, folder: Path) -> None:
    """Have the device's credential issued, and store the secret where its meter finds it."""
    answer = await _call(http, "POST", f"/api/auth/devices/{device_id}/credential")
    _keep_secret(folder, device_id, str(answer.json()["secret"]))


def _keep_secret(folder: Path, device_id: DeviceId, secret: str) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    write_private(secret_path(folder, device_id), secret)


async def _log_in(http: httpx.AsyncClient, platform: PlatformAddress) -> None:
    credentials = {
        "username": platform.username,
        "password": platform.password,
        "refresh_in": "body",
    }
    answer = await _call(http, "POST", "/api/auth/login", credentials)
    http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


async def _call(
    http: httpx.AsyncClient,
    method: str,
    path: str,
    body: dict[str, Any] | None = None,
    *,
    may_exist: bool = False,
) -> httpx.Response:
    answer = await http.request(method, path, json=body)
    if answer.status_code == HTTPStatus.CONFLICT and may_exist:
        return answer
    answer.raise_for_status()
    return answer
