"""Events in: sessions end before their tokens do."""

from kilowatch.kit.accounts import SESSION_HANDLERS
from kilowatch.kit.events import Handlers

HANDLERS: Handlers = SESSION_HANDLERS
