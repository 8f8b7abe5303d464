"""Settings of `support`."""

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings

GROQ_URL = "https://api.groq.com/openai/v1"
DEFAULT_MODEL = "openai/gpt-oss-120b"
"""A model that Groq serves in late 2026; its free tiers no longer serve Llama models."""


class SupportSettings(ServiceSettings):
    """Settings of `support`; its own begin with ``KILOWATCH_SUPPORT_``.

    There is an AI if ``ai_key`` is set, possibly as ``GROQ_API_KEY``, or if ``ai_base_url``
    names a server that needs no key (a local one).
    """

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_SUPPORT_",
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
    )

    port: int = 8109
    devices_url: str = "http://127.0.0.1:8103"
    """The addresses at which devices and their owners are queried."""
    monitoring_urls: list[str] = Field(default=["http://127.0.0.1:8111"], min_length=1)
    """The replicas of monitoring, tried in turn until one responds."""

    ai_base_url: str | None = None
    """The root of an OpenAI-compatible API; that of Groq if only its key is set."""
    ai_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("KILOWATCH_SUPPORT_AI_KEY", "GROQ_API_KEY"),
    )
    """The key of the AI. Without one only rules and data answer."""
    ai_model: str = DEFAULT_MODEL
    """The model to use."""
    ai_patience_s: float = Field(default=6.0, gt=0, le=120)
    """The time that a client waits for the next sentence before they get a fallback answer.

    With more than 6.5 s that may take longer than 10 s in total.
    """
    ai_rest_s: float = Field(default=30.0, gt=0)
    """The time for which the provider is paused after three failures in a row."""
    ai_requests_per_user_per_hour: int = Field(default=40, ge=0)
    """The most requests to the provider for one user."""
    ai_requests_per_hour: int = Field(default=1_000, ge=0)
    """The most requests to the provider for all users together."""

    messages_per_minute: int = Field(default=30, ge=1)
    """The most messages of a client in any minute, in all conversations together."""
    conversation_changes_per_hour: int = Field(default=120, ge=1)
    """The most times a client may open, close, reopen conversations or ask for a human."""
    changes_per_minute: float = Field(default=600, gt=0)
    """The most posts of a client, including marks; an administrator has ten times as many."""
    typing_per_minute: float = Field(default=60, gt=0)
    """The most typing signals of one user that are shown; more are dropped silently."""
    answer_lapses_after_s: float = Field(default=5.0, gt=0)
    """An answer without progress for so long was abandoned by a process that died."""

    @property
    def ai_is_on(self) -> bool:
        """Return true if an AI is configured."""
        return self.ai_key is not None or self.ai_base_url is not None

    @property
    def ai_url(self) -> str:
        """Return the address of the AI."""
        return (self.ai_base_url or GROQ_URL).rstrip("/")
