"""Settings of `realtime`."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings


class RealtimeSettings(ServiceSettings):
    """Settings of `realtime`, read from ``KILOWATCH_REALTIME_…``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_REALTIME_", extra="ignore", populate_by_name=True
    )

    port: int = 8105
    database_url: SecretStr
    authenticate_within_s: float = Field(default=5.0, gt=0)
    """The time within which a new connection has to authenticate."""
    send_within_s: float = Field(default=30.0, gt=0)
    """The time that one message may wait for a reader that does not read."""
    max_sockets_per_user: int = Field(default=20, ge=1)
    """Open connections of one user to this process."""
    max_sockets_per_address: int = Field(default=200, ge=1)
    """Open connections from one address to this process: a household, or an office of many."""
    max_waiting_sockets: int = Field(default=500, ge=1)
    """Connections to this process that are not authenticated yet."""
    max_waiting_sockets_per_address: int = Field(default=20, ge=1)
    """The most of them from one address."""
    messages_per_minute: float = Field(default=120, gt=0)
    """Messages per minute of one connection; as many may come at once after a pause."""
    changes_per_minute: float = Field(default=30, gt=0)
    """The most changes of quiet hours by one user in a minute."""
