"""Settings of `users`."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings


class UsersSettings(ServiceSettings):
    """Settings of `users`; its own begin with ``KILOWATCH_USERS_``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_USERS_", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    port: int = 8102
    auth_url: str = Field(default="http://127.0.0.1:8101", validation_alias="KILOWATCH_AUTH_URL")
    """The URL of `auth`, to create and delete credentials."""
    bootstrap_token: SecretStr | None = Field(
        default=None, min_length=32, validation_alias="KILOWATCH_BOOTSTRAP_TOKEN"
    )
    """Creates the first administrator, once; without it only an operator of the machine can."""
    audit_keep_days: int = Field(default=730, ge=31, le=36_500)
    """The shortest time for which acts are kept; whole months are deleted at once."""
    looks_show: Literal["name", "role"] = "name"
    """The name shown to clients for an administrator who looked at their data."""
