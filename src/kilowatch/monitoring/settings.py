"""What `monitoring` is told by its environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings


class MonitoringSettings(ServiceSettings):
    """Settings of one replica, read from ``KILOWATCH_MONITORING_…``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_MONITORING_", extra="ignore", populate_by_name=True
    )

    port: int = 8111
    replica: str = Field(default="monitoring-1", pattern=r"^monitoring-\d+$")
    """Name of this replica; its batches wait in ``monitoring.<replica>``."""
    prefetch_batches: int = Field(default=3, ge=1)
    """Batches in hand at once: one at the database while the next is being read."""
    news_window: timedelta = timedelta(hours=2)
    """An hour that began within this time before now is news; older ones are history."""
    sweep_interval_s: float = Field(default=5.0, gt=0)
    """How often readings that were set aside are looked at again."""
    heartbeat_interval_s: float = Field(default=0.5, gt=0)
