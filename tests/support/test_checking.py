"""No unsupported figure is released, however it is written; pure."""

import pytest

from kilowatch.contracts.support import Chart
from kilowatch.support.assistant.breaker import Breaker
from kilowatch.support.assistant.checking import check
from kilowatch.support.assistant.evidence import Evidence
from kilowatch.support.assistant.provider import ProviderFault
from kilowatch.support.assistant.sentences import Sentences
from kilowatch.support.domain import Language

CHART = Chart(href="/history?date=2026-03-01&span=day")


def evidence() -> Evidence:
    """Yesterday: 12.344 kWh in all, the heat pump 9.5 of them between 19:00 and 20:00."""
    found = Evidence()
    found.devices |= {"Heat pump", "Boiler"}
    found.energy(12.344, CHART)
    found.energy(9.5, CHART, device="Heat pump")
    found.energy(2.844, CHART, device="Boiler")
    found.share(0.7696, CHART, device="Heat pump")
    found.energy(1234.0, CHART)
    found.count(3, Chart(href="/alerts"))
    found.clock("19:00")
    return found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You used 12.34 kWh yesterday."),
        ("en", "You used 12.3 kWh yesterday."),
        ("en", "You used 12 kWh."),
        ("en", "You used 12344 Wh, which is 0.012 MWh."),
        ("en", "You used 1,234 kWh."),
        ("en", "You used 1 234 kWh."),
        ("en", "Heat pump: 9.5 kWh, 77% of 12.34 kWh."),
        ("en", "There were 3 alerts, the last at 19:00."),
        ("en", "There were three alerts."),
        ("en", "Your consumption is measured in kWh."),
        ("ro", "Ați consumat 12,34 kWh ieri."),
        ("ro", "Ați consumat 1.234 kWh."),
        ("ro", "Pompa a avut 77 % din total, adică 9,5 kilowați-oră."),
        ("ro", "Ați avut 3 alerte."),
        ("en", "Ask a colleague if that looks odd."),
    ],
)
def test_supported_figures_are_released_in_any_unit_and_rounding(
    language: Language, sentence: str
) -> None:
    assert check(sentence, evidence(), language).part is not None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You used 12.4 kWh yesterday."),
        ("en", "You used 12.34 MWh yesterday."),
        ("en", "You used 0 kWh."),
        ("en", "You used 1.234 kWh."),
        ("en", "You used 8-12 kWh."),
        ("en", "You used twelve hundred kWh and five kWh."),
        ("en", "You used five kilowatt-hours."),
        ("en", "That is 50 percent of it."),
        ("en", "That cost you 12.34 euros."),
        ("en", "It cost $12.34."),
        ("en", "Your heat pump draws 12.344 kW."),
        ("en", "You have 4 alerts."),
        ("en", "There are 17 users on this platform."),
        ("en", "Your peak was at 18:00."),
        ("en", "Boiler used 9.5 kWh."),
        ("en", "Look at http://example.org for 3 alerts."),
        ("en", "[general] You used 99 kWh last week."),
        ("en", "[general] Your usage is 99 kWh."),
        ("en", "[general] Heat pump used 99 kWh."),
        ("en", "[general] Yesterday it was 99 kWh."),
        ("en", "[general] You consumed 99 kWh at 18:00."),
        ("ro", "[general] Ați consumat 99 kWh."),
        ("ro", "[general] Consumul dumneavoastră este 99 kWh."),
        ("ro", "[general] Luna trecută au fost 99 kWh."),
        ("ro", "Ați consumat 1,234 kWh."),
        ("ro", "Ați consumat cinci kWh."),
        ("ro", "V-a costat 45 lei."),
        ("ro", "Consumul a fost de 15 % mai mare."),
        ("en", "[general]"),
    ],
)
def test_unsupported_sentences_are_withheld(language: Language, sentence: str) -> None:
    checked = check(sentence, evidence(), language)

    assert checked.part is None
    assert checked.why_not


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "[general] A fridge of class A uses about 100 kWh a year."),
        ("en", "[General]: Lowering the heating by 1 °C saves about 6%."),
        ("ro", "[general] Un frigider consumă cam 150 kWh pe an."),
    ],
)
def test_general_advice_may_contain_general_figures_and_is_labeled(
    language: Language, sentence: str
) -> None:
    part = check(sentence, evidence(), language).part

    assert part is not None
    assert part.label == "general"
    assert not part.text.lower().startswith("[general")


