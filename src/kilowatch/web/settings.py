"""Settings of `web`. It has no database, no broker and no secrets."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings


class WebSettings(ServiceSettings):
    """Settings of `web`, read from ``KILOWATCH_WEB_…``."""

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_WEB_", extra="ignore", populate_by_name=True
    )

    port: int = 8106
    services: dict[str, str] = Field(default_factory=dict[str, str])
    """URL of every service whose API is documented, by name, as a JSON object."""

    occasional_services: dict[str, str] = Field(default_factory=dict[str, str])
    """The same for optional services: they are listed from their first response on."""

    front_end: Path = Path(__file__).resolve().parents[3] / "frontend" / "dist"
    """The folder of the built front end; without a build, the page says so."""

    amqp_url: SecretStr = SecretStr("")
    internal_token: SecretStr = SecretStr("")
    database_url: SecretStr = SecretStr("")
