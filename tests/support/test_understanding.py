"""What questions are understood as, at a fixed day: Saturday 2026-11-28."""

import datetime as dt
from typing import Final
from uuid import UUID

import pytest

from kilowatch.support.domain import Language
from kilowatch.support.questions.absent import absent_in
from kilowatch.support.questions.clauses import understand_all
from kilowatch.support.questions.naming import KnownDevice
from kilowatch.support.questions.safety import is_emergency
from kilowatch.support.questions.understanding import Understood

TODAY: Final = dt.date(2026, 11, 28)
NAMES: Final = ("Heat pump", "Garage", "Apartment 1", "Apartment 12", "Shop", "Water heater")
DEVICES: Final = [KnownDevice(UUID(int=n), name) for n, name in enumerate(NAMES, 1)]

ANSWERED: Final = """
en | How much did I use today? | usage all 11-28
en | what did we consume yesterday | usage all 11-27
en | My consumption last Friday, please | usage all 11-27
en | show me the usage for October | usage all 10-01
en | how much energy was used in December 2025 | usage all 2025-12-01
en | how many kWh did I use since Monday | usage all 11-23
en | total use this quarter | usage all 10-01
en | how much did the whole house use last weekend | usage all 11-21
en | How much did I use yesterday and today? | usage all 11-27 11-28
en | usage 3 days ago | usage all 11-25
en | how much did the garage use between Monday and Thursday | usage Garage 11-23
en | garage yesterday | usage Garage 11-27
en | heatpump last week | usage Heat pump 11-16
en | how much did the pump use on 3 November | usage Heat pump 11-03
en | Apartment 12 last month | usage Apartment 12 10-01
en | how much did apartment 1 use today | usage Apartment 1 11-28
en | did shop use more this week than last week | compare Shop 11-23 11-16
en | compare October and September | compare all 10-01 09-01
en | is this month less than last month | compare all 11-01 10-01
en | which device used the most last month | top_device all 10-01
en | what used most yesterday | top_device all 11-27
en | when did I use most yesterday | peaks all 11-27
en | at what hour do we use the most | peaks all
en | peak hours of the garage this month | peaks Garage 11-01
en | how many alerts did the garage have last month | alerts Garage 10-01
en | alerts since Wednesday | alerts all 11-25
en | why did I get an alert yesterday | why_alert all 11-27
en | what is the limit of the garage | devices Garage
en | which devices do I have | devices all
en | how much power is the garage using right now | now Garage
en | what is the current consumption | now all
en | how much am I using now | now all
en | average use per day this month | average all 11-01
en | what does the garage use a day on average | average Garage
en | Good evening, how much did I use yesterday? | usage all 11-27
ro | Cât am consumat ieri? | usage all 11-27
ro | bună seara, cât am consumat marți | usage all 11-24
ro | consumul din octombrie, vă rog | usage all 10-01
ro | cât a consumat garage săptămâna trecută | usage Garage 11-16
ro | câtă energie am folosit de la 1 noiembrie | usage all 11-01
ro | cât am consumat în ultimele 10 zile | usage all 11-19
ro | cât am consumat acum două săptămâni | usage all 11-09
ro | cât am consumat pe 20.11.2026 | usage all 11-20
ro | consum weekendul trecut | usage all 11-21
ro | am consumat mai mult luna aceasta decât luna trecută | compare all 11-01 10-01
ro | compară ieri cu alaltăieri | compare all 11-27 11-26
ro | care dispozitiv a consumat cel mai mult ieri | top_device all 11-27
ro | la ce oră consum cel mai mult | peaks all
ro | câte alerte am avut luna trecută | alerts all 10-01
ro | de ce am primit o alertă ieri | why_alert all 11-27
ro | cât consum acum | now all
ro | consumul mediu pe zi luna aceasta | average all 11-01
ro | care e limita pentru garage | devices Garage
"""

