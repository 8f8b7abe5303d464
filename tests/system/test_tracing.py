"""One reading is traced by its id from its request to the browser, through all logs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from kilowatch.local.tracing import Window, trace
from tests.harness.serving import eventually
from tests.system.people import WITHIN_S, screen
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_a_reading_can_be_traced_by_its_request_id_to_the_alert_in_the_browser(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    request_id = f"trace-{uuid4().hex}"
    reading = {"device_id": str(device), "measured_at": hour.isoformat(), "energy_kwh": 3}
    async with screen(platform, owner) as browser:
        answer = await platform.ask(
            "POST",
            "/api/readings",
            platform.admin,
            json=reading,
            headers={"X-Request-Id": request_id},
        )
        alert = await browser.hear("alert")

    logs = Path(platform.environment["KILOWATCH_HOME"]) / "logs"
    await eventually(
        lambda: "notification.pushed" in str(trace(logs, request_id, Window())), within_s=WITHIN_S
    )
    printed = await platform.kilowatch("trace", request_id, "--json")
    lines = [json.loads(line) for line in printed.splitlines()]
    now = datetime.now(UTC).isoformat()
    by_device = await platform.kilowatch("trace", str(device), "--at", now, "--within", "300")

    assert answer.headers["X-Request-Id"] == request_id
    processes = {each["process"].partition("-")[0] for each in lines}
    assert processes == {"balancing", "monitoring", "realtime"}
    # In a batch with other readings it is the batch's.
    [pushed] = [each["text"] for each in lines if "notification.pushed" in each["text"]]
    assert f"correlation_id={alert['correlation_id']}" in pushed
    assert lines == sorted(lines, key=lambda each: each["at"])
    for event in ("readings.accepted", "reading batch", "batch.stored", "notification.stored"):
        assert any(event in each["text"] for each in lines), event
        assert event in by_device, event
    assert "notification.pushed" in by_device
