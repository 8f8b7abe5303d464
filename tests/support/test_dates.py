"""The grammar of dates, at a fixed day: Saturday 2026-11-28."""

import datetime as dt

import pytest

from kilowatch.support.domain import Language
from kilowatch.support.questions.dates import dates_in
from kilowatch.support.rules.words import words_of

TODAY = dt.date(2026, 11, 28)

ENGLISH = """
today | 11-28 11-28
yesterday | 11-27 11-27
yesterday's use | 11-27 11-27
yesteday | 11-27 11-27
yday | 11-27 11-27
the day before yesterday | 11-26 11-26
day before yesterday | 11-26 11-26
Monday | 11-23 11-23
on Friday | 11-27 11-27
last Tuesday | 11-24 11-24
last Saturday | 11-21 11-21
on Saturday | 11-21 11-21
this Monday | 11-23 11-23
Wednsday | 11-25 11-25
on Thurs | 11-26 11-26
Monday last week | 11-16 11-16
Sunday of last week | 11-22 11-22
Tuesday this week | 11-24 11-24
last weekend | 11-21 11-22
this weekend | 11-28 11-28
this week | 11-23 11-28
the current week | 11-23 11-28
last week | 11-16 11-22
previous week | 11-16 11-22
the week before last | 11-09 11-15
a week ago | 11-16 11-22
two weeks ago | 11-09 11-15
3 weeks ago | 11-02 11-08
this month | 11-01 11-28
last month | 10-01 10-31
past month | 10-01 10-31
the month before last | 09-01 09-30
two months ago | 09-01 09-30
this year | 01-01 11-28
last year | 2025-01-01 2025-12-31
a year ago | 2025-01-01 2025-12-31
two years ago | 2024-01-01 2024-12-31
this quarter | 10-01 11-28
last quarter | 07-01 09-30
3 days ago | 11-25 11-25
ten days ago | 11-18 11-18
last 7 days | 11-22 11-28
the last seven days | 11-22 11-28
past 30 days | 10-30 11-28
last 2 weeks | 11-15 11-28
last 3 months | 08-29 11-28
the last two years | 2024-11-29 11-28
in November | 11-01 11-28
november | 11-01 11-28
October | 10-01 10-31
in december | 2025-12-01 2025-12-31
December 2025 | 2025-12-01 2025-12-31
in December last year | 2025-12-01 2025-12-31
last year in December | 2025-12-01 2025-12-31
last October | 10-01 10-31
in May | 05-01 05-31
March 2026 | 03-01 03-31
since March | 03-01 11-28
sept 2024 | 2024-09-01 2024-09-30
3 November | 11-03 11-03
November 3 | 11-03 11-03
november 3rd | 11-03 11-03
the 3rd of November | 11-03 11-03
on the 20th of october | 10-20 10-20
on the 3rd | 11-03 11-03
the 29th | 10-29 10-29
3 December | 2025-12-03 2025-12-03
3 November 2025 | 2025-11-03 2025-11-03
Nov 20 2025 | 2025-11-20 2025-11-20
29 February | 2024-02-29 2024-02-29
on 2026-11-20 | 11-20 11-20
2026-10 | 10-01 10-31
20.11.2026 | 11-20 11-20
11/20/2026 | 11-20 11-20
in 2025 | 2025-01-01 2025-12-31
2026 | 01-01 11-28
since Monday | 11-23 11-28
since yesterday | 11-27 11-28
since 1 November | 11-01 11-28
since 2026-11-10 | 11-10 11-28
since October | 10-01 11-28
since last week | 11-16 11-28
since the beginning of the year | 01-01 11-28
since the start of this month | 11-01 11-28
between Monday and Wednesday | 11-23 11-25
from Monday to Friday | 11-23 11-27
from 1 to 15 November | 11-01 11-15
1-15 October | 10-01 10-15
between 1 October and 15 November | 10-01 11-15
between 2026-11-01 and 2026-11-10 | 11-01 11-10
from October until today | 10-01 11-28
from january to march 2026 | 01-01 03-31
this week and last week | 11-23 11-28, 11-16 11-22
today vs yesterday | 11-28 11-28, 11-27 11-27
this year vs last | 01-01 11-28, 2025-01-01 2025-12-31
yesterday compared to the day before | 11-27 11-27, 11-26 11-26
this week with the same week last year | 11-23 11-28, 2025-11-24 2025-11-30
October with the same month last year | 10-01 10-31, 2025-10-01 2025-10-31
november compared to october | 11-01 11-28, 10-01 10-31
last night |
tonight |
tomorrow |
next week |
this evening |
on Sundays |
3/11/2026 |
2027 |
3 December 2026 |
31 February |
a week |
two days |
every month |
I may use it |
week 47 |
the weekend after |
"""

