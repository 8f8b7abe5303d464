"""What Tasmota publishes of a plug or meter: ``tele/…/SENSOR`` with its object ``ENERGY``.

After https://tasmota.github.io/docs (MQTT, Energy): ``Total`` is in kWh and what flowed to the
load, ``ExportActive`` in kWh what flowed back; with several phases each may be an array
(`SetOption129`). ``Time`` is a clock time, with its offset after `SetOption52 1`.
"""

from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    moment_of_text,
    not_understood,
    parsed,
    total,
)

EXPECTED: Final = 'Tasmota\'s SENSOR: {"Time": …, "ENERGY": {"Total": 12.345}}'

_WITH_COUNTERS: Final = {"", "SENSOR", "STATUS8", "STATUS10"}
"""The last part of topics that show counters; the others tell of power, state and firmware."""


class _Energy(msgspec.Struct):
    total: Decimal | list[Decimal] | None = msgspec.field(default=None, name="Total")
    export: Decimal | list[Decimal] | None = msgspec.field(default=None, name="ExportActive")


class _Sensors(msgspec.Struct):
    time: str | None = msgspec.field(default=None, name="Time")
    energy: _Energy | None = msgspec.field(default=None, name="ENERGY")
    status: "_Sensors | None" = msgspec.field(default=None, name="StatusSNS")


_sensors: Final = msgspec.json.Decoder(_Sensors)


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. Raises `Refused`."""
    if origin.rest.rpartition(".")[2] not in _WITH_COUNTERS:
        return []
    sensors = parsed(_sensors, body, EXPECTED)
    sensors = sensors.status or sensors
    energy = sensors.energy
    if energy is None or (energy.total is None and energy.export is None):
        raise not_understood(EXPECTED)
    if sensors.time is None:
        raise Refused("time_missing", f"Expected {EXPECTED}.")
    at = moment_of_text(sensors.time, origin.zone)
    shown = {"import": energy.total, "export": energy.export}
    return [
        Counter(channel, total(value), "kWh", at)
        for channel, value in shown.items()
        if value is not None
    ]
