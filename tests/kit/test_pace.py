"""The limit of repeating an action."""

import pytest

from kilowatch.kit import pace as pacing
from kilowatch.kit.pace import Pace, TooManyRequests


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
