"""Where a meter on this machine finds its broker."""

from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

AMQP_URL = "KILOWATCH_METER_AMQP_URL"
METER_ENV = "meter.env"


class NoBroker(Exception):
    """Nobody says where the broker is. Says how to."""


class SimulatorSettings(BaseSettings):
    """Settings of `kilowatch simulate` and `kilowatch replay`, ``KILOWATCH_…`` in capitals."""

    model_config = SettingsConfigDict(env_prefix="KILOWATCH_", env_file=".env", extra="ignore")

    home: Path = Path(".kilowatch")
    meter_amqp_url: SecretStr | None = None


def find_broker(given: str | None, settings: SimulatorSettings) -> str:
    """The AMQP URL meters use: as given, as set, or as the platform of this folder left it.

    Raises `NoBroker`.
    """
    if given is not None:
        return given
    if settings.meter_amqp_url is not None:
        return settings.meter_amqp_url.get_secret_value()
    left = settings.home / METER_ENV
    url = dotenv_values(left).get(AMQP_URL) if left.is_file() else None
    if not url:
        raise NoBroker(
            f"No broker to send to: start a platform here (kilowatch up writes {left}), "
            f"set {AMQP_URL}, or say --broker amqp://user:password@host:5672/."
        )
    return url
