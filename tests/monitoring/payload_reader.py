"""Reads payloads of makers as a replica does."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import MAX_KEPT_BODY_CHARACTERS, ParsedRegister
from kilowatch.monitoring.messages import read_message
from kilowatch.monitoring.payloads.p1 import crc16

NOW = datetime(2026, 8, 1, tzinfo=UTC)
DEVICE = UUID("7d8f6c1e-0000-4000-8000-000000000001")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RECEIVED_MS = 1772359200_000
WINTER = "0-0:1.0.0(260301110000W)"
USED = "1-0:1.8.1(000001.500*kWh)"


def telegram(*lines: str, checksum: bool = True) -> bytes:
    text = "".join(f"{line}\r\n" for line in ("/ABC5meter", "", *lines)) + "!"
    return (text + (f"{crc16(text.encode()):04X}" if checksum else "") + "\r\n").encode()


def read(
    body: bytes | Any, end: str | None, zone: ZoneInfo | None = AMSTERDAM, at_ms: int | None = None
) -> tuple[list[ParsedRegister], list[str]]:
    """Return the readings of a payload, and the reasons of its rejections."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    message = StreamMessage(7, str(DEVICE), content, None, end, at_ms)
    parsed, rejections = read_message(message, NOW, zone)
    for each in rejections:
        assert each.detail[-1] == "."
        assert len(each.body) <= MAX_KEPT_BODY_CHARACTERS
    registers = [each for each in parsed if isinstance(each, ParsedRegister)]
    assert len(registers) == len(parsed)
    return registers, [each.reason for each in rejections]
