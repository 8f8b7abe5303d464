"""Publishes over AMQP what no client library would: content headers built byte by byte."""

import asyncio
import struct
from typing import Any
from urllib.parse import unquote, urlsplit

from pamqp import commands, frame, header

CONTENT_TYPE, HEADERS, DELIVERY_MODE, EXPIRATION, TIMESTAMP = (
    *(1 << 15, 1 << 13, 1 << 12),
    *(1 << 8, 1 << 6),
)
"""Flags of the properties that a content header holds, in the order in which they follow."""


def properties(flags: int, *values: bytes) -> bytes:
    """The properties of a message in wire format."""
    return struct.pack(">H", flags) + b"".join(values)


def table(*entries: bytes) -> bytes:
    """Return a field table of encoded entries."""
    content = b"".join(entries)
    return struct.pack(">I", len(content)) + content


def entry(key: bytes, kind: bytes, value: bytes) -> bytes:
    """Return an entry of a field table."""
    return bytes([len(key)]) + key + kind + value


def hostile_properties() -> dict[str, bytes]:
    """Properties that a broker accepts, and that break a strict client."""
    latest = struct.pack(">Q", 2**64 - 1)
    deep = table()
    for _ in range(3_000):
        deep = table(entry(b"a", b"F", deep))
    wide = table(*(entry(b"%d" % n, b"t", b"\x01") for n in range(8_000)))
    array = struct.pack(">I", 0)
    for _ in range(3_000):
        array = struct.pack(">I", len(array) + 1) + b"A" + array
    return {
        "timestamp beyond time": properties(TIMESTAMP, latest),
        "content type that is no text": properties(CONTENT_TYPE, b"\x03\xff\xfe\xfd"),
        "moment beyond time": properties(HEADERS, table(entry(b"x", b"T", latest))),
        "key that is no text": properties(HEADERS, table(entry(b"\xff\xfe", b"t", b"\x01"))),
        "deep table": properties(HEADERS, deep),
        "deep array": properties(HEADERS, table(entry(b"x", b"A", array))),
        "wide table": properties(HEADERS, wide),
        "delivery mode that is none": properties(DELIVERY_MODE, b"\x09"),
        "expiration that is no number": properties(EXPIRATION, b"\x03abc"),
        "an offset of its own": properties(
            HEADERS, table(entry(b"x-stream-offset", b"S", table(b"many")))
        ),
    }


async def publish_raw(url: str, exchange: str, key: str, content: bytes, body: bytes) -> bool:
    """Publish one message with ``content`` as its properties; return whether it was confirmed."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)

    def say(channel: int, *frames: Any) -> None:
        writer.write(b"".join(frame.marshal(each, channel) for each in frames))

    async def hear() -> Any:
        head = await reader.readexactly(7)
        size = struct.unpack(">I", head[3:])[0]
        return frame.unmarshal(head + await reader.readexactly(size + 1))[2]

    try:
        say(0, header.ProtocolHeader())
        await hear()
        login = f"\0{unquote(parts.username or '')}\0{unquote(parts.password or '')}"
        say(0, commands.Connection.StartOk({}, "PLAIN", login, "en_US"))
        tune = await hear()
        say(
            0,
            commands.Connection.TuneOk(tune.channel_max, tune.frame_max, 0),
            commands.Connection.Open(unquote(parts.path[1:])),
        )
        await hear()
        say(1, commands.Channel.Open(), commands.Confirm.Select())
        await hear()
        await hear()
        say(1, commands.Basic.Publish(exchange=exchange, routing_key=key, mandatory=True))
        payload = struct.pack(">HHQ", 60, 0, len(body)) + content
        for kind, each in ((2, payload), (3, body)):
            writer.write(struct.pack(">BHI", kind, 1, len(each)) + each + b"\xce")
        async with asyncio.timeout(20):
            return isinstance(await hear(), commands.Basic.Ack)
    except asyncio.IncompleteReadError:
        return False
    finally:
        writer.close()
