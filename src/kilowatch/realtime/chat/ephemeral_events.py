"""Passes the ephemeral events of `support` on to connected users."""

import msgspec

from kilowatch.contracts.support import CHAT_EXCHANGE, ChatMoment
from kilowatch.kit.messaging.listeners import FanOutListener
from kilowatch.realtime.connections import Hub

MOST_WAITING = 500
"""Events kept while this process is busy; older ones are obsolete."""

_decoder = msgspec.msgpack.Decoder(ChatMoment)


def ephemeral_event_listener(amqp_url: str, hub: Hub) -> FanOutListener[ChatMoment]:
    """Return the listener that sends ephemeral events to the connections of ``hub``."""

    def send(moment: ChatMoment) -> None:
        text = moment.body.decode()
        if moment.for_client:
            for session in hub.of(moment.client_id):
                session.mention(text)
        if moment.for_administrators:
            for session in hub.administrators():
                session.mention(text)

    return FanOutListener(
        amqp_url, "realtime chat", CHAT_EXCHANGE, _decoder, send, most_waiting=MOST_WAITING
    )
