"""A sample of each message that has one: committed events, and some more."""

from typing import Any, Final

import msgspec

from kilowatch.contracts.events import Event, routing_key
from kilowatch.schemas.samples import SAMPLES

_DEVICE: Final = "018f0000-0000-4000-8000-000000000003"
_USER: Final = "018f0000-0000-4000-8000-000000000002"

EXAMPLES: Final[dict[str, Any]] = {
    "MeterReading": {
        "measured_at": "2026-03-01T10:00:00Z",
        "energy_kwh": 0.125,
        "interval_s": 900,
    },
    "SocketAuthenticate": {"type": "authenticate", "token": "eyJhbGciOiJFZERTQSJ9.…", "after": 41},
    "SocketPing": {"type": "ping"},
    "SocketWatch": {"type": "watch", "device_ids": [_DEVICE]},
    "SocketReady": {
        "type": "ready",
        "user_id": _USER,
        "last_number": 41,
        "expires_at": "2026-03-01T10:15:00Z",
    },
    "SocketAlert": {
        "type": "alert",
        "number": 42,
        "sent_at": "2026-03-01T10:40:03Z",
        "alert": {
            "device_id": _DEVICE,
            "device_name": "Heat pump",
            "hour": "2026-03-01T10:00:00Z",
            "time_zone": "Europe/Bucharest",
            "energy_kwh": 2.31,
            "limit_kwh": 2.0,
            "state": "raised",
            "silent": False,
        },
    },
    "SocketLive": {
        "type": "live",
        "readings": [
            {
                "device_id": _DEVICE,
                "measured_at": "2026-03-01T10:39:50Z",
                "interval_s": 10,
                "energy_kwh": 0.0125,
                "power_kw": 4.5,
            }
        ],
    },
    "SocketPong": {"type": "pong"},
    "SocketWatching": {"type": "watching", "device_ids": [_DEVICE]},
    "SocketGap": {"type": "gap", "last_number": 1041},
    "SocketExpiring": {"type": "expiring", "expires_at": "2026-03-01T10:15:00Z"},
}


def event_example(event_type: type[Event]) -> Any:
    """Return the committed sample of an event; None if it has none yet."""
    path = SAMPLES / f"{routing_key(event_type)}.json"
    return msgspec.json.decode(path.read_bytes()) if path.exists() else None
