"""The committed schemas: ``python -m kilowatch.schemas [write|check]``.

``schemas/openapi/<service>.json`` is the HTTP face of a service, ``schemas/events/<key>.json``
an event; ``schemas/events/samples`` holds an event of each kind as it was first sent. Samples
are written once and never again: today's consumers must read yesterday's events.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from kilowatch.contracts import socket
from kilowatch.contracts.audit import Actor, Origin, Subject
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.events import decode
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.support import Chart, ChatMessage, ChatPart, ConversationState

SERVICES = (
    "auth",
    "users",
    "devices",
    "balancing",
    "monitoring",
    "realtime",
    "support",
    "simulator",
)
FOLDER = Path("schemas")
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


def documents() -> dict[Path, bytes]:
    """Every generated document by its path."""
    files = {FOLDER / "openapi" / f"{each}.json": _openapi(each) for each in SERVICES}
    for key, event_type in declared_events().items():
        files[FOLDER / "events" / f"{key}.json"] = _pretty(msgspec.json.schema(event_type))
    messages = [socket.ClientMessage, socket.ServerMessage]
    schemas, components = msgspec.json.schema_components(messages, ref_template="#/$defs/{name}")
    names = ("client_message", "server_message")
    document = {**dict(zip(names, schemas, strict=True)), "$defs": components}
    files[FOLDER / "socket.json"] = _pretty(document)
    return files


def _openapi(service: str) -> bytes:
    """A service describes itself in a process of its own; it needs no part to do so."""
    prefix = f"KILOWATCH_{service.upper()}_"
    environment = {
        **os.environ,
        "KILOWATCH_AMQP_URL": "amqp://none",
        "KILOWATCH_STREAM_URL": "rabbitmq-stream://none",
        "KILOWATCH_MANAGEMENT_URL": "http://none",
        "KILOWATCH_INTERNAL_TOKEN": "none",
        f"{prefix}DATABASE_URL": "postgres://none",
    }
    command = [sys.executable, "-m", f"kilowatch.{service}", "openapi"]
    printed = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
    return printed.stdout


def _pretty(document: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document, order="sorted")) + b"\n"


def missing_samples() -> dict[Path, bytes]:
    """A sample of each event that has none yet."""
    files: dict[Path, bytes] = {}
    for key, event_type in declared_events().items():
        path = SAMPLES / f"{key}.json"
        if not path.exists():
            fields = {
                each.name: _SAMPLE_VALUES[each.name] for each in msgspec.structs.fields(event_type)
            }
            files[path] = _pretty(fields)
    return files


def _write() -> None:
    for path, content in {**documents(), **missing_samples()}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _check() -> list[str]:
    found = [
        f"{path} is stale: run `make schemas`"
        for path, content in documents().items()
        if not path.exists() or path.read_bytes() != content
    ]
    found += [f"{path} is missing: run `make schemas`" for path in missing_samples()]
    for path in sorted(SAMPLES.glob("*.json")):
        try:
            decode(path.stem, path.read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever it is, yesterday's event is not read
            found.append(f"{path} can no longer be read: {error}")
    return found


def main() -> None:
    """Write the schemas, or check that they are as committed."""
    if sys.argv[1:] == ["write"]:
        _write()
        return
    found = _check()
    sys.stderr.writelines(f"{each}\n" for each in found)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
