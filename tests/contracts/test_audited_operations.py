"""Every operation of the platform is audited, or listed here with a reason why not."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.audit import ACTION_KEY, NOT_FOR_RECORDS

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "schemas" / "openapi"
WORDS: Final = ROOT / "frontend" / "src" / "i18n"

OWN: Final = "one's own affair: it concerns nobody but whoever calls"
READS: Final = "changes nothing"

CHANGES_NOT_RECORDED: Final = {
    "POST /api/users/audit/simulation": "it is itself the record of an act",
    "POST /api/auth/refresh": "the session goes on; that it began is recorded",
    "PUT /api/realtime/quiet-hours": OWN,
    "DELETE /api/realtime/quiet-hours": OWN,
    "PUT /api/monitoring/devices/{device_id}/early-warning": "only the device's owner may",
    "DELETE /api/monitoring/devices/{device_id}/early-warning": "only the device's owner may",
    "DELETE /api/devices/requests/{device_request_id}": OWN,
    "POST /api/monitoring/devices/{device_id}/corrections/preview": READS,
    "POST /api/monitoring/corrections/{correction_id}/undo/preview": READS,
    "POST /api/monitoring/devices/{device_id}/imports/preview": READS,
    "POST /api/support/rules/test": READS,
    "POST /api/support/conversations": "clients only; administrators are refused",
    "POST /api/support/conversations/{conversation_id}/marks": "what was read; no act of its own",
    "POST /api/support/conversations/{conversation_id}/typing": "shown for seconds, kept nowhere",
}

PLATFORM: Final = "about the platform, not about a client"
DIRECTORY: Final = "who there is; nothing of what they use or say"
OF_ADMINISTRATORS: Final = "what administrators did themselves"

READS_NOT_RECORDED: Final = {
    "GET /api/auth/jwks": PLATFORM,
    "GET /api/auth/locks": DIRECTORY,
    "GET /api/auth/registration": PLATFORM,
    "GET /api/auth/sessions": OWN,
    "GET /api/auth/devices/refusals": PLATFORM,
    "GET /api/auth/devices/{device_id}/credential": PLATFORM,
    "GET /api/devices/own": OWN,
    "GET /api/devices/requests": DIRECTORY,
    "GET /api/devices/claim-codes": DIRECTORY,
    "GET /api/users": DIRECTORY,
    "GET /api/users/me": OWN,
    "GET /api/users/{user_id}": DIRECTORY,
    "GET /api/users/audit": OF_ADMINISTRATORS,
    "GET /api/users/me/looks": OWN,
    "GET /api/balancing/history": PLATFORM,
    "GET /api/balancing/replicas": PLATFORM,
    "GET /api/balancing/services": PLATFORM,
    "GET /api/balancing/senders": PLATFORM,
    "GET /api/balancing/senders/{device_id}/quota": PLATFORM,
    "GET /api/balancing/strategy": PLATFORM,
    "GET /api/monitoring/corrections": OF_ADMINISTRATORS,
    "GET /api/monitoring/corrections/{correction_id}": OF_ADMINISTRATORS,
    "GET /api/monitoring/imports": OF_ADMINISTRATORS,
    "GET /api/monitoring/imports/{import_id}": OF_ADMINISTRATORS,
    "GET /api/monitoring/channels/kinds": DIRECTORY,
    "GET /api/monitoring/clocks-ahead": PLATFORM,
    "GET /api/monitoring/pending-devices": "of devices that are nobody's",
    "GET /api/realtime/quiet-hours": OWN,
    "GET /api/simulator": PLATFORM,
    "GET /api/support/status": PLATFORM,
    "GET /api/support/conversations": OWN,
    "GET /api/support/looks": OF_ADMINISTRATORS,
    "GET /api/support/canned-replies": PLATFORM,
    "GET /api/support/rules": PLATFORM,
}
REJECTIONS: Final = "GET /api/monitoring/rejections"
"""And below: refused requests are the platform's own concern."""


@cache
def operations() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(SCHEMAS.glob("*.json")):
        for path, methods in json.loads(file.read_text(encoding="utf-8"))["paths"].items():
            found |= {f"{method.upper()} {path}": each for method, each in methods.items()}
    return found


@pytest.mark.parametrize("operation", sorted(operations()))
def test_every_operation_names_its_action_or_is_exempt(operation: str) -> None:
    action = operations()[operation].get(ACTION_KEY)
    reads = operation.startswith("GET ")
    excepted = READS_NOT_RECORDED if reads else CHANGES_NOT_RECORDED
    if reads and operation.startswith(REJECTIONS):
        assert action is None
        return
    assert (action is None) == (operation in excepted), (
        "name its action by `openapi_extra=audited(…)` and record it, or say here why not"
    )
    if action is not None:
        assert AuditAction(action).startswith("look.") == reads


def test_no_exemption_is_left_for_a_removed_operation() -> None:
    assert not (CHANGES_NOT_RECORDED | READS_NOT_RECORDED).keys() - operations().keys()


def test_every_action_is_recorded_somewhere() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "kilowatch").rglob("*.py")
        if path.name != "audit.py" or path.parent.name != "contracts"
    )
    declared_only = re.sub(r"audited\(\s*AuditAction\.\w+", "", sources)
    missing = {each.name for each in AuditAction if f"AuditAction.{each.name}" not in declared_only}
    assert missing == set()


def test_no_action_field_is_named_like_a_secret() -> None:
    assert {"password", "token", "secret", "link"} <= NOT_FOR_RECORDS


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_action_has_a_label(language: str) -> None:
    words = (WORDS / f"{language}-audit.ts").read_text(encoding="utf-8")
    assert {each.value for each in AuditAction if f'"{each.value}"' not in words} <= {"logout"}
    assert "logout" in words
