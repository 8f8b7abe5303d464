"""`kilowatch simulate` and `kilowatch replay` as a person types them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from kilowatch.simulator.settings import NoBroker, SimulatorSettings, find_entrance
from kilowatch.simulator.ways import UnknownWay, Way
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.simulator.stage import channel_of, collect

UCI = Path(__file__).parents[2] / "data" / "uci_household_2007-02-01_02.csv"


async def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run ``kilowatch`` without any settings but the state folder."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("KILOWATCH_")}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "kilowatch", *arguments],
        env=environment | {"KILOWATCH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_a_day_of_a_household_is_sent_to_the_platform_of_this_folder(
    broker: Broker, tmp_path: Path
) -> None:
    (tmp_path / "meter.env").write_text(f"KILOWATCH_METER_AMQP_URL={broker.amqp_url}\n", "utf-8")
    device = str(uuid4())
    async with channel_of(broker) as channel:
        arrived = await collect(channel)

        ended = await run(
            *("simulate", "--device", device, "--date", "2025-10-26", "--interval", "10m"),
            *("--time-zone", "Europe/Bucharest", "--over-limit", "3"),
            home=tmp_path,
        )

        assert ended.returncode == 0, ended.stderr
        assert "150 messages sent, 150 confirmed: 150 readings" in ended.stdout
        rows = await eventually(lambda: arrived.rows() if len(arrived.messages) == 150 else None)
    assert rows[0]["timestamp"] == "2025-10-25T21:00:00Z"
    assert {row["device_id"] for row in rows} == {device}
    peak = [row for row in rows if "2025-10-26T17" in row["timestamp"]]
    assert sum(row["measurement_value"] for row in peak) > 3


async def test_a_recording_is_replayed_in_batches(broker: Broker, tmp_path: Path) -> None:
    async with channel_of(broker) as channel:
        arrived = await collect(channel)

        ended = await run(
            *("replay", str(UCI), "--device", str(uuid4())),
            *("--broker", broker.amqp_url, "--batch", "100"),
            home=tmp_path,
        )

        assert ended.returncode == 0, ended.stderr
        assert "29 messages sent, 29 confirmed: 2,880 readings" in ended.stdout
        await eventually(lambda: len(arrived.rows()) == 2_880)
        assert broker.amqp_url not in ended.stdout + ended.stderr


async def test_without_a_broker_it_says_what_to_do(tmp_path: Path) -> None:
    ended = await run("replay", str(UCI), "--device", str(uuid4()), home=tmp_path)

    assert ended.returncode == 1
    assert "KILOWATCH_METER_AMQP_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_broker_is_looked_for_where_it_was_said_first(tmp_path: Path) -> None:
    (tmp_path / "meter.env").write_text("KILOWATCH_METER_AMQP_URL=amqp://left/\n", "utf-8")
    left = SimulatorSettings(home=tmp_path, meter_amqp_url=None)
    set_by_hand = left.model_copy(
        update=SimulatorSettings.model_validate({"meter_amqp_url": "amqp://set/"}).__dict__
    )

    assert find_entrance("amqp://given/", Way.AMQP, set_by_hand).url == "amqp://given/"
    assert find_entrance(None, Way.AMQP, set_by_hand).url == "amqp://set/"
    assert find_entrance(None, Way.AMQP, left).url == "amqp://left/"
    nowhere = SimulatorSettings(home=tmp_path / "nowhere", meter_amqp_url=None)
    with pytest.raises(NoBroker):
        find_entrance(None, Way.AMQP, nowhere)
    with pytest.raises(NoBroker, match="KILOWATCH_METER_MQTT_URL"):
        find_entrance(None, Way.MQTT, left)
    with pytest.raises(UnknownWay):
        find_entrance("ftp://given/", Way.AMQP, left)
