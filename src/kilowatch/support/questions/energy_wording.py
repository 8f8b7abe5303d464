"""The wording of answers about kinds and directions of energy, in both languages."""

from collections.abc import Mapping
from typing import Final

import msgspec

from kilowatch.support.clients import Json
from kilowatch.support.domain import Language
from kilowatch.support.questions.energies import EnergyName


class EnergyWording(msgspec.Struct, frozen=True, kw_only=True):
    """Templates with placeholders in braces; ``what`` is the name of an energy."""

    names: dict[EnergyName, str]
    measured: str
    measured_by: str
    missing: str
    at_least: str
    not_measured: str
    not_measured_by: str
    top_device: str
    only_grid: str
    devices: str


_EN: Final = EnergyWording(
    names={
        "electricity": "electricity from the grid",
        "import": "electricity from the grid",
        "export": "electricity to the grid",
        "production": "electricity produced",
        "gas": "gas",
        "water": "water",
        "hot_water": "hot water",
        "heat": "heat",
        "cooling": "cooling",
        "unmeasurable": "that kind of energy",
    },
    measured="{What} {period}{so_far}: {amount}.",
    measured_by="{device}, {what} {period}{so_far}: {amount}.",
    missing="There are no readings of {what} for {period} yet, which doesn't mean 0.",
    at_least="Readings of {what} cover only {coverage} of that time, so it was at least that much.",
    not_measured="None of your devices measures {what}, so I can't tell.",
    not_measured_by="{device} doesn't measure {what}, so I can't tell.",
    top_device="I can name the device with the most only for electricity from the grid. "
    "History shows {what} by device.",
    only_grid="I can answer that only for electricity from the grid. "
    "History shows {what} hour by hour.",
    devices="Devices that measure {what}: {devices}.",
)

_RO: Final = EnergyWording(
    names={
        "electricity": "energie electrică din rețea",
        "import": "energie electrică din rețea",
        "export": "energie electrică în rețea",
        "production": "energie electrică produsă",
        "gas": "gaz",
        "water": "apă",
        "hot_water": "apă caldă",
        "heat": "căldură",
        "cooling": "răcire",
        "unmeasurable": "acest fel de energie",
    },
    measured="{What} {period}{so_far}: {amount}.",
    measured_by="{device}, {what} {period}{so_far}: {amount}.",
    missing="Nu există încă citiri de {what} pentru {period}, ceea ce nu înseamnă 0.",
    at_least="Citirile de {what} acoperă doar {coverage} din acest timp, "
    "deci a fost cel puțin atât.",
    not_measured="Niciun dispozitiv al tău nu măsoară {what}, deci nu pot spune cât a fost.",
    not_measured_by="{device} nu măsoară {what}, deci nu pot spune cât a fost.",
    top_device="Pot numi dispozitivul cu cel mai mult doar pentru energia electrică din rețea. "
    "Istoricul arată {what} pe dispozitive.",
    only_grid="Pot răspunde la asta doar pentru energia electrică din rețea. "
    "Istoricul arată {what} oră cu oră.",
    devices="Dispozitive care măsoară {what}: {devices}.",
)


_CHANNELS: Final[Mapping[str, EnergyName]] = {
    "export": "export",
    "production": "production",
    "gas": "gas",
    "heat": "heat",
    "cooling": "cooling",
}


def named_in_alert(alert: Json, language: Language) -> str:
    """Return the device of an alert, with its channel where that isn't the one of every device."""
    name, code = str(alert["device_name"]), str(alert.get("channel", "import"))
    if code == "import":
        return name
    energy = _CHANNELS.get(code)
    return f"{name} ({energy_wording(language).names[energy] if energy is not None else code})"


def energy_wording(language: Language) -> EnergyWording:
    """Return the templates of one language."""
    return _EN if language == "en" else _RO
