"""The real PostgreSQL and RabbitMQ of a test run, shared by all its worker processes."""

import asyncio
import hashlib
import importlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import msgspec
import psutil

from kilowatch.kit.migrate import upgrade
from kilowatch.local.calls import local_client
from kilowatch.local.databases import SOURCES
from kilowatch.local.postgres import Postgres, answers
from kilowatch.local.rabbitmq import RabbitmqPorts, listens
from kilowatch.local.rabbitmq_parts import RabbitmqPrograms
from kilowatch.local.settings import parts_folder
from tests.harness.server_process import ServerPlan, broker_of, tls_folder
from tests.harness.serving import free_port

FOLDER = "KILOWATCH_TEST_FOLDER"
POSTGRES_URL = "KILOWATCH_TEST_POSTGRES_URL"
AMQP_URL = "KILOWATCH_TEST_AMQP_URL"
STREAM_URL = "KILOWATCH_TEST_STREAM_URL"
MANAGEMENT_URL = "KILOWATCH_TEST_MANAGEMENT_URL"
MQTT_URL = "KILOWATCH_TEST_MQTT_URL"
AMQPS_URL = "KILOWATCH_TEST_AMQPS_URL"
MQTTS_URL = "KILOWATCH_TEST_MQTTS_URL"
CA_FILE = "KILOWATCH_TEST_CA_FILE"

BOOT_TIMEOUT_S = 180
MEMORY_FOLDER = Path("/dev/shm")
ROOM_FOR_SERVERS_BYTES = 4_000_000_000
TEMPLATE_LOCK = 0x7E57
SERVICE_ROLE = "service"
"""Tests own their databases with no more rights than a service has in production."""


class Servers:
    """Started once per run by the main process; workers inherit the addresses.

    Existing servers named in the environment are used as they are.
    """

    def __init__(self) -> None:
        self._keeper: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self, *, postgres: bool, rabbitmq: bool, durable: bool = False) -> None:
        """Start the requested servers, and return before they are ready.

        ``durable`` for measuring how long PostgreSQL takes to store something durably.
        """
        postgres = postgres and POSTGRES_URL not in os.environ
        rabbitmq = rabbitmq and AMQP_URL not in os.environ
        if not (postgres or rabbitmq):
            return
        self._folder = tempfile.TemporaryDirectory(
            prefix="kilowatch-test-",
            dir=None if durable else _memory_folder(),
            ignore_cleanup_errors=True,
        )
        plan = ServerPlan(
            folder=self._folder.name,
            parts=str(parts_folder()),
            password=secrets.token_urlsafe(16),
            postgres_port=free_port() if postgres else None,
            rabbitmq_ports=_free_broker_ports() if rabbitmq else None,
            authority_port=free_port() if rabbitmq else None,
            durable=durable,
            amqps_port=free_port(),
            mqtts_port=free_port(),
        )
        os.environ |= {FOLDER: plan.folder, **_addresses(plan)}
        self._keeper = subprocess.Popen(
            (sys.executable, "-m", "tests.harness.server_process"),
            stdin=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            # Ctrl-C is for the run; the server process follows when its input ends.
            start_new_session=True,
        )
        assert self._keeper.stdin is not None
        self._keeper.stdin.write(msgspec.json.encode(plan) + b"\n")
        self._keeper.stdin.flush()

    def stop(self) -> None:
        """End the servers and forget their data."""
        if self._keeper is not None and self._folder is not None:
            self._keeper.communicate()
            self._folder.cleanup()
            self._keeper = None


def _free_broker_ports() -> RabbitmqPorts:
    ports = [free_port() for _ in range(7)]
    return RabbitmqPorts(*ports)


def _addresses(plan: ServerPlan) -> dict[str, str]:
    found: dict[str, str] = {}
    if plan.postgres_port is not None:
        postgres = Postgres(Path(plan.folder), plan.postgres_port, plan.password)
        found[POSTGRES_URL] = postgres.admin_url
    if plan.rabbitmq_ports is not None:
        rabbitmq = broker_of(plan, RabbitmqPrograms(Path(), Path()))
        found[AMQP_URL] = rabbitmq.amqp_url
        found[STREAM_URL] = rabbitmq.stream_url
        found[MANAGEMENT_URL] = rabbitmq.management_url
        found[MQTT_URL] = f"mqtt://127.0.0.1:{plan.rabbitmq_ports.mqtt}"
        found[AMQPS_URL] = f"amqps://localhost:{plan.amqps_port}"
        found[MQTTS_URL] = f"mqtts://localhost:{plan.mqtts_port}"
        found[CA_FILE] = str(tls_folder(plan) / "authority.pem")
    return found


def _memory_folder() -> Path | None:
    """Return a file system in memory with room for the servers' files; None if there is none.

    A database for a test is some 400 files: on a disk that costs ten times the time.
    """
    try:
        free = psutil.disk_usage(str(MEMORY_FOLDER)).free
    except OSError:
        return None
    room = min(free, psutil.virtual_memory().available)
    return MEMORY_FOLDER if room >= ROOM_FOR_SERVERS_BYTES else None


