"""Settings of `devices`."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from kilowatch.devices.own.domain import Mode
from kilowatch.kit.settings import ServiceSettings


class DevicesSettings(ServiceSettings):
    """Settings of `devices`; its own begin with ``KILOWATCH_DEVICES_``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_DEVICES_", extra="ignore", populate_by_name=True
    )

    port: int = 8103
    own_devices: Mode = "approval"
    """`open` lets clients add devices, `approval` once an administrator agrees, `closed` not."""
    per_client: int = Field(default=10, ge=0, le=10_000)
    """The most devices that a client has of their own, requests included."""
    added_per_day: int = Field(default=20, ge=0, le=10_000)
    """The most devices that a client adds, requests included, within 24 hours."""
    changes_per_minute: int = Field(default=30, ge=1)
    """The changes of devices that a client may make per minute."""
    claims_per_hour: int = Field(default=20, ge=1)
    """The claim codes that a user may try per hour."""
