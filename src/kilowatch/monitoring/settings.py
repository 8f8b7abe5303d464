"""Settings of `monitoring`."""

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
    replica: str | None = Field(default=None, pattern=r"^monitoring-\d+$")
    """The name it claims first; without it the lowest free one."""
    name_lapses_after_s: float = Field(default=4.0, gt=0)
    """A replica that has not renewed its name for so long may lose it to another."""
    leave_within_s: float = Field(default=3.0, ge=0)
    """The time that an ending replica waits for its drain marker."""
    prefetch_batches: int = Field(default=3, ge=1)
    """Batches in progress at once: one in the database while the next is being parsed."""
    reads_at_once: int = Field(default=4, ge=1)
    """User requests that one replica processes at a time, limited by its connections."""
    reads_per_user: int = Field(default=2, ge=1)
    """The most of them for one user."""
    reads_waiting_per_user: int = Field(default=50, ge=0)
    """The most further requests of one user that may wait; others are rejected (429)."""
    read_patience_s: float = Field(default=20.0, gt=0)
    """The time that a request waits for its turn before it is rejected (429)."""
    exports_at_once: int = Field(default=3, ge=1)
    """Files that are being sent at a time."""
    exports_per_user: int = Field(default=2, ge=1)
    """The most of them for one user."""
    changes_per_minute: float = Field(default=120, gt=0)
    """The most changes by a client in a minute; an administrator has ten times as many."""
    client_imports_per_day: int = Field(default=10, ge=0)
    """The most files that a client imports within 24 hours."""
    client_files_per_hour: float = Field(default=30, gt=0)
    """The most files that a client sends within an hour, for a preview or an import."""
    stuck_after_s: float = Field(default=60.0, gt=0)
    """A batch without progress for this long makes the replica unhealthy."""
    news_window: timedelta = timedelta(hours=2)
    """An hour that began within this time before now is recent; older ones are history."""
    sweep_interval_s: float = Field(default=5.0, gt=0)
    """The interval at which pending readings are processed again."""
    calculate_interval_s: float = Field(default=0.25, gt=0)
    """The interval at which calculated channels follow their parts."""
    clock_tolerance: timedelta = Field(
        default=timedelta(minutes=2), ge=timedelta(0), le=timedelta(days=1)
    )
    """A reading from further ahead than this is pending until its time has come."""
    rejections_kept_per_hour: int = Field(default=100, ge=0, le=100_000)
    """The rejections kept per sender and hour; beyond it they are counted by reason."""
    rejections_kept_for: timedelta = Field(default=timedelta(days=90), ge=timedelta(0))
    """The retention of rejections and their counts; 0 keeps all."""
    heartbeat_interval_s: float = Field(default=0.5, gt=0)
    """The interval of a replica's heartbeats."""
