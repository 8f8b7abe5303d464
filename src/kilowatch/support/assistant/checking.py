"""Checks a sentence before it is shown: its figures must come from tool results. Pure.

General advice may contain general figures, and is labeled as such. Such sentences must not be
about the client's own consumption: the label offers no way around the check.
"""

import re
from datetime import date
from typing import Final

import msgspec

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.support.assistant.evidence import Evidence, Fact
from kilowatch.support.assistant.figures import Figure, clocks_in, figures_in
from kilowatch.support.domain import Language
from kilowatch.support.questions.dates import dates_in
from kilowatch.support.questions.energies import energies_in
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.words import words_of

_LABEL: Final = re.compile(r"^\s*[\[(]\s*general\s*[\])]\s*:?\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?:|www\.|\]\(", re.IGNORECASE)
_ANY_DAY: Final = date(2100, 6, 15)
"""Late enough that each date that a sentence names is in the past."""

_USED_WORDS: Final = """
    used consumed spent use consumption usage total bill consumat folosit consumul consumului
    factura totalul consum
"""
_USED: Final = frozenset(_USED_WORDS.split())
_YOUR_WORDS: Final = """
    you your yours youve ati ai dumneavoastra dvs tau ta tai tale voastra vostru va
"""
_YOURS: Final = frozenset(_YOUR_WORDS.split())
ROUNDING: Final = 1e-9


class Checked(msgspec.Struct, frozen=True):
    """A sentence to release as ``part``, or why not."""

    part: ChatPart | None
    why_not: Reason | None = None


def check(sentence: str, evidence: Evidence, language: Language) -> Checked:
    """Return the verdict on a sentence of the model."""
    text = _LABEL.sub("", sentence)
    labelled = text != sentence
    if not text:
        return Checked(None, because("left_out_empty"))
    if _ADDRESS.search(text):
        return Checked(None, because("left_out_address"))
    figures, clocks = figures_in(text, language), clocks_in(text)
    named = _named_devices(text, evidence)
    if labelled:
        if (figures or clocks) and (named or _speaks_of_the_client(text)):
            return Checked(None, because("left_out_label"))
        return Checked(ChatPart(text=text, label="general"))
    charts: list[Chart] = []
    energies = _named_energies(text, named)
    for figure in figures:
        fact = _support(figure, evidence, named, energies, alone=len(figures) == 1)
        if fact is None:
            return Checked(None, because("left_out_figure", figure=figure.text))
        charts += [each for each in fact.charts if each not in charts]
    for clock in clocks:
        if clock not in evidence.clocks:
            return Checked(None, because("left_out_time", time=clock))
    return Checked(ChatPart(text=text, charts=charts))


def _support(
    figure: Figure, evidence: Evidence, named: set[str], energies: set[str], *, alone: bool
) -> Fact | None:
    """Return the fact that supports a figure, possibly rounded; of the named device, if any.

    An amount of energy must be of an energy that the sentence names, if it names any.
    """
    fitting = [each for each in evidence.facts if _fits(figure, each)]
    if energies and figure.quantity in _AMOUNTS:
        fitting = [each for each in fitting if each.energy in energies]
    of_named = [each for each in fitting if each.device in named]
    if of_named:
        return of_named[0]
    known = any(each.device in named for each in evidence.facts if each.device is not None)
    if alone and len(named) == 1 and known and figure.quantity == "energy":
        return None  # right number, wrong device
    return fitting[0] if fitting else None


def _fits(figure: Figure, fact: Fact) -> bool:
    if fact.quantity != figure.quantity:
        return False
    if figure.value == 0.0:
        return fact.value == 0.0  # a small amount is not zero
    return abs(abs(fact.value) - figure.value) <= figure.precision + ROUNDING * abs(fact.value)


_AMOUNTS: Final = frozenset({"energy", "heat", "volume"})


def _named_energies(text: str, devices: set[str]) -> set[str]:
    """Return the energies in a sentence; words of devices that it names are none."""
    of_devices = {word for each in devices for word in words_of(each)}
    words = words_of(text)
    places = frozenset(n for n, each in enumerate(words) if each in of_devices)
    names = {str(each.name) for each in energies_in(words, places).energies}
    return {"electricity" if each == "import" else each for each in names}


def _named_devices(text: str, evidence: Evidence) -> set[str]:
    words = " ".join(words_of(text))
    return {
        each
        for each in evidence.devices
        if re.search(rf"\b{re.escape(' '.join(words_of(each)))}\b", words)
    }


def _speaks_of_the_client(text: str) -> bool:
    """Return true for a sentence about the client's consumption, or about a certain time."""
    words = words_of(text)
    if any(dates_in(words, tongue, _ANY_DAY) for tongue in _TONGUES):
        return True
    return any(each in _YOURS for each in words) and any(each in _USED for each in words)


_TONGUES: Final[tuple[Language, ...]] = ("en", "ro")
