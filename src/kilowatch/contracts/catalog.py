"""Imports every module that declares events, so that the catalog is complete."""

from kilowatch.contracts import (
    accounts,
    audit,
    devices,
    intake,
    overconsumption,
    sessions,
    support,
)
from kilowatch.contracts.events import declared_events

__all__ = [
    "accounts",
    "audit",
    "declared_events",
    "devices",
    "intake",
    "overconsumption",
    "sessions",
    "support",
]
