"""Settings of simulated meters: endpoints and credentials."""

from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from kilowatch.contracts.simulation import SECRETS_FOLDER
from kilowatch.kit.settings import ServiceSettings
from kilowatch.simulator.keyring import Issuer, Keyring, OperatorsMachine
from kilowatch.simulator.transports import Endpoint, Transport
from kilowatch.simulator.trust import tls_context

PREFIX = "KILOWATCH_METER_"
METER_ENV = "meter.env"


class NoBroker(Exception):
    """No endpoint is configured. Says how to set one."""


class SimulatorSettings(BaseSettings):
    """Settings of `kilowatch simulate` and `kilowatch replay`, ``KILOWATCH_…`` in capitals."""

    model_config = SettingsConfigDict(env_prefix="KILOWATCH_", env_file=".env", extra="ignore")

    home: Path = Path(".kilowatch")
    meter_amqp_url: SecretStr | None = None
    meter_mqtt_url: SecretStr | None = None
    meter_http_url: SecretStr | None = None
    meter_ca_file: Path | None = None
    """Certificates to trust for addresses with TLS, instead of those of the machine."""
    meter_secret: SecretStr | None = None
    """The secret of the device given by ``--device``."""
    meter_provisioning_url: str | None = None
    meter_provisioning_token: SecretStr | None = None
    """The endpoint that issues credentials to new devices, and its token."""
    login_password: SecretStr | None = None
    """The password of the administrator given by ``--login``."""


class SimulatorServiceSettings(ServiceSettings):
    """Settings of the simulator's HTTP API, read from ``KILOWATCH_SIMULATOR_…``.

    It has no database and no secrets except those of its meters.
    """

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_SIMULATOR_", extra="ignore", populate_by_name=True
    )

    port: int = 8108
    plan: Path = Path(".kilowatch/demo.json")
    """The simulation to run."""

    users_url: str = Field(default="http://127.0.0.1:8102", validation_alias="KILOWATCH_USERS_URL")
    devices_url: str = Field(
        default="http://127.0.0.1:8103", validation_alias="KILOWATCH_DEVICES_URL"
    )
    amqp_url: SecretStr = SecretStr("")
    internal_token: SecretStr = SecretStr("")
    database_url: SecretStr = SecretStr("")


def find_endpoint(
    given: str | None, via: Transport, settings: SimulatorSettings, ca_file: Path | None = None
) -> Endpoint:
    """Return the endpoints: as given, as set, or as stored by the platform of this folder.

    ``ca_file`` overrides the setting. Raises `NoBroker`, `UnknownTransport`, and `BadCaFile`.
    """
    trusted = ca_file or settings.meter_ca_file
    if trusted is not None:
        tls_context(trusted)  # fails early with the reason
    if given is not None:
        return Endpoint.at(given, trusted)
    name = f"{via}_url"
    chosen: SecretStr | None = getattr(settings, f"meter_{name}")
    url = chosen.get_secret_value() if chosen is not None else _left(settings).get(name.upper())
    if not url:
        raise NoBroker(
            f"No way in over {via.upper()}: start a platform here (kilowatch up writes "
            f"{settings.home / METER_ENV}), set {PREFIX}{name.upper()}, or say --broker "
            f"{via}://host:port."
        )
    return Endpoint.at(url, trusted)


def find_keyring(
    settings: SimulatorSettings, known: Mapping[str, str], issuer: Issuer | None = None
) -> Keyring:
    """Return the credentials of meters; missing ones come from ``issuer``, else this machine."""
    if issuer is None:
        issuer = _operators_machine(settings)
    return Keyring(settings.home / SECRETS_FOLDER, issuer, dict(known))


def _operators_machine(settings: SimulatorSettings) -> OperatorsMachine | None:
    """Return the issuer of credentials, as set or as stored by the platform of this folder."""
    if settings.meter_provisioning_url and settings.meter_provisioning_token:
        token = settings.meter_provisioning_token.get_secret_value()
        return OperatorsMachine(settings.meter_provisioning_url, token)
    left = _left(settings)
    url, kept = left.get("PROVISIONING_URL"), left.get("PROVISIONING_TOKEN")
    return OperatorsMachine(url, kept) if url and kept else None


def _left(settings: SimulatorSettings) -> dict[str, str]:
    """Return the settings that the platform of this folder stored for meters, without prefix."""
    path = settings.home / METER_ENV
    values = dotenv_values(path) if path.is_file() else {}
    return {name.removeprefix(PREFIX): value for name, value in values.items() if value}
