"""A private RabbitMQ node: own folder, own cookie, own port mapper, loopback only."""

import shutil
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpx

from kilowatch.contracts.device_access import BROKER_CACHE_TTL_MS, BROKER_PATH
from kilowatch.contracts.readings import MAX_MESSAGE_BYTES, READINGS_EXCHANGE
from kilowatch.local.calls import local_client
from kilowatch.local.command import Command, inherited_environment
from kilowatch.local.meter_tls import MeterTls
from kilowatch.local.private_files import write_private
from kilowatch.local.rabbitmq_parts import RabbitmqPrograms

SERVICES_USER = "kilowatch"
FORMER_METERS_USER = "meters"
"""Shared by all meters before each had its own credential."""

PLUGINS = (
    "rabbitmq_management",
    "rabbitmq_mqtt",
    "rabbitmq_stream",
    "rabbitmq_prometheus",
    "rabbitmq_auth_backend_http",
    "rabbitmq_auth_backend_cache",
)

ENABLED_PLUGINS = f"[{','.join(PLUGINS)}].\n"

LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}"

QUICK_TICKS = "[{rabbit, [{quorum_tick_interval, 1000}]}].\n"
"""For `advanced.config`: counts of quorum queues are a second old at most."""

MAX_CHANNELS = 16
"""The most channels per connection."""

TCP_OPTIONS = (
    # The first five are the broker's defaults, which a custom list replaces.
    *("backlog = 128", "nodelay = true", "linger.on = true", "linger.timeout = 0"),
    "exit_on_close = false",
    # A vanished peer is detected although it asked for no heartbeats,
    "keepalive = true",
    # and one that doesn't read its socket for so long is disconnected (milliseconds).
    *("send_timeout = 15000", "send_timeout_close = true"),
)

CHARACTER = (
    "mqtt.allow_anonymous = false",
    f"mqtt.exchange = {READINGS_EXCHANGE}",
    "mqtt.vhost = /",
    # Nobody may read what devices publish, so nothing is kept for later subscribers either.
    "mqtt.retained_message_store = rabbit_mqtt_retained_msg_store_noop",
    # The node itself knows the services; any other user is a device.
    "auth_backends.1 = internal",
    "auth_backends.2 = cache",
    "auth_cache.cached_backend = http",
    f"auth_cache.cache_ttl = {BROKER_CACHE_TTL_MS}",
    "auth_http.http_method = post",
    # A dead or frozen replica must show within its three seconds.
    "collect_statistics_interval = 1000",
    "log.console.level = info",
    # Limits per client. A larger message closes its channel (AMQP) or its connection (MQTT).
    f"max_message_size = {MAX_MESSAGE_BYTES}",
    f"channel_max = {MAX_CHANNELS}",
    "frame_max = 131072",
    "heartbeat = 60",
    # Milliseconds: a connection that has not logged in by then is closed.
    "handshake_timeout = 10000",
    "mqtt.login_timeout = 10000",
    *(f"{each}tcp_listen_options.{option}" for each in ("", "mqtt.") for option in TCP_OPTIONS),
    # One line for each event, whatever it quotes.
    "log.console.formatter.single_line = on",
    "log.console.use_colors = off",
    # Anyone who reaches the port could fill the log, several lines for each attempt, and RabbitMQ
    # limits nothing. `auth` logs rejected logins, a limited number per minute.
    "log.connection.level = critical",
)
"""Lines of `rabbitmq.conf` that apply wherever the node runs."""

DISK_HOLD_BYTES = 500_000_000
"""With less free space the node accepts no messages. It checks ten times a second near this
limit, so this is the reserve in which confirmed messages can still be stored."""

READY_TIMEOUT_S = 3


@dataclass(frozen=True)
class RabbitmqPorts:
    """The ports of a node; all on loopback."""

    amqp: int
    stream: int
    mqtt: int
    management: int
    prometheus: int
    dist: int
    epmd: int


@dataclass(frozen=True)
class DeviceAuthority:
    """The service that the node asks about devices: `auth` at ``url``, with ``token``."""

    url: str
    token: str

    def address(self, question: str) -> str:
        """Return the URL to which a request is posted. Contains the token."""
        return f"{self.url}{BROKER_PATH}/{question}?token={self.token}"


