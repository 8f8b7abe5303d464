"""Settings of `auth`."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.auth.domain.sessions import LONGEST_ACCESS_TOKEN
from kilowatch.contracts.device_access import BROKER_CACHE_TTL_MS
from kilowatch.kit.settings import ServiceSettings


class AuthSettings(ServiceSettings):
    """Settings of `auth`; its own begin with ``KILOWATCH_AUTH_``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_AUTH_", extra="ignore", populate_by_name=True
    )

    port: int = 8101
    users_url: str = Field(default="http://127.0.0.1:8102", validation_alias="KILOWATCH_USERS_URL")
    """The URL of `users`, to look up users."""
    registration: Literal["open", "closed"] = "closed"
    """`open` lets anyone register as a client."""
    logins_waiting: int = Field(default=128, ge=1)
    """The most passwords waiting to be checked, each of strangers and of known clients."""
    logins_waiting_per_address: int = Field(default=32, ge=1)
    """The most of these from one address, or one /64 of IPv6."""
    signing_key_days: int = Field(default=90, ge=1, le=3650)
    """The number of days for which a key signs access tokens."""
    access_token_lifetime_s: int = Field(
        default=900, ge=10, le=int(LONGEST_ACCESS_TOKEN.total_seconds())
    )
    """The lifetime of an access token; the browser refreshes it by itself."""
    refresh_token_lifetime_s: int = Field(default=30 * 86_400, ge=60)
    """A user has to log in again after this time without a visit."""
    sweep_every_s: float = Field(default=30.0, gt=0)
    """The interval for deleting expired data and counting connections of devices."""
    management_url: SecretStr = Field(validation_alias="KILOWATCH_MANAGEMENT_URL")
    """``http://user:password@host:port``: to close the connections of revoked devices."""
    connections_per_device: int = Field(default=16, ge=1)
    """The connections that one device may have at the broker; surplus ones are closed."""
    broker_cache_ttl_ms: int = Field(default=BROKER_CACHE_TTL_MS, ge=0)
    """The same as the broker's ``auth_cache.cache_ttl``."""
