"""P1 telegrams of smart meters: DSMR 2.2 to 5.0, ESMR, e-MUCS, and the variants of other countries.

After the "P1 Companion Standard" of Netbeheer Nederland (DSMR 2.2, 3.0, 4.2, 5.0.2) and e-MUCS P1
of Fluvius, Ores and Sibelga; the telegrams of Luxembourg (decrypted), Hungary, Sweden and Finland
have the same lines. Read by these and not by `dsmr-parser`: that one has to be told the variant,
takes every clock for one in Amsterdam, and has no types.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from kilowatch.contracts.channels import EnergyKind, Unit
from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_clock,
    not_understood,
    without_doubles,
)

MOST_TELEGRAM_BYTES: Final = 8 * 1024
"""Real telegrams have less than 4 KiB."""

MOST_TELEGRAMS: Final = 16

EXPECTED: Final = "a P1 telegram, from its / to the checksum after its !"

_LINE: Final = re.compile(
    r"^(?:(\d{1,3})-(\d{1,3}):)?(\d{1,3}\.\d{1,3}\.\d{1,3})(?:\*\d{1,3})?"
    r"((?:\([^()\r\n]*\))+)[ \t]*\r?$",
    re.MULTILINE | re.ASCII,
)
_CONTINUED: Final = re.compile(r"\)[ \t]*\r?\n\(")
_VALUE: Final = re.compile(r"(-?\d{1,12}(?:\.\d{1,9})?)(?:\*([A-Za-z0-9]{1,8}))?", re.ASCII)
_TIME: Final = re.compile(r"(\d{12})([SW])?", re.ASCII)
_ELECTRICITY: Final = re.compile(r"[12]\.8\.(\d{1,2})", re.ASCII)
_CHECKSUM: Final = re.compile(rb"[0-9A-Fa-f]{4}")
_MBUS_VALUE: Final = re.compile(r"24\.2\.\d", re.ASCII)
_NEVER_READ: Final = "632525252525"
"""The time of an M-Bus meter that hasn't been heard yet."""

_CHANNEL_OF_TYPE: Final[dict[int, tuple[str, EnergyKind]]] = {
    3: ("gas", "gas"),
    4: ("heat", "heat"),
    6: ("hot-water", "water"),
    7: ("water", "water"),
    10: ("cooling", "cooling"),
    11: ("cooling", "cooling"),
    12: ("heat", "heat"),
}
"""Types of M-Bus devices (EN 13757-3, table of media) that have a channel here."""

_ELECTRICITY_TYPE: Final = 2


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of one or several telegrams. Raises `Refused`."""
    found: list[Counter | Refused] = []
    telegrams = list(_telegrams(body))
    if not telegrams:
        raise not_understood(EXPECTED)
    for telegram, checksum in telegrams:
        found += without_doubles(_counters(telegram, checksum, origin))
    if not found:
        raise not_understood("a telegram with a counter such as 1-0:1.8.1(000123.456*kWh)")
    return found


def _telegrams(body: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield each telegram from its ``/`` to its ``!``, and its checksum."""
    at = body.find(b"/")
    for _ in range(MOST_TELEGRAMS):
        if at < 0:
            return
        end = body.find(b"!", at)
        if end < 0:
            raise not_understood(EXPECTED, "It has no end.")
        if end - at > MOST_TELEGRAM_BYTES:
            raise Refused("too_large", "A telegram has at most 8 KiB.")
        checksum = _CHECKSUM.match(body, end + 1)
        yield body[at : end + 1], None if checksum is None else checksum[0]
        at = body.find(b"/", end)
    if at >= 0:
        raise Refused("too_many", f"A message has at most {MOST_TELEGRAMS} telegrams.")


def _counters(telegram: bytes, checksum: bytes | None, origin: Origin) -> list[Counter | Refused]:
    text = telegram.decode("ascii", errors="replace")
    lines = list(_lines(_CONTINUED.sub(")(", text)))
    told = next((values[0] for _, _, name, values in lines if name == "1.0.0"), None)
    _verify(telegram, checksum, is_required=told is not None or _has_version(lines))
    return [*_electricity(lines, told, origin), *_mbus(lines, origin)]


_Line = tuple[int | None, int, str, list[str]]


def _lines(text: str) -> Iterator[_Line]:
    """Yield medium, M-Bus channel, name and values of each line of a known form."""
    for match in _LINE.finditer(text):
        medium = None if match[1] is None else int(match[1])
        yield medium, int(match[2] or 0), match[3], match[4][1:-1].split(")(")


