"""Consumes events about users and devices that were added, changed or removed."""

from datetime import timedelta

from kilowatch.auth.service.credentials import take_user_deleted, take_user_state
from kilowatch.auth.service.devices import device_handlers
from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered
from kilowatch.kit.messaging.consumers import Handlers


def handlers(broker_cache_ttl: timedelta) -> Handlers:
    """Return the handler of each event."""
    return {
        UserRegistered: take_user_state,
        UserChanged: take_user_state,
        UserDeleted: take_user_deleted,
        **device_handlers(broker_cache_ttl),
    }
