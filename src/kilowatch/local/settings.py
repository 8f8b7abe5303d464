"""Settings of the local platform, from the environment and from `.env`."""

import os
from ipaddress import IPv4Address
from pathlib import Path
from typing import Self

from pydantic import ByteSize, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kilowatch.contracts.time_zones import is_time_zone
from kilowatch.kit.management import usual_management_url
from kilowatch.local.meter_tls import MeterTls

ENV_FILE = ".env"
LAST_PORT = 65535
MOST_REPLICAS = 16


def parts_folder() -> Path:
    """The folder of downloaded programs, for all platforms of this user."""
    if chosen := os.environ.get("KILOWATCH_PARTS"):
        return Path(chosen).absolute()
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "kilowatch" / "parts"


class LocalSettings(BaseSettings):
    """Settings of `kilowatch up` and related commands, ``KILOWATCH_…`` in capitals.

    ``port_offset`` moves every port that is not set by name, so that a second platform needs
    only two settings: that and ``home``. With ``postgres_url`` or ``amqp_url`` existing servers
    are used instead of private ones; ``management_url`` is on the host of ``amqp_url`` unless it
    is set. A broker without ``stream_url`` is read over AMQP.
    """

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_", env_file=ENV_FILE, extra="ignore", validate_default=True
    )

    home: Path = Path(".kilowatch")
    """The folder of the platform's state: databases, broker, logs, secrets."""
    parts: Path = Field(default_factory=parts_folder)
    """The folder of downloaded programs, for all platforms of this user."""
    replicas: int = Field(default=3, ge=1, le=MOST_REPLICAS)
    """The number of monitoring replicas, unless `kilowatch scale` set another."""
    standby: bool = True
    """Runs a second balancer as standby for the first."""
    realtimes: int = Field(default=2, ge=1, le=4)
    """The number of realtime processes, which push to browsers."""
    demo: bool = True
    """Fills an empty platform with users, devices, history and live meters."""
    demo_time_zone: str = "Europe/Bucharest"
    """The time zone of the demo's devices, except for the recorded one of London."""

    disk_warning: ByteSize = ByteSize(2_000_000_000)
    """A warning is given when the disk of ``home`` has less free space than this."""
    disk_hold: ByteSize = Field(default=ByteSize(500_000_000), ge=100_000_000)
    """Readings are held back at their senders when there is less free space than this."""

    http_host: str = "127.0.0.1"
    """The address on which the gateway listens."""
    host: str = "127.0.0.1"
    """The address on which the services listen, which only the gateway has to reach."""
    port_offset: int = Field(default=0, ge=0)
    """Added to every port that is not set by name, for a second platform on one machine."""
    http_port: int = 8000
    dashboard_port: int = 8080
    auth_port: int = 8101
    users_port: int = 8102
    devices_port: int = 8103
    balancing_port: int = 8104
    realtime_port: int = 8105
    web_port: int = 8106
    balancing_standby_port: int = 8107
    simulator_port: int = 8108
    support_port: int = 8109
    monitoring_port: int = 8111
    realtime_more_port: int = 8131
    postgres_port: int = 5433
    amqp_port: int = 5673
    stream_port: int = 5553
    mqtt_port: int = 1884
    management_port: int = 15673
    prometheus_port: int = 15693
    dist_port: int = 25673
    epmd_port: int = 4370

    tls_certificate: Path | None = None
    """A certificate with its chain (PEM): with it and its key, meters can connect over TLS."""
    tls_key: Path | None = None
    """The private key of the certificate (PEM, without a password)."""
    meters_tls_host: str = "127.0.0.1"
    """The address on which meters connect over TLS. Without TLS it is always loopback."""
    amqps_port: int = 5671
    mqtts_port: int = 8883

    log_max_size: ByteSize = Field(default=ByteSize(10_000_000), ge=10_000)
    """The largest size of a process's log file, as in ``20m``."""
    log_files: int = Field(default=3, ge=1, le=100)
    """The most log files of each process, including the current one."""

    postgres_url: SecretStr | None = None
    """An existing PostgreSQL, with rights to create databases and roles, instead of our own."""
    amqp_url: SecretStr | None = None
    """An existing broker, instead of our own."""
    stream_url: SecretStr | None = None
    """The URL of that broker's stream protocol; without it the stream is read over AMQP."""
    management_url: SecretStr | None = None
    """Its management API, unless it is on the same host and the default port."""

    @model_validator(mode="after")
    def _settle(self) -> Self:
        for name in port_settings():
            if name not in self.model_fields_set:
                object.__setattr__(self, name, getattr(self, name) + self.port_offset)
            if not 1 <= getattr(self, name) <= LAST_PORT:
                raise ValueError(f"{variable(name)} is not a port: {getattr(self, name)}")
        if not is_time_zone(self.demo_time_zone):
            raise ValueError(
                f"KILOWATCH_DEMO_TIME_ZONE is no time zone of the IANA database, such as "
                f"Europe/London: {self.demo_time_zone}"
            )
        for name in ("home", "parts", "tls_certificate", "tls_key"):
            path: Path | None = getattr(self, name)
            object.__setattr__(self, name, path and path.absolute())
        _check_ipv4(self.meters_tls_host)
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("KILOWATCH_TLS_CERTIFICATE and KILOWATCH_TLS_KEY need each other")
        if self.amqp_url is None and (self.stream_url or self.management_url):
            raise ValueError(
                "an existing broker needs KILOWATCH_AMQP_URL, and KILOWATCH_STREAM_URL where it "
                "offers the stream protocol"
            )
        if self.amqp_url is not None and self.management_url is None:
            usual = usual_management_url(self.amqp_url.get_secret_value())
            object.__setattr__(self, "management_url", SecretStr(usual))
        return self

    @property
    def meter_tls(self) -> MeterTls | None:
        """Return the TLS settings for meters of the private broker, if any."""
        if self.amqp_url is not None or self.tls_certificate is None or self.tls_key is None:
            return None
        return MeterTls(
            self.tls_certificate,
            self.tls_key,
            self.meters_tls_host,
            self.amqps_port,
            self.mqtts_port,
        )

    @property
    def http_url(self) -> str:
        """Return the public address of the platform."""
        host = "localhost" if self.http_host in {"127.0.0.1", "0.0.0.0"} else self.http_host
        return f"http://{host}:{self.http_port}"


def port_settings() -> list[str]:
    """Return the names of the settings that are ports."""
    return [name for name in LocalSettings.model_fields if name.endswith("_port")]


def variable(name: str) -> str:
    """Return the environment variable that sets ``name``."""
    return f"KILOWATCH_{name.upper()}"


def _check_ipv4(host: str) -> None:
    """Raise `ValueError` if the broker can't listen on ``host``."""
    try:
        IPv4Address(host)
    except ValueError:
        raise ValueError(f"KILOWATCH_METERS_TLS_HOST is no IPv4 address: {host}") from None
