"""Settings of `balancing`."""

from enum import StrEnum
from typing import Self

from pydantic import ByteSize, Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from kilowatch.balancing.domain import Strategy
from kilowatch.kit.settings import ServiceSettings


class ReadOver(StrEnum):
    """The protocol by which the stream is read."""

    STREAM = "stream"
    AMQP = "amqp"


class BalancingSettings(ServiceSettings):
    """Settings of the balancer, read from ``KILOWATCH_BALANCING_…``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_BALANCING_", extra="ignore", populate_by_name=True
    )

    port: int = 8104
    stream_url: SecretStr | None = Field(default=None, validation_alias="KILOWATCH_STREAM_URL")
    """``rabbitmq-stream://user:password@host:port/vhost``."""
    read_over: ReadOver = ReadOver.STREAM
    """``amqp`` for a broker without a stream port: the same stream, read slower."""
    management_url: SecretStr = Field(validation_alias="KILOWATCH_MANAGEMENT_URL")
    """``http://user:password@host:port``: to disconnect a frozen replica."""
    auth_url: str = Field(default="http://127.0.0.1:8101", validation_alias="KILOWATCH_AUTH_URL")
    """The URL of `auth`, to check the secret of a device that sends over HTTP."""
    services: dict[str, str] = Field(default_factory=dict[str, str])
    """URL of every process whose health administrators see, by its name, as JSON."""
    occasional_services: dict[str, str] = Field(default_factory=dict[str, str])
    """The same for optional processes: they are listed from their first response on."""
    name: str = "balancing"
    """The name of this balancer among those that can take over from each other."""
    stands_by: bool = False
    """Waits for the other balancers when everything starts; later any can take over."""
    lapses_after_s: float = Field(default=2.0, gt=0)
    """The active balancer is replaced when it has not renewed its lease for so long."""
    strategy: Strategy = Strategy.ROUND_ROBIN
    """The strategy by which batches are dispatched until an administrator chooses another."""
    batch_messages: int = Field(default=2_000, ge=1)
    """The most messages of a batch."""
    batch_bytes: int = Field(default=524_288, ge=1_024, le=524_288)
    """The broker takes no message over 1 MiB, in which the batch has to fit."""
    batch_age_s: float = Field(default=0.05, gt=0)
    """A batch is dispatched when it is full, or this old."""
    batches_in_flight: int = Field(default=16, ge=1)
    """The batches published and not confirmed yet."""
    backlog_batches: int = Field(default=20, ge=1)
    """A replica with this many unfinished batches gets no more; the rest waits in the stream."""
    turn_messages: int = Field(default=64, ge=1)
    """The most messages of one sender in a batch while others wait."""
    bulk_batch_messages: int = Field(default=1_000, ge=1)
    """The most messages of a bulk batch, of senders with more than a turn waiting."""
    bulk_batch_bytes: int = Field(default=262_144, ge=1_024, le=524_288)
    """The most bytes of a bulk batch. It is smaller than others, which wait behind it."""
    bulk_backlog_batches: int = Field(default=2, ge=1)
    """A bulk batch goes only to a replica with fewer unfinished batches than this."""
    read_ahead_bytes: int = Field(default=64 * 1_048_576, ge=1_048_576)
    """The most bytes waiting in memory. A sender's surplus is read later; others go on."""
    messages_per_minute: int = Field(default=1_000_000, ge=1)
    """A device that sends more is held back for the rest of the minute."""
    readings_per_minute: int = Field(default=5_000_000, ge=1)
    """The same for its readings, of which a message may have many."""
    waiting_messages: int = Field(default=1_000_000, ge=1)
    """A device with more messages waiting is held back until half of them are dispatched."""
    silent_after_s: float = Field(default=2.0, gt=0)
    """A replica is disconnected when its last heartbeat is older than this."""
    stuck_after_s: float = Field(default=60.0, gt=0)
    """A delivery without progress for this long is stuck, and shown to administrators."""
    forgotten_after_s: float = Field(default=120.0, gt=0)
    """A replica that is silent for this long has left: its queue is emptied and deleted."""
    rejections_reported_every_s: float = Field(default=5.0, gt=0)
    """The interval for publishing rejections of the HTTP intake, summed by sender and reason."""
    stream_max_bytes: int = 20_000_000_000
    """The size of the stream of readings above which its oldest entries are deleted."""
    disk_warning: ByteSize = Field(
        default=ByteSize(2_000_000_000), validation_alias="KILOWATCH_DISK_WARNING"
    )
    """Administrators are warned when the broker's disk has less free space than this."""

    @model_validator(mode="after")
    def _check_stream_url(self) -> Self:
        if self.read_over is ReadOver.STREAM and not (
            self.stream_url and self.stream_url.get_secret_value()
        ):
            raise ValueError(
                "KILOWATCH_STREAM_URL is missing; for a broker without streams set "
                "KILOWATCH_BALANCING_READ_OVER=amqp"
            )
        return self
