"""Sends readings that monitoring replicas have just stored to the users who watch them."""

import msgspec

from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.kit.messaging.listeners import FanOutListener
from kilowatch.realtime.watching import Watchers

MOST_WAITING = 100
"""Messages kept while this process is busy; older ones are dropped, newer follow."""

_decoder = msgspec.msgpack.Decoder(list[LiveReading])


def live_listener(amqp_url: str, watchers: Watchers) -> FanOutListener[list[LiveReading]]:
    """Return the listener that passes live readings to ``watchers``."""
    return FanOutListener(
        amqp_url,
        "realtime live",
        LIVE_EXCHANGE,
        _decoder,
        watchers.show,
        most_waiting=MOST_WAITING,
    )
