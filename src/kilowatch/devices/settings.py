"""Settings of `devices`."""

from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings


class DevicesSettings(ServiceSettings):
    """Settings of `devices`; its own begin with ``KILOWATCH_DEVICES_``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_DEVICES_", extra="ignore", populate_by_name=True
    )

    port: int = 8103