ROMANIAN = """
azi | 11-28 11-28
astăzi | 11-28 11-28
ieri | 11-27 11-27
alaltăieri | 11-26 11-26
luni | 11-23 11-23
marți | 11-24 11-24
marţi | 11-24 11-24
miercurea trecută | 11-25 11-25
vineri | 11-27 11-27
sâmbătă | 11-21 11-21
duminica trecuta | 11-22 11-22
luni săptămâna trecută | 11-16 11-16
săptămâna aceasta | 11-23 11-28
saptamana asta | 11-23 11-28
săptămâna trecută | 11-16 11-22
ultima săptămână | 11-16 11-22
acum o săptămână | 11-16 11-22
acum două săptămâni | 11-09 11-15
acum 3 zile | 11-25 11-25
acum trei luni | 08-01 08-31
acum un an | 2025-01-01 2025-12-31
luna aceasta | 11-01 11-28
luna curentă | 11-01 11-28
luna trecută | 10-01 10-31
anul acesta | 01-01 11-28
anul trecut | 2025-01-01 2025-12-31
anul 2025 | 2025-01-01 2025-12-31
în 2025 | 2025-01-01 2025-12-31
trimestrul trecut | 07-01 09-30
trimestrul acesta | 10-01 11-28
ultimele 7 zile | 11-22 11-28
în ultimele șapte zile | 11-22 11-28
ultimele 20 de zile | 11-09 11-28
ultimele 3 luni | 08-29 11-28
ultimii 2 ani | 2024-11-29 11-28
weekendul trecut | 11-21 11-22
weekendul acesta | 11-28 11-28
în noiembrie | 11-01 11-28
octombrie | 10-01 10-31
octombire | 10-01 10-31
în decembrie anul trecut | 2025-12-01 2025-12-31
anul trecut în decembrie | 2025-12-01 2025-12-31
decembrie 2025 | 2025-12-01 2025-12-31
în mai | 05-01 05-31
luna mai | 05-01 05-31
pe 3 | 11-03 11-03
pe 29 | 10-29 10-29
pe 3 noiembrie | 11-03 11-03
3 noiembrie 2025 | 2025-11-03 2025-11-03
pe 20.11.2026 | 11-20 11-20
3.11.2026 | 11-03 11-03
2026-11-20 | 11-20 11-20
de la 1 la 15 noiembrie | 11-01 11-15
între 1 și 15 octombrie | 10-01 10-15
între luni și miercuri | 11-23 11-25
de luni până vineri | 11-23 11-23, 11-27 11-27
din octombrie până în noiembrie | 10-01 11-28
de la 1 octombrie până la 15 noiembrie | 10-01 11-15
începând cu luni | 11-23 11-28
de la 1 noiembrie | 11-01 11-28
de la începutul anului | 01-01 11-28
de la începutul lunii | 11-01 11-28
azi față de ieri | 11-28 11-28, 11-27 11-27
luna aceasta față de aceeași lună anul trecut | 11-01 11-28, 2025-11-01 2025-11-30
mâine |
diseară |
azi-noapte | 11-28 11-28
săptămâna viitoare |
cel mai mult |
trei luni |
lunea viitoare | 11-23 11-23
2027 |
"""


def _cases() -> list[tuple[Language, str, str]]:
    return [
        (language, *(part.strip() for part in line.split("|")))  # pyright: ignore[reportReturnType]
        for language, table in (("en", ENGLISH), ("ro", ROMANIAN))
        for line in table.strip().splitlines()
    ]


def _written(day: dt.date) -> str:
    return f"{day:%m-%d}" if day.year == TODAY.year else day.isoformat()


def test_the_table_has_at_least_150_expressions() -> None:
    assert len(_cases()) >= 150


@pytest.mark.parametrize(("language", "text", "expected"), _cases())
def test_an_expression_means_exactly_these_days(
    language: Language, text: str, expected: str
) -> None:
    found = [each.period for each in dates_in(words_of(text), language, TODAY)]

    said = [f"{_written(each.start)} {_written(each.end - dt.timedelta(days=1))}" for each in found]
    assert ", ".join(said) == expected
    assert [each.running for each in found] == [each.end > TODAY for each in found]
