"""The commands of `docs/meters.md` work as written there."""

import asyncio
import json
import shutil
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

METERS = Path(__file__).parents[2] / "docs" / "meters.md"


def example(containing: str) -> str:
    """Return the indented block of the document with ``containing`` in it, without its output."""
    blocks: list[str] = [""]
    for line in METERS.read_text(encoding="utf-8").splitlines():
        if line.startswith("    ") or not line:
            blocks[-1] += line.removeprefix("    ") + "\n"
        elif blocks[-1]:
            blocks.append("")
    [found] = [each.strip() for each in blocks if containing in each]
    return found.split("\n\n{")[0]


async def run(platform: Platform, *command: str, **variables: str) -> str:
    """Run ``command`` as written, except for the ports of this platform; return what it printed."""
    ports = platform.environment
    written = [
        each.replace("http://localhost:8000", platform.http_url)
        .replace("localhost:5673", f"localhost:{ports['KILOWATCH_AMQP_PORT']}")
        .replace("-p 1884", f"-p {ports['KILOWATCH_MQTT_PORT']}")
        for each in command
    ]
    process = await asyncio.create_subprocess_exec(
        *written,
        env=ports | variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, complaint = await process.communicate()
    assert process.returncode == 0, complaint.decode()
    return printed.decode()


async def device_with_credential(platform: Platform) -> dict[str, str]:
    """Return ``ID`` and ``SECRET`` of the document, of a new device."""
    device = await platform.device(await platform.client(), reporting_interval_s=900)
    names = {"ID": str(device), "TOKEN": platform.admin.token}
    issued = json.loads(await run(platform, "bash", "-c", example("curl -X POST -H"), **names))
    assert issued["username"] == names["ID"]
    return {"ID": names["ID"], "SECRET": issued["secret"]}


async def test_a_meter_reports_over_http_as_documented(platform: Platform) -> None:
    names = await device_with_credential(platform)

    answer = await run(
        platform,
        "bash",
        "-c",
        example("""curl -u "$ID:$SECRET" -H 'Content-Type: application/json"""),
        **names,
    )

    assert json.loads(answer) == {"accepted": 1, "rejected": []}
    await eventually(lambda: is_stored(platform, names["ID"]), within_s=60)


@pytest.mark.skipif(not shutil.which("mosquitto_pub"), reason="there is no mosquitto_pub here")
async def test_a_meter_reports_over_mqtt_as_documented(platform: Platform) -> None:
    names = await device_with_credential(platform)

    await run(platform, "bash", "-c", example("mosquitto_pub -h"), **names)

    await eventually(lambda: is_stored(platform, names["ID"]), within_s=60)


async def test_a_meter_reports_over_amqp_as_documented(platform: Platform) -> None:
    names = await device_with_credential(platform)

    await run(platform, sys.executable, "-c", example("import aio_pika"), **names)

    await eventually(lambda: is_stored(platform, names["ID"]), within_s=60)


async def is_stored(platform: Platform, device: str) -> bool:
    return await platform.stored(UUID(device)) == 1