@dataclass(frozen=True)
class Rabbitmq:
    """A node whose files are in ``directory``; ``password`` is that of the services' user.

    With ``tls`` meters can also connect over TLS.
    """

    directory: Path
    ports: RabbitmqPorts
    password: str
    programs: RabbitmqPrograms
    authority: DeviceAuthority
    disk_hold_bytes: int = DISK_HOLD_BYTES
    tls: MeterTls | None = None

    @property
    def _credentials(self) -> str:
        return f"{SERVICES_USER}:{self.password}@127.0.0.1"

    @property
    def amqp_url(self) -> str:
        """Return the URL for services over AMQP 0-9-1. Contains the password."""
        return f"amqp://{self._credentials}:{self.ports.amqp}/"

    @property
    def stream_url(self) -> str:
        """Return the URL for services over the stream protocol. Contains the password."""
        return f"rabbitmq-stream://{self._credentials}:{self.ports.stream}/%2F"

    @property
    def management_url(self) -> str:
        """Return the URL of the management API for services. Contains the password."""
        return f"http://{self._credentials}:{self.ports.management}"

    @property
    def _settled(self) -> Path:
        return self.directory / "settled"

    def prepare(self) -> None:
        """Write its configuration. The first boot creates the services' user instead of `guest`.

        An interrupted first boot leaves a node that never boots again. It has not been
        used yet, so it is recreated.
        """
        if not self._settled.exists():
            shutil.rmtree(self.directory / "mnesia", ignore_errors=True)
        for name in ("home", "mnesia", "log", "etc", "generated", "schema"):
            (self.directory / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        etc = self.directory / "etc"
        write_private(etc / "rabbitmq.conf", self._configuration())
        write_private(etc / "advanced.config", QUICK_TICKS)
        write_private(etc / "enabled_plugins", ENABLED_PLUGINS)

    def settle(self) -> None:
        """Record that the first boot is complete: from now on data is kept."""
        self._settled.touch()

    def _configuration(self) -> str:
        ports = self.ports
        lines = (
            f"listeners.tcp.1 = 127.0.0.1:{ports.amqp}",
            f"default_user = {SERVICES_USER}",
            f"default_pass = {self.password}",
            "default_user_tags.administrator = true",
            f"stream.listeners.tcp.1 = 127.0.0.1:{ports.stream}",
            "stream.advertised_host = 127.0.0.1",
            f"stream.advertised_port = {ports.stream}",
            f"mqtt.listeners.tcp.1 = 127.0.0.1:{ports.mqtt}",
            *(self.tls.lines() if self.tls is not None else ()),
            *CHARACTER,
            f"disk_free_limit.absolute = {self.disk_hold_bytes}",
            *(
                f"auth_http.{each}_path = {self.authority.address(each)}"
                for each in ("user", "vhost", "resource", "topic")
            ),
            "management.tcp.ip = 127.0.0.1",
            f"management.tcp.port = {ports.management}",
            "prometheus.tcp.ip = 127.0.0.1",
            f"prometheus.tcp.port = {ports.prometheus}",
            "log.file = false",
            "log.console = true",
        )
        return "\n".join(lines) + "\n"

    def _environment(self) -> dict[str, str]:
        folder = self.directory
        inherited = {
            name: value
            for name, value in inherited_environment().items()
            if not name.startswith(("RABBITMQ_", "ERL_"))
        }
        return inherited | {
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "PATH": f"{self.programs.erlang_bin}:{inherited.get('PATH', '/usr/bin:/bin')}",
            # Makes the script exec the node: the monitored process is the node itself.
            "RUNNING_UNDER_SYSTEMD": "true",
            "RABBITMQ_NODENAME": "kilowatch@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.ports.amqp),
            "RABBITMQ_DIST_PORT": str(self.ports.dist),
            "RABBITMQ_BASE": str(folder),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_CONFIG_FILE": str(folder / "etc/rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "etc/advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "etc/enabled_plugins"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
            "RABBITMQ_SCHEMA_DIR": str(folder / "schema"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_FEATURE_FLAGS": "quorum_queue,stream_queue",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": LOOPBACK_ONLY,
            "RABBITMQ_LOG": "-color",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self.ports.epmd),
            "ERL_CRASH_DUMP_SECONDS": "0",
        }

    def epmd_command(self) -> Command:
        """Return Erlang's port mapper in the foreground; the node would leave one behind."""
        command = (str(self.programs.epmd), "-address", "127.0.0.1", "-port", str(self.ports.epmd))
        return Command(command, self._environment())

    def command(self) -> Command:
        """Return the node. SIGTERM stops it cleanly, which takes some seconds."""
        command = (str(self.programs.server),)
        return Command(command, self._environment(), directory=self.directory)

    async def is_ready(self) -> bool:
        """Return true if it listens for AMQP, streams and, with TLS, for meters."""
        tls_ports = self.tls.ports if self.tls is not None else ()
        ports = (self.ports.amqp, self.ports.stream, *tls_ports)
        return await listens(self.management_url, *ports)


async def listens(management_url: str, *ports: int) -> bool:
    """Return true if the broker behind ``management_url`` listens on each of ``ports``."""
    try:
        async with local_client(READY_TIMEOUT_S, management_url) as client:
            for port in ports:
                answer = await client.get(f"/api/health/checks/port-listener/{port}")
                if not answer.is_success:
                    return False
    except httpx.HTTPError:
        return False
    return True


async def remove_former_meters_user(management_url: str) -> None:
    """Delete the user that could publish for every device.

    Raises `httpx.HTTPError` if the broker rejects it.
    """
    async with local_client(10, management_url) as client:
        answer = await client.delete(f"/api/users/{FORMER_METERS_USER}")
        if answer.status_code != HTTPStatus.NOT_FOUND:
            answer.raise_for_status()
