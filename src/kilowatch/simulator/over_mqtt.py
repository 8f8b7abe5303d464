"""Meters over MQTT 3.1.1: topic ``meters/{device_id}/readings``, QoS 1."""

import asyncio
import logging
import ssl
from typing import Final
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import aiomqtt
import structlog
from paho.mqtt.reasoncodes import ReasonCode

from kilowatch.contracts.readings import reading_topic
from kilowatch.simulator.publisher import (
    FIRST_RETRY_S,
    LAST_RETRY_S,
    REFUSED_FOR_S,
    WINDOW,
    Deliver,
    Publisher,
)
from kilowatch.simulator.trust import tls_context
from kilowatch.simulator.wire import Message

log = structlog.get_logger()

BAD_LOGIN: Final = {134, 135}
"""Bad user name or password, not authorized, as paho maps the codes of MQTT 3.1.1."""

ANSWER_WITHIN_S: Final = 20.0

# It warns about more than ten messages in flight; they are counted here.
_quiet = logging.getLogger("kilowatch.simulator.over_mqtt")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False


class MqttPublisher(Publisher):
    """Publishes at ``mqtt_url``, which contains the login and, as its path, the virtual host.

    A message counts as confirmed with its PUBACK, which RabbitMQ sends when the stream has it.
    """

    def __init__(
        self,
        mqtt_url: str,
        window: int = WINDOW,
        *,
        refused_for_s: float = REFUSED_FOR_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(window, refused_for_s=refused_for_s, tls=tls)
        self._url = urlsplit(mqtt_url)

    async def _run(self) -> None:
        retry_s = FIRST_RETRY_S
        while True:
            confirmed_before = self.confirmed_messages
            try:
                async with self._client() as client:
                    self._note_admitted()
                    await self._deliver_all(_deliver_by(client))
            except (aiomqtt.MqttError, OSError) as error:
                log.warning("meter.lost", transport="mqtt", error=str(error) or repr(error))
                if _is_refusal(error):
                    self._note_refused("over MQTT")
                self._note_distrust(error)
            if self.confirmed_messages > confirmed_before:
                retry_s = FIRST_RETRY_S
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, LAST_RETRY_S)

    def _client(self) -> aiomqtt.Client:
        vhost = unquote(self._url.path.removeprefix("/"))
        username = unquote(self._url.username or "")
        secure = self._url.scheme == "mqtts"
        return aiomqtt.Client(
            self._url.hostname or "127.0.0.1",
            self._url.port or (8883 if secure else 1883),
            username=f"{vhost}:{username}" if vhost else username,
            password=unquote(self._url.password or ""),
            # Its own, then a random part: a leftover connection isn't displaced, nor displaces it.
            identifier=f"{username}.{uuid4().hex[:8]}",
            protocol=aiomqtt.ProtocolVersion.V311,
            timeout=ANSWER_WITHIN_S,
            max_inflight_messages=self._window,
            tls_context=(self._tls or tls_context(None)) if secure else None,
            logger=_quiet,
        )


def _is_refusal(error: Exception) -> bool:
    # Other errors have codes of paho's own, some of them the same small numbers.
    code = error.rc if isinstance(error, aiomqtt.MqttCodeError) else None
    return isinstance(code, ReasonCode) and code.value in BAD_LOGIN


def _deliver_by(client: aiomqtt.Client) -> Deliver:
    async def deliver(message: Message) -> int:
        await client.publish(reading_topic(message.device_id), message.body, qos=1)
        return 0

    return deliver