def test_each_figure_adds_its_chart() -> None:
    part = check("You used 12.34 kWh, with 3 alerts.", evidence(), "en").part

    assert part is not None
    assert part.charts == [CHART, Chart(href="/alerts")]


def test_sentences_are_released_as_soon_as_they_are_complete() -> None:
    sentences, found = Sentences(), list[list[str]]()
    for piece in (
        "You used 12",
        ".5 kWh. It was",
        " e.g. the **boiler**",
        "!\n- Next",
        " one? Yes",
    ):
        found.append(sentences.feed(piece))

    assert found == [
        [],
        ["You used 12.5 kWh."],
        [],
        ["It was e.g. the boiler!"],
        ["Next one?"],
    ]
    assert sentences.flush() == ["Yes"]
    assert sentences.flush() == []


def test_an_endless_sentence_is_cut() -> None:
    found = Sentences().feed("word " * 500)

    assert len(found) == 2
    assert max(map(len, found)) <= 1_000


def test_a_failing_provider_is_paused_then_tried_once() -> None:
    breaker, broken = Breaker(30), ProviderFault("broken")
    for _ in range(3):
        assert breaker.admit(0)
        breaker.failed(broken, 0)

    assert not breaker.admit(29)
    assert breaker.admit(30)
    assert not breaker.admit(30), "one tries, the others wait"
    breaker.failed(broken, 30)
    assert not breaker.admit(89), "the second rest is twice as long"
    assert breaker.admit(90)
    breaker.succeeded()
    assert breaker.admit(90)
    assert breaker.admit(90)


def test_a_pause_follows_the_providers_retry_time_and_permanent_faults_pause_at_once() -> None:
    limited, hopeless, sound = Breaker(30), Breaker(30), Breaker(30)
    limited.failed(ProviderFault("limited", retry_after_s=5), 0)
    hopeless.failed(ProviderFault("no_such_model"), 0)
    for _ in range(5):
        sound.failed(ProviderFault("unsupported"), 0)

    assert (limited.rests(4), limited.rests(5)) == (True, False)
    assert hopeless.rests(29)
    assert not sound.rests(1)


def with_gas() -> Evidence:
    """Yesterday: 12.344 kWh of electricity, 3.25 m³ of gas and 0.5 GJ of heat."""
    found = evidence()
    found.amount(3.25, "m3", CHART, device=None, energy="gas")
    found.amount(40.0, "kWh", CHART, device=None, energy="export")
    found.amount(0.5, "GJ", CHART, device=None, energy="heat")
    return found


@pytest.mark.parametrize(
    ("language", "sentence", "is_released"),
    [
        ("en", "You used 3.25 m³ of gas yesterday.", True),
        ("en", "You used 3250 litres of gas.", True),
        ("ro", "Ați consumat 3,25 metri cubi de gaz.", True),
        ("en", "You used 0.5 GJ of heat.", True),
        ("en", "You exported 40 kWh.", True),
        ("en", "You used 12.3 kWh of electricity.", True),
        ("en", "The heat pump used 9.5 kWh.", True),
        ("en", "You used 4 m³ of gas.", False),
        ("en", "You used 12.3 kWh of gas.", False),
        ("en", "You exported 12.3 kWh.", False),
        ("en", "You used 40 kWh of electricity.", False),
        ("ro", "Ați exportat 12,34 kWh.", False),
    ],
)
def test_a_figure_must_be_of_the_energy_that_the_sentence_names(
    language: Language, sentence: str, *, is_released: bool
) -> None:
    assert (check(sentence, with_gas(), language).part is not None) == is_released
