"""`kilowatch simulate` and `kilowatch replay` on the command line."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import pytest
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from kilowatch.simulator.settings import NoBroker, SimulatorSettings, find_endpoint
from kilowatch.simulator.transports import Transport, UnknownTransport
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.simulator.readings_queue import channel_of, collect

UCI = Path(__file__).parents[2] / "data" / "uci_household_2007-02-01_02.csv"


async def run(*arguments: str, home: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run ``kilowatch`` without any settings but the state folder."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("KILOWATCH_")}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "kilowatch", *arguments],
        env=environment | {"KILOWATCH_HOME": str(home)} | settings,
        capture_output=True,
        text=True,
        timeout=100,
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


async def test_a_register_meter_prints_its_register_reproducibly(tmp_path: Path) -> None:
    platform = FakePlatform()
    day = ("--date", "2025-03-30", "--interval", "1h", "--time-zone", "Europe/Bucharest")
    common = ("--kind", "register", "--installed", "2025-03-01", "--seed", "3", *day)
    async with serving(platform.app) as url:
        for device in (str(uuid4()), str(uuid4())):
            ended = await run(
                *("simulate", "--device", device, "--consumer", "the same", *common),
                *("--broker", url),
                home=tmp_path,
                KILOWATCH_METER_SECRET="secret",
            )
            assert ended.returncode == 0, ended.stderr
            assert "24 messages sent, 24 confirmed: 24 readings" in ended.stdout

    bodies = [body for _, _, body in platform.posted]
    # Over HTTP several are in flight at once.
    shown = sorted((each["measured_at"], each["register_kwh"]) for each in bodies)
    assert shown[::2] == shown[1::2]
    assert len(set(shown)) == 24
    assert shown[0][0] == "2025-03-29T22:00:00Z"
    assert shown[-1][0] == "2025-03-30T21:00:00Z"
    assert [kwh for _, kwh in shown] == sorted(kwh for _, kwh in shown)
    assert "interval_s" not in bodies[0]


async def test_intervals_of_an_outage_are_sent_late_or_lost(tmp_path: Path) -> None:
    platform = FakePlatform()
    device = str(uuid4())
    common = ("simulate", "--device", device, "--consumer", "a", "--date", "2025-11-25")
    async with serving(platform.app) as url:
        for lose in ((), ("--lose",)):
            ended = await run(
                *(*common, "--outages", "6", *lose, "--broker", url),
                home=tmp_path,
                KILOWATCH_METER_SECRET="secret",
            )
            assert ended.returncode == 0, ended.stderr

    stamps = [body["timestamp"] for _, _, body in platform.posted]
    assert len(set(stamps[:144])) == 144
    assert 100 < len(stamps[144:]) < 144
    assert set(stamps[144:]) < set(stamps[:144])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--kind", "register", "--outages", "1", "--lose"), "A register meter loses nothing"),
        (("--kind", "register", "--date", "2024-12-31"), "--installed"),
        (("--outages", "25"), "Must be <= 24"),
    ],
)
async def test_invalid_options_give_a_plain_error(
    tmp_path: Path, wrong: tuple[str, ...], said: str
) -> None:
    command = ("simulate", "--device", str(uuid4()), "--broker", "http://127.0.0.1:9")

    ended = await run(*command, *wrong, home=tmp_path, KILOWATCH_METER_SECRET="secret")

    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


async def test_register_meters_are_reachable_independently(tmp_path: Path) -> None:
    platform = FakePlatform()
    day = ("--date", "2025-11-25", "--interval", "30m", "--kind", "register", "--outages", "8")
    async with serving(platform.app) as url:
        (tmp_path / "meter.env").write_text(f"KILOWATCH_METER_HTTP_URL={url}\n", "utf-8")
        ended = await run(
            *("simulate", "--devices", "4", "--login", "admin", "--via", "http"),
            *(*day, "--installed", "2025-11-20", "--profile", "mixed"),
            home=tmp_path,
            KILOWATCH_LOGIN_PASSWORD="right",
        )
        assert ended.returncode == 0, ended.stderr

    shown: dict[str, list[tuple[str, float]]] = {}
    for device, _, body in platform.posted:
        shown.setdefault(device, []).append((body["measured_at"], body["register_kwh"]))
    assert len(shown) == 4
    assert len({frozenset(moment for moment, _ in each) for each in shown.values()}) == 4
    for each in shown.values():
        assert [kwh for _, kwh in sorted(each)] == sorted(kwh for _, kwh in each)
        assert len(each) < 49


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


class FakePlatform:
    """Answers the simulator's requests, and keeps what meters posted."""

    def __init__(self) -> None:
        self.devices: dict[str, dict[str, Any]] = {}
        self.posted: list[tuple[str, str, Any]] = []
        self.app = FastAPI()
        self.app.post("/api/auth/login")(self.log_in)
        self.app.post("/api/devices", status_code=201)(self.add_device)
        self.app.post("/api/auth/devices/{device_id}/credential", status_code=201)(self.equip)
        self.app.post("/api/readings", status_code=202)(self.take)

    async def log_in(self, body: dict[str, str]) -> dict[str, Any]:
        if body["password"] != "right":
            raise HTTPException(401)
        return {"access_token": "token", "expires_in_s": 900}

    async def add_device(self, body: dict[str, Any]) -> None:
        if body["id"] in self.devices:
            raise HTTPException(409)
        self.devices[body["id"]] = body

    async def equip(self, device_id: str) -> dict[str, str]:
        return {"username": device_id, "secret": f"secret-{device_id}"}

    async def take(
        self, body: dict[str, Any], login: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]
    ) -> dict[str, Any]:
        self.posted.append((login.username, login.password, body))
        return {"accepted": 1, "rejected": []}


