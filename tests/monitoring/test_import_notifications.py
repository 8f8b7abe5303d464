"""An import notifies nobody: its alerts and early warnings are those of the past."""

import json

from tests.monitoring.correction_steps import KWH
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import MonitoringEnv
from tests.monitoring.import_client import ImportClient
from tests.monitoring.reference_model import Sent
from tests.monitoring.test_early_warnings import (
    this_hour,
    until_warning_is,
    warned_device,
    warnings,
)


async def test_imported_hours_never_notify_however_recent(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(limit_uwh=KWH)
    [now] = await db.rows("SELECT date_trunc('hour', now()) AS hour")

    told = await import_client.run(
        device, f"time,kWh\n{now['hour'].isoformat()},5\n".encode(), interval_s=3600
    )

    assert told["alerts_raised"] == 1
    [event] = await db.rows("SELECT body FROM outbox ORDER BY id DESC LIMIT 1")
    assert json.loads(event["body"])["live"] is False
    [hour] = await db.rows("SELECT late_count FROM hourly_consumption")
    assert hour["late_count"] == 0


async def test_an_imported_hour_gives_no_early_warning(
    env: MonitoringEnv, import_client: ImportClient
) -> None:
    owner = await env.person()
    imported, metered = await warned_device(env, owner), await warned_device(env, owner)
    row = f"{this_hour().isoformat()},1.7"
    await import_client.run(imported, f"time,kWh\n{row}\n".encode(), interval_s=3600)

    await env.db.take(metered, [Sent(this_hour(), round(1.7 * KWH), 60, 1)])
    await until_warning_is(env, owner, "raised")

    assert [each["device_id"] for each in await warnings(env, owner)] == [str(metered)]
