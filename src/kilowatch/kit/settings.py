"""Settings that every service has. One class per service builds on this."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Settings shared by all services, read from ``KILOWATCH_…`` when an app is built.

    A service adds its own under its own prefix, e.g. ``KILOWATCH_MONITORING_…``.
    """

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    amqp_url: SecretStr = Field(validation_alias="KILOWATCH_AMQP_URL")
    """``amqp://user:password@host:port/vhost``, or ``amqps``."""
    jwks_url: str = Field(
        default="http://127.0.0.1:8101/api/auth/jwks", validation_alias="KILOWATCH_JWKS_URL"
    )
    """The address of the public keys that verify access tokens."""
    internal_token: SecretStr = Field(validation_alias="KILOWATCH_INTERNAL_TOKEN")
    """The secret by which services authenticate each other."""
    log_format: Literal["text", "json"] = Field(
        default="text", validation_alias="KILOWATCH_LOG_FORMAT"
    )
    """``json`` for machines that collect logs."""
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", validation_alias="KILOWATCH_LOG_LEVEL"
    )
    """The level from which events are logged: debug, info, warning or error."""
    log_lines_per_minute: int = Field(
        default=60, ge=1, validation_alias="KILOWATCH_LOG_LINES_PER_MINUTE"
    )
    """The log lines per minute of the same event and source; of all sources ten times as many."""
    otlp_endpoint: str = Field(default="", validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    """An OpenTelemetry collector, as in ``http://127.0.0.1:4318``; empty: no spans are exported."""
    host: str = Field(default="127.0.0.1", validation_alias="KILOWATCH_HOST")
    """The address on which the service listens."""
    port: int = 0
    database_url: SecretStr
    """Its own PostgreSQL database, which no other service can read."""