async def test_an_administrator_login_registers_and_provisions_meters_for_a_day(
    tmp_path: Path,
) -> None:
    platform = FakePlatform()
    day = ("--date", "2025-11-25", "--interval", "12h", "--time-zone", "Europe/London")
    command = ("simulate", "--devices", "3", "--login", "admin", "--via", "http", *day)
    async with serving(platform.app) as url:
        (tmp_path / "meter.env").write_text(f"KILOWATCH_METER_HTTP_URL={url}\n", "utf-8")

        refused = await run(*command, home=tmp_path, KILOWATCH_LOGIN_PASSWORD="wrong")
        ended = await run(*command, home=tmp_path, KILOWATCH_LOGIN_PASSWORD="right")
        again = await run(*command, home=tmp_path, KILOWATCH_LOGIN_PASSWORD="right")

    assert refused.returncode == 1
    assert "The login was refused" in refused.stderr
    assert ended.returncode == again.returncode == 0, ended.stderr + again.stderr
    assert "6 messages sent, 6 confirmed: 6 readings" in ended.stdout
    assert len(platform.devices) == 3
    assert {each["time_zone"] for each in platform.devices.values()} == {"Europe/London"}
    assert len(platform.posted) == 12
    for username, secret, reading in platform.posted:
        assert (username, secret) == (reading["device_id"], f"secret-{reading['device_id']}")
    assert {username for username, _, _ in platform.posted} == set(platform.devices)
    assert "secret-" not in ended.stdout + ended.stderr


async def test_devices_of_a_file_use_the_secrets_in_it(tmp_path: Path) -> None:
    platform = FakePlatform()
    first, second = str(uuid4()), str(uuid4())
    file = tmp_path / "meters.txt"
    file.write_text(f"# two meters\n{first} one\n\n{second} two  # the shop\n", "utf-8")
    async with serving(platform.app) as url:
        ended = await run(
            *("simulate", "--device-file", str(file), "--broker", url),
            *("--date", "2025-11-25", "--interval", "1d", "--profile", "mixed"),
            home=tmp_path,
        )
        file.write_text("not a device\n", "utf-8")
        wrong = await run("simulate", "--device-file", str(file), "--broker", url, home=tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert sorted(each[:2] for each in platform.posted) == sorted([(first, "one"), (second, "two")])
    assert wrong.returncode == 1
    assert "meters.txt, line 1" in wrong.stderr


async def test_a_meter_without_a_known_secret_says_what_to_do(tmp_path: Path) -> None:
    command = ("simulate", "--device", str(uuid4()), "--date", "2025-11-25")
    ended = await run(*command, "--broker", "mqtt://127.0.0.1:9", home=tmp_path)

    assert ended.returncode == 1
    assert "KILOWATCH_METER_SECRET" in ended.stderr
    assert "Traceback" not in ended.stderr


async def test_without_a_broker_address_it_says_what_to_do(tmp_path: Path) -> None:
    ended = await run("replay", str(UCI), "--device", str(uuid4()), home=tmp_path)

    assert ended.returncode == 1
    assert "KILOWATCH_METER_AMQP_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_broker_address_is_taken_from_options_then_settings_then_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "meter.env").write_text("KILOWATCH_METER_AMQP_URL=amqp://left/\n", "utf-8")
    left = SimulatorSettings(home=tmp_path, meter_amqp_url=None)
    set_by_hand = left.model_copy(
        update=SimulatorSettings.model_validate({"meter_amqp_url": "amqp://set/"}).__dict__
    )

    assert find_endpoint("amqp://given/", Transport.AMQP, set_by_hand).url == "amqp://given/"
    assert find_endpoint(None, Transport.AMQP, set_by_hand).url == "amqp://set/"
    assert find_endpoint(None, Transport.AMQP, left).url == "amqp://left/"
    nowhere = SimulatorSettings(home=tmp_path / "nowhere", meter_amqp_url=None)
    with pytest.raises(NoBroker):
        find_endpoint(None, Transport.AMQP, nowhere)
    with pytest.raises(NoBroker, match="KILOWATCH_METER_MQTT_URL"):
        find_endpoint(None, Transport.MQTT, left)
    with pytest.raises(UnknownTransport):
        find_endpoint("ftp://given/", Transport.AMQP, left)
