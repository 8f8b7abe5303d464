"""What belongs to the question before: "and last week?", "yes", "no"."""

import pytest

from kilowatch.support.questions.consent import consent_in
from kilowatch.support.questions.follow_ups import in_context
from tests.support.test_understanding import DEVICES, TODAY, written


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["How much did I use yesterday?", "and last week?"], "usage all 11-16"),
        (["How much did I use yesterday?", "And the garage?"], "usage Garage 11-27"),
        (["How much did the garage use yesterday?", "what about today"], "usage Garage 11-28"),
        (["How much did I use yesterday?", "and the garage?", "and on Monday?"],
         "usage Garage 11-23"),
        (["which device used most yesterday?", "and last month?"], "top_device all 10-01"),
        (["How many alerts did I get this month?", "and the garage?"], "alerts Garage 11-01"),
        (["Compare this week with last week", "and yesterday?"], "usage all 11-27"),
        (["Cât am consumat ieri?", "dar săptămâna trecută?"], "usage all 11-16"),
        (["Cât am consumat ieri?", "și garage?"], "usage Garage 11-27"),
        (["How much did I use yesterday?", "and last night?"], None),
        (["How much did I use yesterday?", "and the fridge?"], None),
        (["How much did I use yesterday?", "and last week at night?"], None),
        (["How much did I use yesterday?", "and most last week?"], None),
        (["How much did I use yesterday?", "why so much?"], None),
        (["How much did I use yesterday?", "thanks"], None),
        (["and last week?"], None),
        (["Hello", "and last week?"], None),
    ],
)  # fmt: skip
def test_a_follow_up_changes_the_period_or_the_device(
    texts: list[str], expected: str | None
) -> None:
    found = [each for each in in_context(texts, "en", TODAY, DEVICES) if not each.unclear]

    assert [written(each) for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", True),
        ("Yes, please!", True),
        ("da, vă rog", True),
        ("no", False),
        ("No, thanks", False),
        ("nu, mulțumesc", False),
        ("no, yes", None),
        ("yes but how much did I use", None),
        ("no current in the house", None),
        ("thanks", None),
    ],
)
def test_yes_and_no_are_recognized(text: str, expected: bool | None) -> None:
    assert consent_in(text) is expected
