"""Balancers and replicas that join and leave during a test, and meters that report meanwhile."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path as FilePath
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import AMQPError
from pydantic import SecretStr

from kilowatch.balancing.app import create_app as create_balancer
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts.roles import Role
from kilowatch.kit.background import end_tasks
from kilowatch.local.calls import local_client
from kilowatch.monitoring.app import create_app as create_replica
from kilowatch.monitoring.deliveries import InHand
from kilowatch.monitoring.replica import Replica
from kilowatch.monitoring.settings import MonitoringSettings
from tests.balancing.reading_path import ADMIN, Path, body
from tests.harness.servers import Broker
from tests.harness.serving import eventually, free_port, serving
from tests.harness.tokens import TokenIssuer

LIMIT_UWH = 29_000_000_000
"""Below the 30 kWh per hour of a meter here: every full hour raises one alert."""

PAUSE_S = 0.05
"""Between twenty readings of a meter and the next: what waits for silence takes seconds of it."""


class Process:
    """A service as a process of its own, which can be killed and frozen."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, log: FilePath) -> None:
        self._process = process
        self._log = log
        self.url = url

    def signal(self, what: signal.Signals) -> None:
        """Send a signal, as a failing machine would."""
        self._process.send_signal(what)

    async def stop(self) -> None:
        """Stop it, and wait until it has ended."""
        self._process.terminate()
        await self._process.wait()

    def log(self) -> str:
        """Return its output so far."""
        return self._log.read_text()


class Fleet(Path):
    """The path of a reading, put together by the test."""

    def __init__(
        self,
        broker: Broker,
        issuer: TokenIssuer,
        database_url: str,
        balancing_url: str,
        folder: FilePath,
    ) -> None:
        super().__init__(broker, issuer, database_url)
        self.balancing_url = balancing_url
        self._folder = folder
        self.sources = ""
        """The folder of the processes' code, if not this one."""

    @property
    def _shared(self) -> dict[str, Any]:
        return {
            "amqp_url": SecretStr(self.broker.amqp_url),
            "jwks_url": self.issuer.jwks_url,
            "internal_token": SecretStr("internal"),
        }

    @asynccontextmanager
    async def balancer(self, **settings: Any) -> AsyncGenerator[str]:
        """Run a balancer inside the test; return its URL."""
        usual: dict[str, Any] = {
            "database_url": SecretStr(self.balancing_url),
            "stream_url": SecretStr(self.broker.stream_url),
            "management_url": SecretStr(self.broker.management_url),
            "batch_messages": 20,
            # Nothing is given up because the machine was busy for a moment.
            "silent_after_s": 5,
        }
        chosen = BalancingSettings(**self._shared, **(usual | settings))
        async with serving(create_balancer(chosen)) as url:
            self.balancer_url = url
            await eventually(lambda: is_healthy(url))
            yield url

    @asynccontextmanager
    async def replica(self, **settings: Any) -> AsyncGenerator[str]:
        """Run a replica inside the test; return its URL. Without a name it leases one."""
        chosen = MonitoringSettings(
            database_url=SecretStr(self.database_url),
            sweep_interval_s=0.3,
            **self._shared,
            **settings,
        )
        async with serving(create_replica(chosen)) as url:
            self.replica_url = url
            await eventually(lambda: is_healthy(url))
            yield url

    @asynccontextmanager
    async def process(self, service: str, **settings: Any) -> AsyncGenerator[Process]:
        """Run a service as a process; it is killed at the end if it still runs."""
        port = free_port()
        database_url = self.balancing_url if service == "balancing" else self.database_url
        own = {"port": port, "database_url": database_url, **settings}
        prefix = f"KILOWATCH_{service.upper()}_"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("KILOWATCH_")}
        environment = kept | {
            "KILOWATCH_AMQP_URL": self.broker.amqp_url,
            "KILOWATCH_STREAM_URL": self.broker.stream_url,
            "KILOWATCH_MANAGEMENT_URL": self.broker.management_url,
            "KILOWATCH_JWKS_URL": self.issuer.jwks_url,
            "KILOWATCH_INTERNAL_TOKEN": "internal",
            **({"PYTHONPATH": self.sources} if self.sources else {}),
            **{f"{prefix}{name.upper()}": str(value) for name, value in own.items()},
        }
        log = self._folder / f"{service}-{port}.log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                f"kilowatch.{service}",
                env=environment,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
            )
        started = Process(process, f"http://127.0.0.1:{port}", log)
        try:
            await eventually(lambda: is_healthy(started.url), within_s=60)
            yield started
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def put(self, url: str, **content: Any) -> httpx.Response:
        """Send a request as an administrator."""
        async with local_client(30) as client:
            headers = self.issuer.headers(ADMIN, Role.ADMIN)
            return await client.put(url, headers=headers, json=content)

    async def replicas(self, url: str = "") -> dict[str, str]:
        """Return the state by name, as a balancer reports."""
        answer = await self.get(f"{url or self.balancer_url}/api/balancing/replicas")
        return {each["name"]: each["state"] for each in answer["items"]}

    async def active(self, url: str) -> str | None:
        """Return the name of the active balancer, as one of them reports it."""
        answer = await self.get(f"{url}/api/balancing/replicas")
        return answer["active"]

    async def queues(self) -> set[str]:
        """Return the replicas that have a queue, by the broker itself."""
        async with local_client(30) as client:
            listed = await client.get(
                f"{self.broker.management_url}/api/queues/{self.broker.vhost}"
            )
        prefix = "monitoring.monitoring-"
        names = {each["name"] for each in listed.json()}
        return {name.removeprefix("monitoring.") for name in names if name.startswith(prefix)}

    async def publish_one(self, device: UUID, minute: int) -> bool:
        """Publish a reading; return whether it was routed."""
        try:
            await self.publish(device, [body(device, minute)])
        except AMQPError:
            return False
        return True

    async def events_are_routed(self) -> bool:
        """Return true if a replica applies the events of devices."""
        async with local_client(30) as client:
            bound = await client.get(
                f"{self.broker.management_url}/api/exchanges/{self.broker.vhost}/events/bindings/source"
            )
        keys = {each["routing_key"] for each in bound.json()} if bound.is_success else set()
        return "devices.device_registered.v1" in keys

    @asynccontextmanager
    async def talking_meter(self) -> AsyncGenerator["Meter"]:
        """Run a meter that sends a minute's reading every few milliseconds during the body."""
        meter = Meter(self, uuid4())
        # A replica is healthy a moment before its queue of events is bound.
        await eventually(lambda: self.events_are_routed())
        await self.register(meter.device, LIMIT_UWH)
        talking = asyncio.create_task(meter.talk())
        try:
            yield meter
        finally:
            await end_tasks(talking)

    async def nothing_is_lost_or_doubled(self, sent: int) -> None:
        """Check that every reading is stored once, and every full hour judged once."""
        await eventually(lambda: self._stored(sent), within_s=60)
        hours = await self.count("SELECT sum(energy_uwh)::bigint FROM hourly_consumption")
        assert hours == sent * 500_000_000
        alerts = await self.get(f"{self.replica_url}/api/monitoring/alerts", limit=200)
        assert alerts["total"] == sent // 60
        assert {each["version"] for each in alerts["items"]} <= {1}

    async def _stored(self, sent: int) -> int:
        return await self.count(f"SELECT (count(*) = {sent})::int FROM reading")


