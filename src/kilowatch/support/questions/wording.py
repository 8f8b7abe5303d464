"""Words answers from data, in both languages."""

from typing import Final

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.periods import PeriodName


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Templates; what stands in braces is filled in."""

    periods: dict[PeriodName, str]
    used: str
    used_by: str
    so_far: str
    left_out: str
    at_least: str
    missing: str
    no_devices: str
    most: str
    most_alone: str
    next_most: str
    last_alert: str
    no_alerts: str
    alert_count: str
    more_than: str
    less_than: str
    same_as: str
    not_comparable: str
    side_by_side: str
    like_for_like: str
    peak: str
    further_peaks: str
    no_peaks: str
    devices: str
    with_limit: str
    without_limit: str


_EN: Final = Wording(
    periods={
        "today": "today",
        "yesterday": "yesterday",
        "day_before_yesterday": "the day before yesterday",
        "this_week": "this week",
        "last_week": "last week",
        "this_month": "this month",
        "last_month": "last month",
        "this_year": "this year",
        "last_year": "last year",
    },
    used="Your use {period}{so_far}: {energy}.",
    used_by="{device} used {energy} {period}{so_far}.",
    so_far=" so far",
    left_out="Not included (no recent readings): {devices}.",
    at_least="Only {coverage} of that time is covered by readings, so it was at least that.",
    missing="Nothing is known of {period} yet: no readings have arrived, which does not mean 0.",
    no_devices="You have no devices yet, so there is no consumption to tell of.",
    most="{device} used most {period}{so_far}: {energy}, {share} of {total}.",
    most_alone="{device} is your only device that used anything {period}{so_far}: {energy}.",
    next_most="Then come {others}.",
    last_alert="{device} used {energy} on {day} between {from_} and {to}, which is more than its "
    "limit of {limit} per hour: that is why you got an alert.",
    no_alerts="You have no alerts {period}.",
    alert_count="Hours over their limit {period}: {count}.",
    more_than="You used {difference} more {period}{so_far} than {other}: {energy} against "
    "{other_energy}{share}.",
    less_than="You used {difference} less {period}{so_far} than {other}: {energy} against "
    "{other_energy}{share}.",
    same_as="You used as much {period}{so_far} as {other}: {energy}.",
    not_comparable="{period} and {other} can't be compared: no part of them is covered by "
    "readings in full in both.",
    side_by_side="Measured so far: {energy} {period}, {other_energy} {other}.",
    like_for_like="Only what is covered in full in both is compared.",
    peak="Your strongest hour {period}{so_far}: {energy} on {day} between {from_} and {to}.",
    further_peaks="Then come {others}.",
    no_peaks="There are no hours with readings {period}.",
    devices="You have {count}: {devices}.",
    with_limit="{device} (limit {limit} per hour)",
    without_limit="{device} (no limit)",
)

_RO: Final = Wording(
    periods={
        "today": "azi",
        "yesterday": "ieri",
        "day_before_yesterday": "alaltăieri",
        "this_week": "săptămâna aceasta",
        "last_week": "săptămâna trecută",
        "this_month": "luna aceasta",
        "last_month": "luna trecută",
        "this_year": "anul acesta",
        "last_year": "anul trecut",
    },
    used="Consumul dumneavoastră {period}{so_far}: {energy}.",
    used_by="{device} a consumat {energy} {period}{so_far}.",
    so_far=" până acum",
    left_out="Lăsate deoparte, tac dinainte: {devices}.",
    at_least="Doar {coverage} din acel timp este acoperit de citiri, deci a fost cel puțin atât.",
    missing="Nu se știe încă nimic despre {period}: nu au sosit citiri, ceea ce nu înseamnă 0.",
    no_devices="Nu aveți încă dispozitive, deci nu există consum de arătat.",
    most="{device} a consumat cel mai mult {period}{so_far}: {energy}, {share} din {total}.",
    most_alone="{device} este singurul dispozitiv care a consumat ceva {period}{so_far}: {energy}.",
    next_most="Urmează {others}.",
    last_alert="{device} a consumat {energy} {day}, între {from_} și {to}, mai mult decât limita "
    "sa de {limit} pe oră: de aceea ați primit o alertă.",
    no_alerts="Nu aveți alerte {period}.",
    alert_count="Ore peste limită {period}: {count}.",
    more_than="Ați consumat cu {difference} mai mult {period}{so_far} decât {other}: {energy} "
    "față de {other_energy}{share}.",
    less_than="Ați consumat cu {difference} mai puțin {period}{so_far} decât {other}: {energy} "
    "față de {other_energy}{share}.",
    same_as="Ați consumat la fel {period}{so_far} ca {other}: {energy}.",
    not_comparable="{period} și {other} nu se pot compara: nicio parte nu este acoperită complet "
    "de citiri în ambele.",
    side_by_side="Măsurat până acum: {energy} {period}, {other_energy} {other}.",
    like_for_like="Se compară doar ce este acoperit complet în ambele.",
    peak="Ora cu cel mai mare consum {period}{so_far}: {energy}, {day}, între {from_} și {to}.",
    further_peaks="Urmează {others}.",
    no_peaks="Nu există ore cu citiri {period}.",
    devices="Aveți {count}: {devices}.",
    with_limit="{device} (limită {limit} pe oră)",
    without_limit="{device} (fără limită)",
)


def wording(language: Language) -> Wording:
    """The templates of one language."""
    return _EN if language == "en" else _RO
