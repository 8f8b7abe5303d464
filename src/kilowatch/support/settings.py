"""What `support` is told by its environment."""

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from kilowatch.kit.settings import ServiceSettings

GROQ_URL = "https://api.groq.com/openai/v1"
DEFAULT_MODEL = "openai/gpt-oss-120b"
"""What Groq serves in late 2026; Llama models are no longer served there on free tiers."""


class SupportSettings(ServiceSettings):
    """Settings of `support`; its own begin with ``KILOWATCH_SUPPORT_``.

    There is an AI where ``ai_key`` is set, be it as ``GROQ_API_KEY``, or where ``ai_base_url``
    names a server that wants no key (a local one).
    """

    model_config = SettingsConfigDict(
        env_prefix="KILOWATCH_SUPPORT_",
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
    )

    port: int = 8109
    devices_url: str = "http://127.0.0.1:8103"
    """Where devices and their owners are asked for."""
    monitoring_urls: list[str] = Field(default=["http://127.0.0.1:8111"], min_length=1)
    """Replicas, asked in turn until one answers."""

    ai_base_url: str | None = None
    """The root of an OpenAI-compatible API; of Groq where only its key is given."""
    ai_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("KILOWATCH_SUPPORT_AI_KEY", "GROQ_API_KEY"),
    )
    """Its key. Without one there are the rules alone."""
    ai_model: str = DEFAULT_MODEL
    """The model that is asked."""
    ai_patience_s: float = Field(default=6.0, gt=0, le=120)
    """How long a client waits for the next sentence until they are told plainly.

    With more than 6.5 s that may take longer than 10 s in all.
    """
    ai_rest_s: float = Field(default=30.0, gt=0)
    """How long the provider is left alone once it failed three times in a row."""
    ai_requests_per_user_per_hour: int = Field(default=40, ge=0)
    """How often the provider is asked for one person."""
    ai_requests_per_hour: int = Field(default=1_000, ge=0)
    """How often it is asked for everybody together."""

    messages_per_minute: int = Field(default=30, ge=1)
    """How many messages a client may write in any minute, in all conversations together."""
    conversation_changes_per_hour: int = Field(default=120, ge=1)
    """How often a client may open, close, reopen conversations and ask for a human."""
    changes_per_minute: float = Field(default=600, gt=0)
    """How often a client may post anything, marks included; an administrator ten times as often."""
    typing_per_minute: float = Field(default=60, gt=0)
    """How often one person is shown as writing; what is more is dropped without a word."""
    answer_lapses_after_s: float = Field(default=5.0, gt=0)
    """An answer nobody works on for so long was left behind by a process that died."""

    @property
    def ai_is_on(self) -> bool:
        """Whether there is an AI to ask."""
        return self.ai_key is not None or self.ai_base_url is not None

    @property
    def ai_url(self) -> str:
        """Where the AI is asked."""
        return (self.ai_base_url or GROQ_URL).rstrip("/")