async def _until(ready: Callable[[], Awaitable[bool]], what: str) -> None:
    deadline = time.monotonic() + BOOT_TIMEOUT_S
    folder = Path(os.environ.get(FOLDER, "/nonexistent"))
    while not await ready():
        if (folder / "failed").exists():
            raise RuntimeError((folder / "failed").read_text(encoding="utf-8"))
        if time.monotonic() > deadline:
            log = folder / f"{what}.log"
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{what} did not come up in {BOOT_TIMEOUT_S} s\n{tail}")
        await asyncio.sleep(0.1)


async def ready_postgres_url() -> str:
    """Return the administrator's URL of the run's PostgreSQL, once it responds."""
    url = os.environ[POSTGRES_URL]
    await _until(lambda: answers(url), "postgres")
    return url


@asynccontextmanager
async def fresh_database(admin_url: str, service: str) -> AsyncGenerator[str]:
    """Return the URL of a migrated database of ``service`` that is dropped afterwards."""
    name = f"{service}_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(admin_url)
    try:
        template = await _ensure_template(admin, admin_url, service)
        await admin.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {SERVICE_ROLE} '
            "STRATEGY FILE_COPY"
        )
        yield _service_url(admin_url, name)
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await admin.close()


def _service_url(admin_url: str, database: str) -> str:
    parts = urlsplit(admin_url)
    return f"postgresql://{SERVICE_ROLE}:{parts.password}@{parts.hostname}:{parts.port}/{database}"


def template_of(service: str) -> str:
    """Return the name of the migrated template of the tests' databases."""
    return f"template_{service}_{_schema_fingerprint(service)}"


async def _ensure_template(
    admin: "asyncpg.Connection[asyncpg.Record]", admin_url: str, service: str
) -> str:
    """Migrate once per server, in the first worker; every test gets a copy."""
    await admin.execute("SELECT pg_advisory_lock($1)", TEMPLATE_LOCK)
    try:
        template = template_of(service)
        if await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", template):
            return template
        if not await admin.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", SERVICE_ROLE):
            password = urlsplit(admin_url).password
            await admin.execute(f"CREATE ROLE {SERVICE_ROLE} LOGIN PASSWORD '{password}'")
        unfinished = f"unfinished_{service}"
        await admin.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
        await admin.execute(f'CREATE DATABASE "{unfinished}" OWNER {SERVICE_ROLE}')
        migrations = importlib.import_module(f"kilowatch.{service}.migrations")
        # Migrations run an event loop of their own.
        await asyncio.to_thread(upgrade, migrations, _service_url(admin_url, unfinished))
        await admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
        return template
    finally:
        await admin.execute("SELECT pg_advisory_unlock($1)", TEMPLATE_LOCK)


@cache
def _schema_fingerprint(service: str) -> str:
    """Return what changes with the steps and SQL files of a service: warm servers outlive edits."""
    digest = hashlib.sha256()
    for folder in (SOURCES / service, SOURCES / "kit"):
        for file in sorted(folder.rglob("*")):
            if file.suffix == ".sql" or (
                "migrations" in file.parent.parts and file.suffix == ".py"
            ):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Broker:
    """Create a virtual host of the run's RabbitMQ for one test alone."""

    vhost: str
    amqp_url: str
    stream_url: str
    management_url: str
    mqtt_url: str

    @property
    def device_amqp_url(self) -> str:
        """Return the AMQP URL without our login."""
        parts = urlsplit(self.amqp_url)
        return parts._replace(netloc=f"{parts.hostname}:{parts.port}").geturl()


@asynccontextmanager
async def fresh_broker() -> AsyncGenerator[Broker]:
    """Create a virtual host with all rights for our user; removed afterwards."""
    management_url = os.environ[MANAGEMENT_URL]
    amqp, stream = urlsplit(os.environ[AMQP_URL]), urlsplit(os.environ[STREAM_URL])
    assert amqp.port
    assert stream.port
    ports = amqp.port, stream.port
    await _until(lambda: listens(management_url, *ports), "rabbitmq")
    vhost = f"test-{uuid4().hex[:12]}"
    async with local_client(60, management_url) as client:
        (await client.put(f"/api/vhosts/{vhost}")).raise_for_status()
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        rights = f"/api/permissions/{vhost}/{amqp.username}"
        (await client.put(rights, json=everything)).raise_for_status()
        yield Broker(
            vhost,
            amqp._replace(path=f"/{vhost}").geturl(),
            stream._replace(path=f"/{vhost}").geturl(),
            management_url,
            os.environ.get(MQTT_URL, ""),
        )
        (await client.delete(f"/api/vhosts/{vhost}")).raise_for_status()
