"""Accepts readings over HTTP: checks their form, then publishes them as a meter would."""

import asyncio
from collections import defaultdict
from uuid import UUID

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractExchange
from aio_pika.exceptions import AMQPError, DeliveryError

from kilowatch.balancing.chunks import MAX_BODY_BYTES, bodies
from kilowatch.balancing.schemas import Receipt, RejectedReading
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.decoding import Undecodable, decode
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.payloads import FORMATS, PLAIN_END, is_payload_end, recognised
from kilowatch.contracts.readings import payload_routing_key
from kilowatch.contracts.request_sizes import READINGS
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.errors import Forbidden, KilowatchError, Kind, Unavailable

log = structlog.get_logger()

COME_AGAIN_S = 5
MAX_REQUEST_BYTES = READINGS.largest_bytes
MAX_COMMAS = 1_000_000
"""More values than 10 MiB of readings can have. A larger array is not even split: each
value would be an object of its own."""
MOST_MALFORMED = 1_000
"""A request with more malformed readings is rejected whole: each is an error to build and a
line of the response."""
SMALL_BYTES = 64 * 1024
"""A body of this size is parsed on the event loop; a larger one in a thread."""


class MalformedReadings(KilowatchError):
    """The body is neither a reading nor an array of readings."""

    code = "malformed_readings"
    remedy = "Send JSON as described at `POST /api/readings`."


class NoReadings(KilowatchError):
    """The request has no reading that could be stored."""

    code = "no_readings"

    def __init__(self) -> None:
        super().__init__("The body holds no reading; send one, or an array of them, as JSON.")


class RequestTooLarge(KilowatchError):
    """The body has more bytes or more values than the operation takes."""

    kind = Kind.TOO_LARGE
    code = "request_too_large"
    remedy = "Split the request into smaller ones."


class UnknownPayload(KilowatchError):
    """What follows the path of readings names no payload that meters may send."""

    kind = Kind.NOT_FOUND
    code = "payload_not_found"
    remedy = "Send plain readings to `POST /api/readings`, or use an end that docs/meters.md lists."

    def __init__(self, end: str) -> None:
        super().__init__(
            f"{end:.60} is no payload known here. Expected {', '.join(FORMATS)}, or one of their "
            "topics, such as tasmota/SENSOR."
        )


class ForeignDevice(Forbidden):
    """A device reported for another device. Nothing of the request is stored."""

    code = "foreign_device"
    remedy = "Leave `device_id` out, or send the device's own."

    def __init__(self, index: int) -> None:
        super().__init__(f"Reading {index} is of another device than its sender.")


class _Named(msgspec.Struct):
    device_id: UUID | None = None


_items = msgspec.json.Decoder(list[msgspec.Raw])
_named = msgspec.json.Decoder(_Named)


class Intake:
    """Publishes readings from HTTP; success means that the broker has stored them durably."""

    def __init__(self, settings: BalancingSettings) -> None:
        self._settings = settings
        self._exchange: AbstractExchange | None = None
        url = settings.amqp_url.get_secret_value()
        self.sessions = BrokerSessions(url, "balancing intake", self._session)

    async def run(self) -> None:
        """Keep a channel open until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            self._exchange = await declare_readings(channel, self._settings.stream_max_bytes)
            try:
                await asyncio.Future()
            finally:
                self._exchange = None

    async def take(self, body: bytes, sender: DeviceId | None = None) -> Receipt:
        """Publish the readings in ``body``, only of the ``sender`` if that is a device.

        Raises `NoReadings`, `MalformedReadings`, `RequestTooLarge`, `ForeignDevice` and
        `Unavailable`.
        """
        if len(body) > MAX_REQUEST_BYTES:
            raise RequestTooLarge("A request may carry at most 10 MiB of readings.")
        if sender is not None and recognised(body) is not None:
            await self._publish(sender, body[:MAX_BODY_BYTES], PLAIN_END)
            return Receipt(accepted=1, rejected=[])
        if len(body) <= SMALL_BYTES:
            by_device, refused = sort_by_device(body, sender)
        else:
            by_device, refused = await asyncio.to_thread(sort_by_device, body, sender)
        if not by_device and not refused:
            raise NoReadings
        messages = [
            (device_id, body) for device_id, items in by_device.items() for body in bodies(items)
        ]
        await asyncio.gather(*(self._publish(*message) for message in messages))
        accepted = sum(len(items) for items in by_device.values())
        log.info(
            "readings.accepted", readings=accepted, rejected=len(refused), devices=list(by_device)
        )
        return Receipt(accepted=accepted, rejected=refused)

    async def take_payload(self, body: bytes, device_id: UUID, end: str) -> Receipt:
        """Publish a payload of ``device_id`` as it is; ``end`` is that of its routing key.

        Raises `NoReadings`, `UnknownPayload` and `Unavailable`.
        """
        if not is_payload_end(end):
            raise UnknownPayload(end)
        if not body.strip():
            raise NoReadings
        await self._publish(device_id, body[:MAX_BODY_BYTES], end)
        log.info("payload.accepted", device_id=str(device_id), end=end)
        return Receipt(accepted=1, rejected=[])

    async def _publish(self, device_id: UUID, body: bytes, end: str = PLAIN_END) -> None:
        if self._exchange is None:
            raise _not_now()
        message = aio_pika.Message(
            body,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            correlation_id=correlation_id(),
        )
        key = payload_routing_key(str(device_id), end)
        try:
            await self._exchange.publish(message, key, mandatory=True, timeout=10)
        except (AMQPError, DeliveryError, RuntimeError, OSError, TimeoutError) as error:
            raise _not_now() from error


def _not_now() -> Unavailable:
    return Unavailable(
        "Readings can't be taken right now; send them again.", retry_after_s=COME_AGAIN_S
    )


def sort_by_device(
    body: bytes, sender: DeviceId | None = None
) -> tuple[dict[UUID, list[bytes]], list[RejectedReading]]:
    """Return the readings as sent, by device; the ``sender`` may leave out its own identifier.

    Raises `RequestTooLarge`, `MalformedReadings`, also if more than `MOST_MALFORMED` of them
    can't be read, and `ForeignDevice` if one is not the sender's.
    """
    if body.lstrip()[:1] != b"[":
        body = b"[" + body + b"]"
    if body.count(b",") > MAX_COMMAS:
        raise RequestTooLarge(f"A request may carry at most {MAX_COMMAS:,} values.")
    try:
        items = [bytes(raw) for raw in decode(_items, body)]
    except Undecodable as error:
        raise MalformedReadings(f"The body can't be read. {error.detail}") from error
    by_device: dict[UUID, list[bytes]] = defaultdict(list)
    refused: list[RejectedReading] = []
    for index, item in enumerate(items):
        try:
            device_id = decode(_named, item).device_id or sender
        except Undecodable as error:
            _refuse(refused, index, error.detail)
            continue
        if device_id is None:
            _refuse(refused, index, "The reading names no device.")
        elif sender is not None and device_id != sender:
            raise ForeignDevice(index)
        else:
            by_device[device_id].append(item)
    return dict(by_device), refused


def _refuse(refused: list[RejectedReading], index: int, detail: str) -> None:
    refused.append(RejectedReading(index=index, detail=detail))
    if len(refused) > MOST_MALFORMED:
        raise MalformedReadings(
            f"More than {MOST_MALFORMED:,} readings of the request can't be read, so none of it "
            f"is stored. Reading {refused[0].index}: {refused[0].detail}"
        )
