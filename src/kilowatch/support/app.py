"""Puts `support` together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.contracts.request_sizes import RULES
from kilowatch.kit.accounts import Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.container import Health, put_container
from kilowatch.kit.database import Pool, connected
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.pace import Pace
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.support.assistant.breaker import Breaker
from kilowatch.support.assistant.budget import Budget
from kilowatch.support.assistant.llm import LlmAssistant
from kilowatch.support.assistant.provider import Provider
from kilowatch.support.clients import Platform
from kilowatch.support.consumers import HANDLERS
from kilowatch.support.container import SupportContainer
from kilowatch.support.copies import COPIES
from kilowatch.support.ephemeral_events import EphemeralEvents
from kilowatch.support.routes import conversations, desk, rules
from kilowatch.support.service.answering import Answering
from kilowatch.support.service.composing import Composer
from kilowatch.support.service.conversations import Conversations
from kilowatch.support.service.desk import Desk
from kilowatch.support.service.posting import Posting
from kilowatch.support.service.rules import Rules
from kilowatch.support.settings import SupportSettings

TYPING_AT_ONCE = 5


def _provider(settings: SupportSettings) -> Provider | None:
    """Return the AI, if one is configured."""
    if not settings.ai_is_on:
        return None
    key = settings.ai_key.get_secret_value() if settings.ai_key is not None else None
    return Provider(settings.ai_url, key, settings.ai_model, settings.ai_patience_s)


def _assistant(
    settings: SupportSettings, pool: Pool, provider: Provider | None
) -> LlmAssistant | None:
    if provider is None:
        return None
    budget = Budget(pool, settings.ai_requests_per_user_per_hour, settings.ai_requests_per_hour)
    breaker = Breaker(settings.ai_rest_s)
    return LlmAssistant(pool, provider, breaker, budget, settings.ai_patience_s)


def create_app(settings: SupportSettings) -> FastAPI:
    """The app of `support`."""
    database_url = settings.database_url.get_secret_value()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        async with connected(database_url, application="support") as pool:
            platform = Platform(settings.devices_url, settings.monitoring_urls)
            relay = OutboxRelay(pool, amqp_url, "support")
            consumer = EventConsumer(pool, amqp_url, "support", HANDLERS, COPIES)
            moments = EphemeralEvents(amqp_url)
            provider = _provider(settings)
            assistant = _assistant(settings, pool, provider)
            composer = Composer(pool, platform, assistant)
            answering = Answering(pool, moments, composer, settings.answer_lapses_after_s)
            put_container(
                app,
                SupportContainer(
                    acts=OutboxSink(pool),
                    internal_token=settings.internal_token.get_secret_value(),
                    inspection=Inspection(pool, amqp_url, "support", COPIES),
                    guard=Guard(pool, TokenVerifier(settings.jwks_url)),
                    changes_pace=Pace(settings.changes_per_minute),
                    conversations=Conversations(
                        pool,
                        moments,
                        Pace(
                            settings.conversation_changes_per_hour / 60,
                            settings.conversation_changes_per_hour,
                        ),
                        Pace(settings.typing_per_minute, TYPING_AT_ONCE),
                    ),
                    posting=Posting(pool, answering, settings.messages_per_minute),
                    composer=composer,
                    desk=Desk(pool, platform),
                    rules=Rules(pool),
                    health=Health(
                        checks={
                            "database": database_check(pool),
                            "outbox": sessions_check(relay.sessions),
                            "events": sessions_check(consumer.sessions),
                            "chat": sessions_check(moments.sessions),
                        }
                    ),
                ),
            )
            try:
                async with background(relay.run(), consumer.run(), moments.run(), answering.run()):
                    yield
            finally:
                await platform.close()
                if provider is not None:
                    await provider.close()

    return create_service_app(
        "support",
        "Support chat: rules, answers from one's own data, AI, and people.",
        conversations.router,
        desk.router,
        rules.router,
        inspection_router,
        lifespan=lifespan,
        # All rules in order, and a rule in two languages.
        large_bodies=(BodyLimit(RULES.path, RULES.largest_bytes, within_s=30),),
    )
