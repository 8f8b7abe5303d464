"""Consumes events about users that were added, changed or removed."""

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.devices.service import take_user_deleted
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.messaging.consumers import Handlers

HANDLERS: Handlers = {**ACCOUNT_HANDLERS, UserDeleted: take_user_deleted}
