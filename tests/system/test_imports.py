"""History from a file, by the command and through the API: previewed, imported, undone."""

import asyncio
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Platform
from tests.system.truth import LONDON, london

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

THREE = b"start,energy (kWh)\n2025-06-02T00:00,1\n2025-06-02T01:00,2\n2025-06-02T02:00,3\n"


async def day(platform: Platform, device: UUID) -> list[tuple[float | None, str]]:
    """Return energy and state of the first three hours of 2 June 2025."""
    path = f"/api/monitoring/devices/{device}/consumption?date=2025-06-02"
    hours = (await platform.call("GET", path, platform.admin))["hours"]
    return [(each["energy_kwh"], each["state"]) for each in hours[:3]]


async def settled(platform: Platform, import_id: int) -> dict[str, Any]:
    """Return an import once none of its steps is left."""

    async def at_rest() -> dict[str, Any] | None:
        path = f"/api/monitoring/imports/{import_id}"
        told = await platform.call("GET", path, platform.admin)
        return told if told["state"] not in {"running", "undoing"} else None

    return await eventually(at_rest, within_s=4 * WITHIN_S, every_s=0.2)


async def undo(platform: Platform, import_id: int) -> dict[str, Any]:
    path = f"/api/monitoring/imports/{import_id}/undo"
    await platform.call("POST", path, platform.admin)
    return await settled(platform, import_id)


async def test_a_file_is_previewed_imported_and_undone_through_the_api(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    path = f"/api/monitoring/devices/{device}/imports"
    assert (await platform.ask("POST", path, owner, content=THREE)).status_code == 403

    shown = await platform.call("POST", f"{path}/preview", platform.admin, content=THREE)
    assert (shown["new"], shown["total_kwh"]) == (3, 6)
    assert await day(platform, device) == [(None, "missing")] * 3

    started = await platform.call("POST", path, platform.admin, content=THREE)
    done = await settled(platform, started["id"])
    assert (done["state"], done["new"], done["report"]) == ("done", 3, shown)
    assert [kwh for kwh, _ in await day(platform, device)] == [1, 2, 3]

    undone = await undo(platform, started["id"])
    assert (undone["state"], undone["undone"]) == ("undone", 3)
    assert await day(platform, device) == [(None, "missing")] * 3


async def test_a_year_and_a_half_is_imported_by_the_command_and_undone(platform: Platform) -> None:
    owner, truth = await platform.client(), london()
    device = await platform.device(owner, reporting_interval_s=1800, time_zone="Europe/London")
    username = f"importer-{uuid4().hex[:8]}"
    printed = await platform.kilowatch("admin", "create", "--username", username)
    password = re.search(r"password\s+(\S+)", printed)
    assert password is not None

    async def run(*more: str) -> str:
        line = platform.line("import", str(LONDON), "--device", str(device), "--login", username)
        done = await asyncio.to_thread(
            subprocess.run,
            [*line, *more],
            env={**os.environ, **platform.environment, "KILOWATCH_PASSWORD": password[1]},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "24140 new, 0 stored already" in await run("--preview")
    assert await platform.stored(device) == 0

    assert "is done: 24140 new" in await run("--yes")
    asked = {"device_id": str(device), "from": "2012-10-12", "to": "2014-03-01"}
    total = (await platform.call("GET", "/api/monitoring/consumption", owner, params=asked))[
        "total"
    ]
    assert (total["energy_kwh"], total["readings"]) == (float(truth.total_kwh), 24_140)

    path = f"/api/monitoring/imports?device_id={device}"
    [listed] = (await platform.call("GET", path, platform.admin))["items"]
    assert (await undo(platform, listed["id"]))["undone"] == 24_140
    assert await platform.stored(device) == 0
