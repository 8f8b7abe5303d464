"""Events in: sessions end before their tokens do, and every service tells of acts."""

from kilowatch.contracts.audit import AuditRecorded
from kilowatch.kit.accounts import SESSION_HANDLERS
from kilowatch.kit.events import Handlers
from kilowatch.users.audit.service import take_act

HANDLERS: Handlers = {**SESSION_HANDLERS, AuditRecorded: take_act}
