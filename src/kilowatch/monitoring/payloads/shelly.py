"""What devices of Shelly publish: the second generation and later, and the first.

After https://shelly-api-docs.shelly.cloud/gen2 (Switch, PM1, EMData, EM1Data, notifications):
``aenergy.total`` and the totals of EMData and EM1Data are in Wh. A component that is the only one
of its device is the device's own channel; others are channels of their own (``switch-1``,
``em1-0``), since nobody but the owner knows what hangs on them.

``params.ts`` is the moment of a notification. A status without one is of the minute in
``aenergy.minute_ts``, so that the same status sent twice counts once.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads import shelly_gen1
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_number,
    not_understood,
    parsed,
    without_doubles,
)

EXPECTED: Final = 'a status or notification of a Shelly, such as {"aenergy": {"total": 123.4}}'

_COMPONENT: Final = re.compile(r"(switch|pm1|cover|light|rgb|rgbw|cct|emdata|em1data):(\d{1,2})")
_NOTIFICATIONS: Final = {"NotifyStatus", "NotifyFullStatus", "NotifyEvent"}
_TO_TELL: Final = "Turn on its clock (SNTP)."


class _Total(msgspec.Struct):
    total: Decimal | None = None
    minute_ts: float | None = None


class _Component(msgspec.Struct):
    id: int = 0
    aenergy: _Total | None = None
    ret_aenergy: _Total | None = None
    total_act: Decimal | None = None
    total_act_ret: Decimal | None = None
    total_act_energy: Decimal | None = None
    total_act_ret_energy: Decimal | None = None


class _Sys(msgspec.Struct):
    unixtime: float | None = None


class _Notification(msgspec.Struct):
    method: str | None = None
    params: msgspec.Raw = msgspec.Raw(b"{}")
    result: msgspec.Raw | None = None


class _Time(msgspec.Struct):
    ts: float | None = None


_Members = dict[str, msgspec.Raw]

_members: Final = msgspec.json.Decoder(_Members)
_notification: Final = msgspec.json.Decoder(_Notification)
_time: Final = msgspec.json.Decoder(_Time)
_component: Final = msgspec.json.Decoder(_Component)
_sys: Final = msgspec.json.Decoder(_Sys)


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. Raises `Refused`."""
    if origin.rest.startswith("status."):
        return _status_of(origin.rest.removeprefix("status."), body, origin)
    if origin.rest in {"", "status", "events.rpc", "info"}:
        return _by_shape(body, origin)
    return shelly_gen1.decode_topic(body, origin)


def _by_shape(body: bytes, origin: Origin) -> Decoded:
    members = parsed(_members, body, EXPECTED)
    if "method" in members or "result" in members:
        message = parsed(_notification, body, EXPECTED)
        if message.result is not None:
            return _full(bytes(message.result), None, origin)
        if message.method not in _NOTIFICATIONS:
            raise not_understood(EXPECTED)
        if message.method == "NotifyEvent":
            return []
        params = bytes(message.params)
        return _full(params, parsed(_time, params, EXPECTED).ts, origin, is_partial=True)
    if shelly_gen1.is_status(members):
        return shelly_gen1.decode_status(body, origin)
    if "aenergy" in members:
        return _status_of(f"switch:{parsed(_component, body, EXPECTED).id}", body, origin)
    return _full(body, None, origin)


def _full(body: bytes, ts: float | None, origin: Origin, *, is_partial: bool = False) -> Decoded:
    """Return the counters of an object of components; a partial one may show none."""
    members = parsed(_members, body, EXPECTED)
    if ts is None and "sys" in members:
        ts = parsed(_sys, bytes(members["sys"]), EXPECTED).unixtime
    found: list[Counter | Refused] = []
    for name, raw in members.items():
        match = _COMPONENT.fullmatch(name)
        if match is not None:
            found += _counters(match, parsed(_component, bytes(raw), EXPECTED), ts, origin)
    if not found and not is_partial:
        raise not_understood(EXPECTED)
    return without_doubles(found)


def _status_of(name: str, body: bytes, origin: Origin) -> Decoded:
    match = _COMPONENT.fullmatch(name)
    if match is None:
        return []
    return list(_counters(match, parsed(_component, body, EXPECTED), None, origin))


def _counters(
    match: re.Match[str], component: _Component, ts: float | None, origin: Origin
) -> Iterator[Counter | Refused]:
    channels = _channels(match[1], int(match[2]))
    used, returned = component.aenergy or _Total(), component.ret_aenergy or _Total()
    shown = (
        _first(used.total, component.total_act, component.total_act_energy),
        _first(returned.total, component.total_act_ret, component.total_act_ret_energy),
    )
    for channel, value in zip(channels, shown, strict=True):
        if value is not None:
            try:
                at = _moment(ts, used.minute_ts or returned.minute_ts, origin)
                yield Counter(channel, *measured(value, "Wh", "electricity"), at)
            except Refused as refused:
                yield refused


def _channels(type_: str, number: int) -> tuple[str, str]:
    """Return the channels of what flows to the load, and of what flows back."""
    if number == 0 and type_ != "em1data":
        return "import", "export"
    word = {"emdata": "em", "em1data": "em1"}.get(type_, type_)
    return f"{word}-{number}", f"{word}-{number}-export"


def _moment(ts: float | None, minute_ts: float | None, origin: Origin) -> datetime:
    told = ts or minute_ts
    return moment_of_number(told) if told else origin.receipt(_TO_TELL)


def _first(*values: Decimal | None) -> Decimal | None:
    return next((each for each in values if each is not None), None)
