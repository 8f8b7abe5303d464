"""The tools of the model as they are described to it; `tools` runs them."""

from typing import Final

from kilowatch.support.clients import Json
from kilowatch.support.questions.energies import ASKED_ENERGIES
from kilowatch.support.questions.periods import PERIOD_NAMES

_PERIOD: Final[Json] = {
    "type": "string",
    "description": f"One of {', '.join(PERIOD_NAMES)}; or days that are over, in English: "
    "2026-11-20, last Tuesday, November 2025, last 7 days, since Monday, "
    "from 2026-11-01 to 2026-11-15.",
}
_DEVICE: Final[Json] = {
    "type": "string",
    "description": "Name of one of the client's devices; left out: all of them.",
}


_ENERGY: Final[Json] = {
    "type": "string",
    "enum": list(ASKED_ENERGIES),
    "description": "Left out: electricity from the grid. `export`: electricity to the grid; "
    "`production`: electricity that the client produced.",
}
_OPTIONAL: Final = frozenset({"device", "energy"})


def _described(name: str, description: str, **properties: Json) -> Json:
    parameters = {
        "type": "object",
        "properties": properties,
        "required": [each for each in properties if each not in _OPTIONAL],
        "additionalProperties": False,
    }
    function = {"name": name, "description": description, "parameters": parameters}
    return {"type": "function", "function": function}


DESCRIPTIONS: Final[list[Json]] = [
    _described(
        "get_consumption",
        "Electricity the client used in a period, or another energy: gas, water, heat, export.",
        period=_PERIOD,
        device=_DEVICE,
        energy=_ENERGY,
    ),
    _described(
        "compare_consumption",
        "Compares two periods of the same length, like for like.",
        period=_PERIOD,
        other_period=_PERIOD,
        device=_DEVICE,
    ),
    _described(
        "get_top_devices",
        "What each device used in a period and its share, most first.",
        period=_PERIOD,
    ),
    _described(
        "get_peak_hours",
        "The hours of a period with most energy.",
        period=_PERIOD,
        device=_DEVICE,
    ),
    _described(
        "get_alerts",
        "Hours of a period in which a device passed its limit.",
        period=_PERIOD,
        device=_DEVICE,
    ),
    _described("get_devices_and_limits", "The client's devices and their limits per hour."),
]
