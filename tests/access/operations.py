"""The callers of each operation: one row per operation of the OpenAPI documents.

An operation without a row fails `test_every_operation_has_a_row`: decide who may call it, and
write the row.
"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

SCHEMAS: Final = Path(__file__).parents[2] / "schemas" / "openapi"

Json = dict[str, Any]

TEXT: Final = "Access matrix"
NEW_ID: Final = "<new id>"
"""In a body: an identifier that is new with every call."""


class Access(StrEnum):
    """The callers that an operation allows."""

    PUBLIC = "public"
    """Everyone, logged in or not; a token adds nothing."""
    PERSON = "person"
    """Every active user, for their own data."""
    OWNER = "owner"
    """The owner of the resource in the path, and administrators; for others it does not exist."""
    ADMIN = "admin"
    """Administrators; clients are denied whatever the path names.

    Also operations of who manages a device: the devices of these clients are managed by nobody
    else. tests/devices/test_own_devices.py and others test what its manager may do.
    """
    SENDER = "sender"
    """A device with its own credential, and administrators."""


@dataclass(frozen=True)
class Row:
    """One operation: who may call it, and a valid request.

    ``thing`` is what the path's variable, or the query parameter ``filter_by``, names.
    ``answers`` are the statuses that a public operation may give to this request.
    """

    access: Access
    thing: str = ""
    body: Any = None
    query: Json = field(default_factory=dict[str, Any])
    filter_by: str = ""
    content: str = ""
    answers: frozenset[int] = frozenset()
    clients_only: bool = False
    """Administrators are denied, since they own no such resource."""


def _public(*answers: int, body: Any = None) -> Row:
    return Row(Access.PUBLIC, body=body, answers=frozenset(answers))


def _person(**more: Any) -> Row:
    return Row(Access.PERSON, **more)


def _owner(thing: str, **more: Any) -> Row:
    return Row(Access.OWNER, thing, **more)


def _admin(thing: str = "", **more: Any) -> Row:
    return Row(Access.ADMIN, thing, **more)


_QUOTA: Final = {
    "messages_per_minute": 1_000,
    "readings_per_minute": 10_000,
    "waiting_messages": 100_000,
}
_PASSWORD: Final = "a password that is nobody's"
_PERIOD: Final = {"from": "2025-01-01", "to": "2025-01-03"}
_MESSAGE: Final = {"id": NEW_ID, "text": TEXT}
_CORRECTION: Final = {
    "action": "set",
    "measured_at": "2025-01-01T00:00:00Z",
    "energy_kwh": 1,
    "interval_s": 900,
    "reason": TEXT,
}
_QUIET: Final = {"starts": "22:00", "ends": "06:00", "time_zone": "Europe/Bucharest"}
_RULE: Final = {"name": TEXT, "phrases_en": ["matrix"], "answer_en": TEXT}
_CSV: Final = "time,kWh\n2025-01-01T00:00:00Z,1\n"
_READING: Final = {"measured_at": "2025-01-01T00:00:00Z", "energy_kwh": 0.1}

ROWS: Final[dict[str, Row]] = {
    # auth
    "GET /api/auth/jwks": _public(200),
    "GET /api/auth/registration": _public(200),
    "POST /api/auth/login": _public(401, body={"username": "nobody", "password": _PASSWORD}),
    "POST /api/auth/logout": _public(204),
    "POST /api/auth/refresh": _public(401, body={"refresh_token": "made-up"}),
    "POST /api/auth/register": _public(
        403, 404, 422, body={"name": TEXT, "username": "stranger", "password": "short"}
    ),
    "POST /api/auth/reset": _public(
        401, 404, 422, body={"token": "made-up", "new_password": _PASSWORD}
    ),
    "POST /api/auth/password": _person(
        body={"old_password": "not it at all", "new_password": _PASSWORD}
    ),
    "GET /api/auth/sessions": _person(),
    "DELETE /api/auth/sessions": _person(),
    "DELETE /api/auth/sessions/{session_id}": _owner("session"),
    "GET /api/auth/locks": _admin(),
    "DELETE /api/auth/users/{user_id}/lock": _admin("user"),
    "POST /api/auth/users/{user_id}/reset": _admin("user"),
    "DELETE /api/auth/users/{user_id}/sessions": _admin("user"),
    "GET /api/auth/users/{user_id}/sessions": _admin("user"),
    "DELETE /api/auth/devices/{device_id}/credential": _admin("device"),
    "GET /api/auth/devices/{device_id}/credential": _admin("device"),
    "GET /api/auth/devices/refusals": _admin(),
    "POST /api/auth/devices/{device_id}/credential": _admin("device"),
    # users
    "GET /api/users": _admin(),
    "POST /api/users": _admin(body={"name": "", "username": "", "password": "", "role": "CLIENT"}),
    "GET /api/users/audit": _admin(),
    "POST /api/users/audit/simulation": _admin(body={"action": "simulation.changed"}),
    "GET /api/users/me": _person(),
    "GET /api/users/me/looks": _person(),
    "GET /api/users/{user_id}": _owner("user"),
    "PATCH /api/users/{user_id}": _admin("user", body={"name": TEXT}),
    "DELETE /api/users/{user_id}": _admin("user"),
    # devices
    "GET /api/devices": _person(filter_by="owner_id", thing="user"),
    "POST /api/devices": _admin(body={"name": ""}),
    "GET /api/devices/own": _person(),
    "POST /api/devices/own": _person(body={"name": TEXT}),
    "GET /api/devices/requests": _admin(),
    "POST /api/devices/requests/{device_request_id}/approval": _admin("request"),
    "POST /api/devices/requests/{device_request_id}/rejection": _admin("request"),
    "DELETE /api/devices/requests/{device_request_id}": _owner("request"),
    "POST /api/devices/claim-codes": _admin(body={"device_ids": [NEW_ID]}),
    "GET /api/devices/claim-codes": _admin(),
    "DELETE /api/devices/{device_id}/claim-code": _admin("device"),
    "POST /api/devices/claims": _person(body={"code": TEXT}),
    "GET /api/devices/{device_id}": _owner("device"),
    "PATCH /api/devices/{device_id}": _admin("device", body={"name": TEXT}),
    "DELETE /api/devices/{device_id}": _admin("device"),
    "PUT /api/devices/{device_id}/owner": _admin("device", body={"user_id": NEW_ID}),
    "DELETE /api/devices/{device_id}/owner": _admin("device"),
    "POST /api/devices/{device_id}/channels": _admin("device", body={"code": "export"}),
    "PATCH /api/devices/{device_id}/channels/{code}": _admin("device", body={"label": TEXT}),
    "DELETE /api/devices/{device_id}/channels/{code}": _admin("device"),
    "PUT /api/devices/{device_id}/channels/{code}/part-of": _admin(
        "device", body={"device_id": NEW_ID}
    ),
    "DELETE /api/devices/{device_id}/channels/{code}/part-of": _admin("device"),
    "PUT /api/devices/{device_id}/channels/{code}/formula": _admin(
        "device", body={"steps": [{"terms": [{"device_id": NEW_ID, "channel": "import"}]}]}
    ),
    # balancing
    "GET /api/balancing/history": _admin(),
    "GET /api/balancing/replicas": _admin(),
    "DELETE /api/balancing/senders/{device_id}/quota": _admin("device"),
    "GET /api/balancing/senders": _admin(),
    "GET /api/balancing/senders/{device_id}/quota": _admin("device"),
    "PUT /api/balancing/senders/{device_id}/quota": _admin("device", body=_QUOTA),
    "GET /api/balancing/services": _admin(),
    "GET /api/balancing/strategy": _admin(),
    "PUT /api/balancing/strategy": _admin(body={"strategy": "round_robin"}),
    "POST /api/readings": Row(Access.SENDER, body=_READING),
    "POST /api/readings/{end}": Row(Access.SENDER, "payload", body={"energy_import_kwh": 1}),
    # monitoring
    "GET /api/monitoring/alerts": _person(filter_by="device_id", thing="device"),
    "GET /api/monitoring/alerts/{alert_id}": _owner("alert"),
    "POST /api/monitoring/alerts/{alert_id}/acknowledge": _owner("alert"),
    "DELETE /api/monitoring/alerts/{alert_id}/acknowledge": _owner("alert"),
    "GET /api/monitoring/clocks-ahead": _admin(),
    "GET /api/monitoring/consumption": _person(
        filter_by="device_id", thing="device", query=_PERIOD
    ),
    "GET /api/monitoring/corrections": _admin(),
    "GET /api/monitoring/corrections/{correction_id}": _admin("uuid"),
    "POST /api/monitoring/corrections/{correction_id}/undo": _admin("uuid"),
    "POST /api/monitoring/corrections/{correction_id}/undo/preview": _admin("uuid"),
    "GET /api/monitoring/devices/{device_id}/notification-settings": _owner("device"),
    "GET /api/monitoring/devices/{device_id}/consumption": _owner(
        "device", query={"date": "2025-01-01"}
    ),
    "POST /api/monitoring/devices/{device_id}/corrections": _admin("device", body=_CORRECTION),
    "POST /api/monitoring/devices/{device_id}/corrections/preview": _admin(
        "device", body=_CORRECTION
    ),
    "PUT /api/monitoring/devices/{device_id}/early-warning": _owner("device", body={"share": 0.9}),
    "DELETE /api/monitoring/devices/{device_id}/early-warning": _owner("device"),
    "POST /api/monitoring/devices/{device_id}/imports": _admin("device", content=_CSV),
    "POST /api/monitoring/devices/{device_id}/imports/preview": _admin("device", content=_CSV),
    "PUT /api/monitoring/devices/{device_id}/maintenance": _owner(
        "device", body={"until": "<in an hour>"}
    ),
    "DELETE /api/monitoring/devices/{device_id}/maintenance": _owner("device"),
    "GET /api/monitoring/devices/{device_id}/owners": _admin("device"),
    "GET /api/monitoring/devices/{device_id}/readings": _owner("device"),
    "GET /api/monitoring/early-warnings": _person(filter_by="device_id", thing="device"),
    "GET /api/monitoring/imports": _admin(),
    "GET /api/monitoring/imports/{import_id}": _admin("uuid"),
    "POST /api/monitoring/imports/{import_id}/undo": _admin("uuid"),
    "GET /api/monitoring/channels/kinds": _person(),
    "GET /api/monitoring/latest": _person(filter_by="device_id", thing="device"),
    "GET /api/monitoring/peaks": _person(filter_by="device_id", thing="device", query=_PERIOD),
    "GET /api/monitoring/rejections": _admin(),
    "GET /api/monitoring/rejections/counted": _admin(),
    "GET /api/monitoring/rejections/counts": _admin(),
    "POST /api/monitoring/rejections/discard": _admin(body={"ids": ["1-0"]}),
    "POST /api/monitoring/rejections/replay": _admin(body={"ids": ["1-0"]}),
    "GET /api/monitoring/pending-devices": _admin(),
    "GET /api/monitoring/pending-channels": _admin(),
    "POST /api/monitoring/pending-devices/{device_id}/discard": _admin("device"),
    # realtime
    "GET /api/realtime/quiet-hours": _person(),
    "PUT /api/realtime/quiet-hours": _person(body=_QUIET),
    "DELETE /api/realtime/quiet-hours": _person(),
    # simulator
    "GET /api/simulator": _admin(),
    "PATCH /api/simulator": _admin(body={}),
    "POST /api/simulator/devices": _admin(body={"device_id": NEW_ID, "profile": "household"}),
    "DELETE /api/simulator/devices/{device_id}": _admin("device"),
    "POST /api/simulator/devices/{device_id}/overconsumption": _admin(
        "device", body={"energy_kwh": 1}
    ),
    # support
    "GET /api/support/status": _person(),
    "POST /api/support/conversations": _person(body={"language": "en"}, clients_only=True),
    "GET /api/support/conversations": _person(),
    "GET /api/support/conversations/{conversation_id}": _owner("conversation"),
    "GET /api/support/conversations/{conversation_id}/messages": _owner("conversation"),
    "POST /api/support/conversations/{conversation_id}/messages": _owner(
        "conversation", body=_MESSAGE
    ),
    "POST /api/support/conversations/{conversation_id}/marks": _owner("conversation", body={}),
    "POST /api/support/conversations/{conversation_id}/typing": _owner("conversation"),
    "POST /api/support/conversations/{conversation_id}/human": _owner("conversation"),
    "POST /api/support/conversations/{conversation_id}/close": _owner("conversation"),
    "POST /api/support/conversations/{conversation_id}/reopen": _owner("conversation"),
    "GET /api/support/conversations/{conversation_id}/reasons": _owner("conversation"),
    "GET /api/support/conversations/{conversation_id}/context": _admin("conversation"),
    "POST /api/support/conversations/{conversation_id}/hand-back": _admin("conversation"),
    "GET /api/support/conversations/{conversation_id}/notes": _admin("conversation"),
    "POST /api/support/conversations/{conversation_id}/notes": _admin(
        "conversation", body=_MESSAGE
    ),
    "GET /api/support/conversations/{conversation_id}/summary": _admin("conversation"),
    "POST /api/support/conversations/{conversation_id}/take-over": _admin("conversation", body={}),
    "GET /api/support/inbox": _admin(),
    "GET /api/support/looks": _admin(),
    "GET /api/support/canned-replies": _admin(),
    "PUT /api/support/canned-replies/{reply_id}": _admin(
        "uuid", body={"title": TEXT, "text": TEXT, "language": "en"}
    ),
    "DELETE /api/support/canned-replies/{reply_id}": _admin("uuid"),
    "GET /api/support/rules": _admin(),
    "POST /api/support/rules": _admin(body=_RULE),
    "PUT /api/support/rules/order": _admin(body={"ids": [NEW_ID]}),
    "POST /api/support/rules/test": _admin(body={"question": TEXT}),
    "PUT /api/support/rules/{rule_id}": _admin("uuid", body=_RULE | {"version": 1}),
    "DELETE /api/support/rules/{rule_id}": _admin("uuid"),
    "GET /api/support/unanswered": _admin(),
    "DELETE /api/support/unanswered/{unanswered_id}": _admin("number"),
}


@cache
def operations() -> dict[str, str]:
    """Return every operation, as ``GET /api/…``, and its service."""
    found: dict[str, str] = {}
    for file in sorted(SCHEMAS.glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        for path, methods in document["paths"].items():
            found |= {f"{method.upper()} {path}": file.stem for method in methods}
    return found
