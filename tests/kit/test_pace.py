"""The limit of repeating an action."""

from contextlib import suppress
from uuid import uuid4

import pytest
from fastapi import FastAPI, Request
from prometheus_client import generate_latest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit import pace as pacing
from kilowatch.kit.accounts import Caller
from kilowatch.kit.container import put_container
from kilowatch.kit.pace import Pace, TooManyRequests, WithPacedChanges, paced_changes


def test_a_pace_allows_a_burst_and_returns_the_wait() -> None:
    now_s = [100.0]
    pace = Pace(60, 3, lambda: now_s[0])

    assert [pace.take("ada") for _ in range(4)] == [0, 0, 0, 1]
    assert pace.take("bob") == 0
    now_s[0] += 1
    assert pace.take("ada") == 0
    assert pace.take("ada", cost=2) == 2
    with pytest.raises(TooManyRequests) as refused:
        pace.require("ada", "test")
    assert refused.value.fields == {"retry_after_s": 1}


def test_a_pace_remembers_a_limited_number_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_KEYS", 2)
    pace = Pace(1, 1, lambda: 0.0)

    assert [pace.take(key) for key in ("a", "b", "c")] == [0, 0, 0]
    assert pace.take("c") > 0
    assert pace.take("a") == 0


def test_a_pace_is_per_minute_and_as_many_at_once_unless_it_says_otherwise() -> None:
    now_s = 0.0
    pace = Pace(120, clock=lambda: now_s)
    assert pace.take("ada", 120) == 0
    assert pace.take("ada") == 0.5
    now_s = 0.25
    assert pace.take("ada") == 0.25
    now_s = 0.5
    assert pace.take("ada") == 0

    seldom = Pace(0.5, clock=lambda: now_s)
    assert [seldom.take("ada"), seldom.take("ada")] == [0, 120]


def test_a_pace_remembers_10_000_keys() -> None:
    pace = Pace(1, 1, lambda: 0.0)
    for key in range(10_000):
        pace.take(key)
    assert pace.take(0) > 0

    pace.take("one more")

    assert pace.take(1) == 0


def test_what_is_refused_is_counted_and_what_is_not_passes() -> None:
    pace = Pace(60, 1, lambda: 0.0)
    pace.require("ada", "knocking")
    with pytest.raises(TooManyRequests):
        pace.require("ada", "knocking")

    assert 'kilowatch_paced_total{what="knocking"} 1.0' in generate_latest().decode()


@pytest.mark.parametrize(
    ("method", "role", "most"),
    [
        ("GET", Role.CLIENT, 99),
        ("HEAD", Role.CLIENT, 99),
        ("POST", Role.CLIENT, 2),
        ("DELETE", Role.CLIENT, 2),
        ("PUT", Role.ADMIN, 20),
    ],
)
async def test_changes_are_paced_for_clients_and_a_tenth_for_administrators(
    method: str, role: Role, most: int
) -> None:
    app = FastAPI()
    put_container(app, WithPacedChanges(changes_pace=Pace(2.01, clock=lambda: 0.0)))
    caller = Caller(UserId(uuid4()), role, uuid4())
    request = Request({"type": "http", "method": method, "app": app})

    passed = 0
    with suppress(TooManyRequests):
        while passed < 99:
            await paced_changes(request, caller)
            passed += 1

    assert passed == most
    assert most == 99 or 'kilowatch_paced_total{what="changes"}' in generate_latest().decode()