class Meter:
    """Sends minutes one after the other until it is stopped."""

    def __init__(self, fleet: Fleet, device: UUID) -> None:
        self._fleet = fleet
        self._enough = asyncio.Event()
        self._silent = asyncio.Event()
        self.device = device
        self.sent = 0

    async def talk(self) -> None:
        """Send until stopped."""
        while not self._enough.is_set():
            minutes = range(self.sent, self.sent + 20)
            await self._fleet.publish(self.device, [body(self.device, each) for each in minutes])
            self.sent += 20
            await asyncio.sleep(PAUSE_S)
        self._silent.set()

    async def say(self, readings: int) -> None:
        """Wait until so many more are sent."""
        target = self.sent + readings
        await eventually(lambda: self.sent >= target, within_s=60)

    async def end(self) -> int:
        """Stop at a full hour; return the total number of readings sent."""
        self._enough.set()
        await self._silent.wait()
        rest = -self.sent % 60
        minutes = range(self.sent, self.sent + rest)
        await self._fleet.publish(self.device, [body(self.device, each) for each in minutes])
        self.sent += rest
        return self.sent


async def is_healthy(url: str) -> bool:
    """Return true if a service is healthy."""
    async with local_client(30) as client:
        try:
            return (await client.get(f"{url}/health")).is_success
        except httpx.HTTPError:
            return False


def hold_up(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Make replicas stop processing until the event is set."""
    go_on = asyncio.Event()
    process = Replica._process  # pyright: ignore[reportPrivateUsage]

    async def wait(self: Replica, in_hand: InHand, delivery: AbstractIncomingMessage) -> bool:
        await go_on.wait()
        return await process(self, in_hand, delivery)

    monkeypatch.setattr(Replica, "_process", wait)
    return go_on
