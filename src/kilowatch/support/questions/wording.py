"""The wording of answers from data, in both languages."""

from typing import Final

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.periods import PeriodName


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Templates with placeholders in braces."""

    periods: dict[PeriodName, str]
    on_day: str
    from_to: str
    in_range: str
    average: str
    average_by: str
    now: str
    now_of: str
    now_silent: str
    no_power: str
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
    on_day="on {dates}",
    from_to="{first} to {last}",
    in_range="from {dates}",
    average="You used {average} a day on average {period}: {energy} in {days} days.",
    average_by="{device} used {average} a day on average {period}: {energy} in {days} days.",
    now="Power by the latest readings: {powers}.",
    now_of="{device} {power} (at {at})",
    now_silent="No current readings: {devices}.",
    no_power="None of your devices has a current reading, so I can't tell.",
    used="Your use {period}{so_far}: {energy}.",
    used_by="{device} used {energy} {period}{so_far}.",
    so_far=" so far",
    left_out="Not included (no recent readings): {devices}.",
    at_least="Readings cover only {coverage} of that time, so it was at least that much.",
    missing="There are no readings for {period} yet, which doesn't mean 0.",
    no_devices="You don't have any devices yet, so there is no consumption to show.",
    most="{device} used the most {period}{so_far}: {energy}, {share} of {total}.",
    most_alone="{device} is your only device that used anything {period}{so_far}: {energy}.",
    next_most="Next: {others}.",
    last_alert="{device} used {energy} on {day} between {from_} and {to}, more than its "
    "limit of {limit} per hour. That is why you got an alert.",
    no_alerts="You have no alerts {period}.",
    alert_count="Hours over their limit {period}: {count}.",
    more_than="You used {difference} more {period}{so_far} than {other}: {energy}, compared with "
    "{other_energy}{share}.",
    less_than="You used {difference} less {period}{so_far} than {other}: {energy}, compared with "
    "{other_energy}{share}.",
    same_as="You used the same amount {period}{so_far} as {other}: {energy}.",
    not_comparable="{period} and {other} can't be compared: no part of them is fully "
    "covered in both.",
    side_by_side="Known so far: {energy} {period}, {other_energy} {other}.",
    like_for_like="Only times that are fully covered in both are compared.",
    peak="Your peak hour {period}{so_far}: {energy} on {day} between {from_} and {to}.",
    further_peaks="Next: {others}.",
    no_peaks="There are no hours with readings {period}.",
    devices="Your devices ({count}): {devices}.",
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
    on_day="{dates}",
    from_to="{first}-{last}",
    in_range="în perioada {dates}",
    average="Ai consumat în medie {average} pe zi {period}: {energy} în {days} zile.",
    average_by="{device} a consumat în medie {average} pe zi {period}: {energy} în {days} zile.",
    now="Puterea după ultimele citiri: {powers}.",
    now_of="{device} {power} (la {at})",
    now_silent="Fără citiri actuale: {devices}.",
    no_power="Niciun dispozitiv nu are o citire actuală, deci nu pot spune.",
    used="Consumul tău {period}{so_far}: {energy}.",
    used_by="{device} a consumat {energy} {period}{so_far}.",
    so_far=" până acum",
    left_out="Neincluse (fără citiri recente): {devices}.",
    at_least="Citirile acoperă doar {coverage} din acest timp, deci a fost cel puțin atât.",
    missing="Nu există încă citiri pentru {period}, ceea ce nu înseamnă 0.",
    no_devices="Nu ai încă dispozitive, deci nu există consum de afișat.",
    most="{device} a consumat cel mai mult {period}{so_far}: {energy}, {share} din {total}.",
    most_alone="{device} este singurul dispozitiv care a consumat ceva {period}{so_far}: {energy}.",
    next_most="Urmează {others}.",
    last_alert="{device} a consumat {energy} {day}, între {from_} și {to}, mai mult decât limita "
    "sa de {limit} pe oră. De aceea ai primit o alertă.",
    no_alerts="Nu ai alerte {period}.",
    alert_count="Ore peste limită {period}: {count}.",
    more_than="Ai consumat cu {difference} mai mult {period}{so_far} decât {other}: {energy} "
    "față de {other_energy}{share}.",
    less_than="Ai consumat cu {difference} mai puțin {period}{so_far} decât {other}: {energy} "
    "față de {other_energy}{share}.",
    same_as="Ai consumat la fel de mult {period}{so_far} ca {other}: {energy}.",
    not_comparable="{period} și {other} nu se pot compara: nicio parte nu este acoperită "
    "integral în ambele.",
    side_by_side="Cunoscut până acum: {energy} {period}, {other_energy} {other}.",
    like_for_like="Se compară doar intervalele acoperite integral în ambele.",
    peak="Ora cu cel mai mare consum {period}{so_far}: {energy}, {day}, între {from_} și {to}.",
    further_peaks="Urmează {others}.",
    no_peaks="Nu există ore cu citiri {period}.",
    devices="Dispozitivele tale ({count}): {devices}.",
    with_limit="{device} (limită {limit} pe oră)",
    without_limit="{device} (fără limită)",
)


def wording(language: Language) -> Wording:
    """Return the templates of one language."""
    return _EN if language == "en" else _RO
