"""The first generation of Shelly: topics with one number each, and the status as JSON.

After https://shelly-api-docs.shelly.cloud/gen1: ``relay/0/energy`` and ``meters[].total`` are
Watt-minutes, ``emeter/0/total`` and ``emeters[].total`` Wh. Each clamp of an energy meter is a
channel of its own: whether two clamps are two circuits or two phases only the owner knows.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_number,
    not_understood,
    parsed,
    scaled,
)

EXPECTED: Final = "a number, as Shelly publishes under relay/0/energy or emeter/0/total"
EXPECTED_STATUS: Final = 'the status of a Shelly with "meters" or "emeters" and "unixtime"'

_TOPIC: Final = re.compile(r"(relay|emeter)\.(\d)\.(energy|total|total_returned)")
_NUMBER: Final = re.compile(rb"-?\d{1,15}(?:\.\d{1,9})?")
_WATT_HOURS_PER_WATT_MINUTE: Final = Decimal(1) / Decimal(60)


class _Meter(msgspec.Struct):
    total: Decimal | None = None
    is_valid: bool = True


class _Emeter(msgspec.Struct):
    total: Decimal | None = None
    total_returned: Decimal | None = None
    is_valid: bool = True


class _Status(msgspec.Struct):
    unixtime: float | None = None
    meters: list[_Meter] = []
    emeters: list[_Emeter] = []


_status: Final = msgspec.json.Decoder(_Status)


def is_status(members: Mapping[str, object]) -> bool:
    """Return true for the members of a status of this generation."""
    return "meters" in members or "emeters" in members


def decode_topic(body: bytes, origin: Origin) -> Decoded:
    """Return the counter of a topic; most topics tell of something else. Raises `Refused`."""
    match = _TOPIC.fullmatch(origin.rest)
    if match is None or (match[1], match[3]) == ("emeter", "energy"):
        return []
    text = body.strip()
    if not _NUMBER.fullmatch(text):
        raise not_understood(EXPECTED)
    shown, number = Decimal(text.decode()), int(match[2])
    at = origin.receipt("Publish the status instead, which has one.")
    if match[1] == "relay":
        return [_of_relay(number, shown, at)]
    return [_of_emeter(number, shown, at, is_returned=match[3] == "total_returned")]


def decode_status(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a status. Raises `Refused`."""
    status = parsed(_status, body, EXPECTED_STATUS)
    if status.unixtime:
        at = moment_of_number(status.unixtime)
    else:
        at = origin.receipt("Turn on its clock (SNTP).")
    found = [
        _of_relay(number, each.total, at)
        for number, each in enumerate(status.meters)
        if each.is_valid and each.total is not None
    ]
    for number, each in enumerate(status.emeters):
        if each.is_valid and each.total is not None:
            found.append(_of_emeter(number, each.total, at, is_returned=False))
        if each.is_valid and each.total_returned is not None:
            found.append(_of_emeter(number, each.total_returned, at, is_returned=True))
    if not found:
        raise Refused("payload_not_understood", f"Expected {EXPECTED_STATUS}.")
    return found


def _of_relay(number: int, watt_minutes: Decimal, at: datetime) -> Counter:
    channel = "import" if number == 0 else f"relay-{number}"
    shown = scaled(watt_minutes, _WATT_HOURS_PER_WATT_MINUTE)
    return Counter(channel, *measured(shown, "Wh", "electricity"), at)


def _of_emeter(number: int, shown: Decimal, at: datetime, *, is_returned: bool) -> Counter:
    channel = f"emeter-{number}-export" if is_returned else f"emeter-{number}"
    return Counter(channel, *measured(shown, "Wh", "electricity"), at)