NOT_FROM_DATA: Final = """
en | How much did I use last night?
en | how much did I use this morning
en | How much did the dishwasher use yesterday?
en | what did the pool pump use last week
en | how much did the apartment use yesterday
en | Apartment 3 yesterday
en | compare apartment 1 with apartment 12
en | how much did the garage and the heat pump use yesterday
en | what is my average use this month
en | how much did I use per day this week
en | How much did I shop last week?
en | how many dollars did I use last week
en | how much did I use on 31 February
en | how much did I use on 3/4/2026
en | how much did I use next week
en | will I use more this month than last month
en | Why did I use so much yesterday?
en | why does the garage use more than the shop
en | How do I use less energy?
en | How can I save energy this month?
en | which device used the least
en | which device had the most alerts
en | which day did I use most
en | is my use yesterday normal
en | how much per week did I use this year
en | compare yesterday with last week
en | I was on holiday last week
en | the electricity company called today
en | I want to speak about yesterday
en | how old were you last year
en | what happened in 2025
en | How much did I use yesterday and what is the weather?
en | does anybody use the garage on Sundays
ro | cât am consumat azi-noapte
ro | cât a consumat frigiderul ieri
ro | cât a consumat pompa ieri
ro | cât voi consuma luna aceasta
ro | de ce am consumat atât de mult ieri
ro | ce dispozitiv a consumat cel mai puțin
ro | cum consum mai puțin
ro | câți lei am consumat luna trecută
ro | am fost în concediu săptămâna trecută
ro | ce zi a fost cea mai mare
"""


def _cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


def written(found: Understood) -> str:
    """Return the subject, the device and the first days of a question."""
    days = [
        f"{each.start:%m-%d}" if each.start.year == TODAY.year else each.start.isoformat()
        for each in found.periods
    ]
    return " ".join([found.subject, found.device.name if found.device else "all", *days])


@pytest.mark.parametrize(("language", "question", "expected"), _cases(ANSWERED))
def test_a_question_is_understood_wholly(language: Language, question: str, expected: str) -> None:
    [found] = understand_all(question, language, TODAY, DEVICES)

    assert found.unclear == ()
    assert written(found) == expected


@pytest.mark.parametrize(("language", "question"), _cases(NOT_FROM_DATA))
def test_what_is_not_understood_wholly_is_not_answered_from_data(
    language: Language, question: str
) -> None:
    found = understand_all(question, language, TODAY, DEVICES)

    assert not found or any(each.unclear for each in found), [written(each) for each in found]


def test_two_questions_are_both_understood_and_share_their_period() -> None:
    found = understand_all(
        "Hello, how much did I use yesterday and which device used most?", "en", TODAY, DEVICES
    )

    assert [written(each) for each in found] == ["usage all 11-27", "top_device all 11-27"]


def test_the_unclear_words_are_named() -> None:
    [found] = understand_all("How much did the fridge use yesterday?", "en", TODAY, DEVICES)

    assert found.unclear == ("fridge",)
    assert found.confidence < 0.6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("there is smoke coming from the meter", True),
        ("my socket smells burnt", True),
        ("I smell gas", True),
        ("sparks from the fuse box!", True),
        ("I got electrocuted", True),
        ("gas leak", True),
        ("iese fum din contor", True),
        ("miroase a gaz", True),
        ("priza arde", True),
        ("a luat foc tabloul", True),
        ("how much gas did I burn last week", False),
        ("why did I get an alarm", False),
        ("does the smoke detector use much", False),
        ("cât gaz am consumat", False),
    ],
)
def test_danger_is_recognized(text: str, expected: bool) -> None:
    assert is_emergency(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what did yesterday cost me", "money"),
        ("cat am de plata", "money"),
        ("what is my carbon footprint", "carbon"),
        ("how much will I use tomorrow", "future"),
        ("how much did I use", None),
    ],
)
def test_figures_that_the_platform_lacks_are_named(text: str, expected: str | None) -> None:
    assert absent_in(text) == expected
