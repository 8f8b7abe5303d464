"""Event handlers: ended sessions, and acts of every service."""

from kilowatch.contracts.audit import AuditRecorded
from kilowatch.kit.accounts import SESSION_HANDLERS
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.users.audit.service import take_act

HANDLERS: Handlers = {**SESSION_HANDLERS, AuditRecorded: take_act}
