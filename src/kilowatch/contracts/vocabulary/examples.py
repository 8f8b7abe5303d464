"""Valid requests by the schema of their body, and values of parameters by name."""

from typing import Any, Final

_DEVICE: Final = "018f0000-0000-4000-8000-000000000003"
_USER: Final = "018f0000-0000-4000-8000-000000000002"
_RULE: Final = {
    "name": "Price",
    "phrases_en": ["price", "how much does cost"],
    "phrases_ro": ["pret"],
    "answer_en": "The price is in your contract.",
    "answer_ro": "Prețul este în contractul dumneavoastră.",
}

BODIES: Final[dict[str, Any]] = {
    "CannedReplyWriting": {"title": "Greeting", "text": "Hello, how can I help?", "language": "en"},
    "ClaimCodeIssue": {"device_ids": [_DEVICE], "valid_days": 30},
    "Marking": {"delivered": 12, "read": 12},
    "MaintenanceRequest": {"until": "2026-03-01T18:00:00Z", "reason": "New boiler"},
    "MeterAddition": {"device_id": _DEVICE, "profile": "heat-pump"},
    "NoteWriting": {"id": "018f0000-0000-4000-8000-000000000008", "text": "Calls back on Monday."},
    "OwnerAssignment": {"user_id": _USER},
    "PasswordChange": {
        "old_password": "a long pass phrase",
        "new_password": "another long pass phrase",
    },
    "PasswordReset": {
        "token": "pNp8w2Yk3vJm6Qr9sT1u",
        "new_password": "another long pass phrase",
    },
    "QuotaBody": {
        "messages_per_minute": 600,
        "readings_per_minute": 6000,
        "waiting_messages": 10000,
    },
    "RefreshToken": {"refresh_token": "pNp8w2Yk3vJm6Qr9sT1u"},
    "RejectionChoice": {"filter": {"reason": "device_unknown"}},
    "RejectionFilter": {"reason": "device_unknown"},
    "RemoveRange": {
        "action": "remove",
        "from": "2026-03-01T10:00:00Z",
        "to": "2026-03-01T12:00:00Z",
        "reason": "Test run",
    },
    "RuleEdit": {**_RULE, "version": 3},
    "RuleOrder": {"ids": ["018f0000-0000-4000-8000-00000000000a"]},
    "RuleTrial": {"question": "What is the price?", "language": "en"},
    "RuleWriting": _RULE,
    "ScaleRange": {
        "action": "scale",
        "from": "2026-03-01T10:00:00Z",
        "to": "2026-03-01T12:00:00Z",
        "factor": 0.001,
        "reason": "The meter reported Wh as kWh",
    },
    "SetReading": {
        "action": "set",
        "measured_at": "2026-03-01T10:00:00Z",
        "energy_kwh": 0.25,
        "interval_s": 900,
        "reason": "Read from the display",
    },
    "SimulationAct": {
        "action": "simulation.changed",
        "subject": {"kind": "simulation"},
        "after": {"is_running": True},
    },
    "SimulationChange": {"is_running": True, "interval_s": 10},
    "StrategyChange": {"strategy": "least_backlog"},
    "SubjectGiven": {"kind": "device", "id": _DEVICE, "name": "Heat pump"},
    "SwapMeter": {
        "action": "swap",
        "at": "2026-03-01T10:00:00Z",
        "old_last_kwh": 18342.5,
        "new_first_kwh": 0,
        "reason": "Meter replaced",
    },
    "TakingOver": {},
}

PARAMETERS: Final[dict[str, Any]] = {
    "code": "export",
    "alert_id": "018f0000-0000-4000-8000-000000000009",
    "client_id": _USER,
    "conversation_id": "018f0000-0000-4000-8000-000000000006",
    "correction_id": 17,
    "date": "2026-03-01",
    "device_id": _DEVICE,
    "import_id": 17,
    "owner_id": _USER,
    "reply_id": "018f0000-0000-4000-8000-00000000000b",
    "rule_id": "018f0000-0000-4000-8000-00000000000a",
    "session_id": "018f0000-0000-4000-8000-000000000004",
    "time_zone": "Europe/Bucharest",
    "unanswered_id": 17,
    "user_id": _USER,
}
