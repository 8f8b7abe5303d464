"""An event of each kind as it was first sent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from kilowatch.contracts.audit import Actor, Origin, Subject
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.support import Chart, ChatMessage, ChatPart, ConversationState
from kilowatch.schemas.writing import FOLDER, pretty

SAMPLES = FOLDER / "events" / "samples"

_SAMPLE_VALUES: dict[str, Any] = {
    "event_id": UUID("018f0000-0000-4000-8000-000000000001"),
    "occurred_at": datetime(2026, 1, 1, 12, tzinfo=UTC),
    "user_id": UUID("018f0000-0000-4000-8000-000000000002"),
    "device_id": UUID("018f0000-0000-4000-8000-000000000003"),
    "session_id": UUID("018f0000-0000-4000-8000-000000000004"),
    "tokens_expire_at": datetime(2026, 1, 1, 13, tzinfo=UTC),
    "owner_id": UUID("018f0000-0000-4000-8000-000000000002"),
    "owned_since": datetime(2025, 6, 1, tzinfo=UTC),
    "hour": datetime(2026, 1, 1, 11, tzinfo=UTC),
    "version": 3,
    "username": "household",
    "name": "Heat pump",
    "device_name": "Heat pump",
    "role": "CLIENT",
    "status": "active",
    "limit_uwh_per_hour": 2_000_000_000,
    "reporting_interval_s": 1800,
    "time_zone": "Europe/Bucharest",
    "energy_uwh": 2_310_000_000,
    "limit_uwh": 2_000_000_000,
    "share_percent": 80,
    "live": True,
    "service": "devices",
    "action": "device.limit_changed",
    "outcome": "done",
    "actor": Actor(
        kind="user",
        user_id=UserId(UUID("018f0000-0000-4000-8000-000000000007")),
        username="grace",
        name="Grace Hopper",
        role=Role.ADMIN,
    ),
    "origin": Origin(user_agent="Mozilla/5.0", address="192.0.2.7"),
    "subject": Subject("device", "018f0000-0000-4000-8000-000000000003", "Heat pump"),
    "before": {"max_consumption_kwh_per_hour": 2.0},
    "after": {"max_consumption_kwh_per_hour": 2.5},
    "client_id": None,
    "count": 1,
    "request_id": "0f0e0d0c0b0a09080706050403020100",
    "sender": UUID("018f0000-0000-4000-8000-000000000003"),
    "reason": "malformed_readings",
    "detail": "The body can't be read.",
    "body": "{",
    "message": ChatMessage(
        message_id=UUID("018f0000-0000-4000-8000-000000000005"),
        conversation_id=UUID("018f0000-0000-4000-8000-000000000006"),
        number=2,
        author="assistant",
        author_name="",
        text="Your use today: 3.2 kWh.",
        parts=[ChatPart(text="Your use today: 3.2 kWh.", charts=[Chart(href="/history?span=day")])],
        path="data",
        posted_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
    ),
    "conversation": ConversationState(
        conversation_id=UUID("018f0000-0000-4000-8000-000000000006"),
        version=3,
        client_id=UserId(UUID("018f0000-0000-4000-8000-000000000002")),
        state="human",
        assigned_to=UserId(UUID("018f0000-0000-4000-8000-000000000007")),
        assigned_name="Grace Hopper",
        last_number=2,
        waiting_since=None,
    ),
}


def missing_samples() -> dict[Path, bytes]:
    """Return a sample of each event that has none yet."""
    files: dict[Path, bytes] = {}
    for key, event_type in declared_events().items():
        path = SAMPLES / f"{key}.json"
        if not path.exists():
            fields = {
                each.name: _SAMPLE_VALUES[each.name] for each in msgspec.structs.fields(event_type)
            }
            files[path] = pretty(fields)
    return files
