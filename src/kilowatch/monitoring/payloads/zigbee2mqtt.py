"""What Zigbee2MQTT publishes of a plug or meter.

After https://www.zigbee2mqtt.io (device pages): ``energy`` is the sum of consumed energy in kWh,
``produced_energy`` that of produced energy. With `last_seen` turned on, a payload tells when the
device was heard; without it the moment is when the broker stored the message.
"""

from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    moment_of_number,
    moment_of_text,
    not_understood,
    parsed,
)

EXPECTED: Final = 'what Zigbee2MQTT publishes of a meter: {"energy": 12.34, "last_seen": …}'


class _State(msgspec.Struct):
    energy: Decimal | msgspec.UnsetType | None = msgspec.UNSET
    produced_energy: Decimal | msgspec.UnsetType | None = msgspec.UNSET
    last_seen: str | float | None = None


_state: Final = msgspec.json.Decoder(_State)


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. A counter that isn't known yet is null.

    Raises `Refused`.
    """
    state = parsed(_state, body, EXPECTED)
    if state.energy is msgspec.UNSET and state.produced_energy is msgspec.UNSET:
        raise not_understood(EXPECTED)
    shown = {"import": state.energy, "export": state.produced_energy}
    values = {channel: each for channel, each in shown.items() if isinstance(each, Decimal)}
    if not values:
        return []
    if isinstance(state.last_seen, str):
        at = moment_of_text(state.last_seen, origin.zone)
    elif state.last_seen is not None:
        at = moment_of_number(state.last_seen)
    else:
        at = origin.receipt("Turn on last_seen in the settings of Zigbee2MQTT.")
    return [Counter(channel, each, "kWh", at) for channel, each in values.items()]
