"""Consumes events about users that were added, changed or removed."""

from kilowatch.contracts.accounts import UserChanged, UserDeleted
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.support.service import people

HANDLERS: Handlers = {
    **ACCOUNT_HANDLERS,
    UserChanged: people.take_in_change,
    UserDeleted: people.forget,
}
