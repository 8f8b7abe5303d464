"""The processes of the platform on this machine."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from kilowatch.contracts.device_access import BROKER_PURPOSE
from kilowatch.kit.derived import derived_token
from kilowatch.local.calls import local_client
from kilowatch.local.command import Command
from kilowatch.local.environment import Addresses, Environments, service_urls, url_of
from kilowatch.local.home import SERVICES_WITH_DATABASE, Home, Secrets
from kilowatch.local.instances import SIMULATOR, Instance, instances, replica
from kilowatch.local.managed_process import ProcessSpec
from kilowatch.local.postgres import Postgres
from kilowatch.local.rabbitmq import DeviceAuthority, Rabbitmq, RabbitmqPorts
from kilowatch.local.rabbitmq_parts import find_programs
from kilowatch.local.settings import LocalSettings
from kilowatch.local.traefik import Traefik


class Platform:
    """Specifications of all processes, from the settings and secrets of one state folder.

    ``has_room`` returns true if its disk has room for processes that write.
    """

    def __init__(
        self, settings: LocalSettings, home: Home, secrets: Secrets, has_room: Callable[[], bool]
    ) -> None:
        self._has_room = has_room
        self._settings = settings
        self._home = home
        self._secrets = secrets
        self._postgres = self._make_postgres()
        self._rabbitmq: Rabbitmq | None = None
        self._simulates = False

    def _make_postgres(self) -> Postgres | None:
        if self._settings.postgres_url is not None:
            return None
        folder = self._home.path / "postgres"
        return Postgres(folder, self._settings.postgres_port, self._secrets.postgres)

    async def prepare(self, say: Callable[[str], None]) -> None:
        """Download and write what the servers need. Raises `LocalError` with advice."""
        jobs = [asyncio.to_thread(self._prepare_rabbitmq, say)]
        if self._postgres is not None:
            jobs.append(asyncio.to_thread(self._postgres.prepare))
        await asyncio.gather(*jobs)
        self._make_gateway().prepare()

    def _prepare_rabbitmq(self, say: Callable[[str], None]) -> None:
        settings = self._settings
        if settings.amqp_url is not None:
            return
        ports = RabbitmqPorts(
            amqp=settings.amqp_port,
            stream=settings.stream_port,
            mqtt=settings.mqtt_port,
            management=settings.management_port,
            prometheus=settings.prometheus_port,
            dist=settings.dist_port,
            epmd=settings.epmd_port,
        )
        programs = find_programs(settings.parts, say)
        folder = self._home.path / "rabbitmq"
        authority = DeviceAuthority(
            service_urls(settings)["auth"][0],
            derived_token(self._secrets.internal_token, BROKER_PURPOSE),
        )
        self._rabbitmq = Rabbitmq(
            folder,
            ports,
            self._secrets.rabbitmq,
            programs,
            authority,
            settings.disk_hold,
            settings.meter_tls,
        )
        self._rabbitmq.prepare()

    @property
    def addresses(self) -> Addresses:
        """Return the addresses of the servers, private or not. Known after `prepare`."""
        settings, broker = self._settings, self._rabbitmq
        admin = settings.postgres_url
        if broker is not None:
            urls = (broker.amqp_url, broker.stream_url, broker.management_url)
        else:
            given = (settings.amqp_url, settings.stream_url, settings.management_url)
            urls = tuple(each.get_secret_value() if each else "" for each in given)
        postgres_url = self._postgres.admin_url if self._postgres else ""
        return Addresses(admin.get_secret_value() if admin else postgres_url, *urls)

    def postgres(self) -> list[ProcessSpec]:
        """Return the private PostgreSQL, or nothing if another one is used."""
        server = self._postgres
        if server is None:
            return []
        command, has_room = server.command(), self._has_room
        return [ProcessSpec("postgres", command, server.is_ready, server.port, may_start=has_room)]

    def rabbitmq(self) -> list[ProcessSpec]:
        """Return the private RabbitMQ and its port mapper, or nothing if another one is used."""
        node = self._rabbitmq
        if node is None:
            return []
        return [
            ProcessSpec("epmd", node.epmd_command(), _accepts(node.ports.epmd), node.ports.epmd),
            ProcessSpec(
                "rabbitmq",
                node.command(),
                node.is_ready,
                node.ports.amqp,
                grace_s=40,
                may_start=self._has_room,
            ),
        ]

    def settle_rabbitmq(self) -> None:
        """Record that the private RabbitMQ has completed its first boot."""
        if self._rabbitmq is not None:
            self._rabbitmq.settle()

    def migrations(self) -> dict[str, Command]:
        """Return the job that migrates each database to its newest version, by service."""
        environments = self._environments()
        return {each: environments.command(each, "migrate") for each in SERVICES_WITH_DATABASE}

    def services(self) -> list[ProcessSpec]:
        """Return the service processes, in the order of starting."""
        return [self._plan(each) for each in instances(self._settings)]

    def replica(self, number: int) -> ProcessSpec:
        """Return a monitoring replica, even beyond the number in the settings."""
        return self._plan(replica(self._settings, number))

    def _plan(self, instance: Instance) -> ProcessSpec:
        command = self._environments().command(instance.service, instance=instance)
        ready = _is_healthy(f"{url_of(instance, self._settings)}/health")
        return ProcessSpec(instance.name, command, ready, instance.port)

    def write_routes(self) -> None:
        """Update the addresses of the services in the running gateway."""
        self._make_gateway().prepare()

    def gateway(self) -> ProcessSpec:
        """Return the gateway, Traefik."""
        gateway = self._make_gateway()
        return ProcessSpec("traefik", gateway.command(), gateway.is_ready, self._settings.http_port)

    def _make_gateway(self) -> Traefik:
        settings = self._settings
        return Traefik(
            directory=self._home.path / "traefik",
            address=f"{settings.http_host}:{settings.http_port}",
            dashboard_port=settings.dashboard_port,
            services=service_urls(settings) | self._simulator_urls(),
        )

    def _simulator_urls(self) -> dict[str, list[str]]:
        """Return the URL of the simulator, if there is one: its path needs a demo."""
        if not self._simulates:
            return {}
        instance = Instance(SIMULATOR, SIMULATOR, self._settings.simulator_port)
        return {SIMULATOR: [url_of(instance, self._settings)]}

    def simulator(self, plan: Path) -> ProcessSpec:
        """Return the meters of the demo, which administrators can control from now on."""
        self._simulates = True
        self.write_routes()
        instance = Instance(SIMULATOR, SIMULATOR, self._settings.simulator_port)
        command = self._environments().simulator(plan, instance)
        ready = _is_healthy(f"{url_of(instance, self._settings)}/health")
        return ProcessSpec(SIMULATOR, command, ready, instance.port)

    def _environments(self) -> Environments:
        return Environments(self._settings, self._secrets, self.addresses)


def _is_healthy(url: str) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        async with local_client(3) as client:
            return (await client.get(url)).is_success

    return check


def _accepts(port: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await writer.wait_closed()
        return True

    return check
