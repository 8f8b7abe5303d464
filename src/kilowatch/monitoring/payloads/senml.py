"""SenML packs (RFC 8428) as JSON, with the units of its registries (RFC 8798).

A record's value is what a counter shows; a record of power with a sum (``u`` W, ``s``) is one of
energy in joules. Its channel is the last part of its name, after the last ``:`` or ``/``: a code or
an OBIS code; without a name of its own a record is of the channel that every device has. Its time
is absolute; a relative one counts from when the broker stored the message.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.contracts.channels import (
    DEFAULT_CHANNEL,
    EnergyKind,
    UnknownChannelName,
    channel_code,
    meaning_of,
)
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE
from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_number,
    not_understood,
    parsed,
    total,
)

EXPECTED: Final = 'a SenML pack: [{"bn": "urn:dev:mac:…:", "bt": 1772359200, "n": "import", …}]'

_VERSION: Final = 10
_ABSOLUTE_FROM: Final = float(1 << 28)
"""Times below this are relative to now (RFC 8428, section 4.5.3)."""


class _Record(msgspec.Struct):
    bn: str | None = None
    bt: float | None = None
    bu: str | None = None
    bv: Decimal | None = None
    bs: Decimal | None = None
    bver: int | None = None
    n: str = ""
    u: str | None = None
    v: Decimal | None = None
    s: Decimal | None = None
    t: float = 0.0


_pack: Final = msgspec.json.Decoder(list[_Record])
_labels: Final = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a pack. Raises `Refused`."""
    pack = parsed(_pack, body, EXPECTED)
    if len(pack) > MAX_READINGS_PER_MESSAGE:
        raise Refused("too_many", f"A pack has at most {MAX_READINGS_PER_MESSAGE:,} records.")
    if b'_"' in body and any(
        label.endswith("_") for each in parsed(_labels, body, EXPECTED) for label in each
    ):
        raise not_understood(EXPECTED, "A label that ends with _ must be understood, and isn't.")
    found = list(_counters(pack, origin))
    if not found:
        raise not_understood(EXPECTED)
    return found


def _counters(pack: list[_Record], origin: Origin) -> Iterator[Counter | Refused]:
    base = _Record()
    for record in pack:
        for field in ("bn", "bt", "bu", "bv", "bs", "bver"):
            if (value := getattr(record, field)) is not None:
                setattr(base, field, value)
        if (base.bver or _VERSION) > _VERSION:
            raise not_understood(EXPECTED, f"Its version is above {_VERSION}.")
        if record.v is not None or record.s is not None:
            try:
                yield _counter(record, base, origin)
            except Refused as refused:
                yield refused


def _counter(record: _Record, base: _Record, origin: Origin) -> Counter:
    channel = _channel(record, base)
    meaning = meaning_of(channel)
    unit = record.u if record.u is not None else base.bu
    if record.s is not None and unit == "W":
        # A sum is in the unit multiplied by seconds.
        shown, unit = total([record.s, base.bs or Decimal(0)]), "J"
    elif record.v is not None:
        shown = total([record.v, base.bv or Decimal(0)])
    else:
        raise Refused("unit_unknown", "Expected a sum of W, or a value of J, Wh, kWh, m3 or l.")
    kind = _kind(unit) if meaning is None else meaning.kind
    return Counter(channel, *measured(shown, unit, kind), _moment(record, base, origin))


def _channel(record: _Record, base: _Record) -> str:
    if not record.n:
        return DEFAULT_CHANNEL
    name = ((base.bn or "") + record.n).rpartition("/")[2].rpartition(":")[2]
    try:
        return channel_code(name)
    except UnknownChannelName as error:
        raise Refused("channel_malformed", str(error)) from error


def _kind(unit: str | None) -> EnergyKind:
    """Return the kind of a channel whose code doesn't say it, as far as its unit matters here."""
    return "water" if unit in {"m3", "l", "L"} else "electricity"


def _moment(record: _Record, base: _Record, origin: Origin) -> datetime:
    seconds = (base.bt or 0.0) + record.t
    if seconds >= _ABSOLUTE_FROM:
        return moment_of_number(seconds)
    received_at = origin.receipt("Expected an absolute time in bt or t, in seconds since 1970.")
    try:
        return (received_at + timedelta(seconds=seconds)).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise Refused("time_malformed", "The time is out of range.") from error