def _has_version(lines: Iterable[_Line]) -> bool:
    """Return true for a telegram that says its version, as all do since DSMR 4.0."""
    return any((medium, name) in {(1, "0.2.8"), (0, "96.1.4")} for medium, _, name, _ in lines)


def _verify(telegram: bytes, checksum: bytes | None, *, is_required: bool) -> None:
    """Raise `Refused` where the checksum is wrong, or missing in a version that has one."""
    if checksum is None:
        if is_required:
            raise Refused("checksum_wrong", "Expected a checksum of four digits after the !.")
        return
    # A gateway that reads lines may have replaced the meter's line ends.
    as_sent = telegram if b"\r\n" in telegram else telegram.replace(b"\n", b"\r\n")
    if crc16(as_sent) != int(checksum, 16):
        raise Refused(
            "checksum_wrong",
            f"The telegram's checksum is {checksum.decode()}, its text has {crc16(as_sent):04X}.",
        )


def _table() -> tuple[int, ...]:
    found: list[int] = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
        found.append(crc)
    return tuple(found)


_CRC_TABLE: Final = _table()


def crc16(data: bytes) -> int:
    """Return CRC-16/ARC: x^16 + x^15 + x^2 + 1, least significant bit first."""
    crc, table = 0, _CRC_TABLE
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


def _electricity(
    lines: Iterable[_Line], told: str | None, origin: Origin
) -> Iterator[Counter | Refused]:
    for medium, channel, name, values in lines:
        if medium not in {1, None} or channel or not _ELECTRICITY.fullmatch(name):
            continue
        try:
            # Before DSMR 4.0 a telegram has no time.
            at = _moment(told, origin) if told is not None else origin.receipt("Use a P1 port 4.0.")
            yield Counter(name, *_value(values[0], "electricity"), at)
        except Refused as refused:
            yield refused


def _mbus(lines: Iterable[_Line], origin: Origin) -> Iterator[Counter | Refused]:
    lines = [each for each in lines if each[0] == 0 and each[1]]
    types = {n: values[0] for _, n, name, values in lines if name == "24.1.0"}
    for _, number, name, values in lines:
        if name == "24.3.0":
            parts = _hourly(values)
        elif _MBUS_VALUE.fullmatch(name) and len(values) == 2:
            parts = values[0], values[1]
        else:
            continue
        if parts is None or not parts[1] or parts[0].startswith(_NEVER_READ):
            continue
        try:
            found = _mbus_channel(number, types.get(number))
            if found is not None:
                at = _moment(parts[0], origin)
                yield Counter(found[0], *_value(parts[1], found[1]), at)
        except Refused as refused:
            yield refused


def _hourly(values: list[str]) -> tuple[str, str] | None:
    """Return time and value of the form before DSMR 4.0: time, status, …, unit, value."""
    if len(values) < 3:
        return None
    return values[0], f"{values[-1]}*{values[-2]}"


def _mbus_channel(number: int, type_: str | None) -> tuple[str, EnergyKind] | None:
    """Return the channel of an M-Bus meter, None for one of something else than energy.

    A submeter of electricity, whose direction nobody says, is a channel of its own.
    """
    if type_ is None or not type_.isdecimal():
        raise not_understood(f"the type of the M-Bus meter {number}: 0-{number}:24.1.0(003)")
    if int(type_) == _ELECTRICITY_TYPE:
        return f"mbus-{number}", "electricity"
    return _CHANNEL_OF_TYPE.get(int(type_))


def _value(text: str, kind: EnergyKind) -> tuple[Decimal, Unit]:
    match = _VALUE.fullmatch(text)
    if match is None:
        raise not_understood(f"a counter of {kind} as digits and unit", f"It is {text:.40}.")
    return measured(Decimal(match[1]), match[2], kind)


def _moment(text: str, origin: Origin) -> datetime:
    """Return the moment of YYMMDDhhmmss with S (summer) or W (winter), in the device's zone."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise Refused("time_malformed", f"Expected YYMMDDhhmmss and S or W, not {text:.20}.")
    try:
        clock = datetime.strptime(match[1], "%y%m%d%H%M%S")  # noqa: DTZ007 - its zone follows
    except ValueError as error:
        raise Refused("time_malformed", f"There is no such time: {text:.20}.") from error
    is_summer = None if match[2] is None else match[2] == "S"
    return moment_of_clock(clock, origin.zone, is_summer=is_summer)
