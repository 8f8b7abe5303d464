"""An answer of the platform, and one that only says that it is away."""

import httpx
import pytest

from kilowatch.kit.away import is_away

PLAIN, HTML, JSON = "text/plain; charset=utf-8", "text/html", "application/json"
PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("status", "said", "away"),
    [
        (404, PLAIN, True),
        (404, HTML, True),
        (404, PROBLEM, False),
        (404, JSON, False),
        (503, PLAIN, True),
        (503, PROBLEM, False),
        (502, PLAIN, True),
        (502, PROBLEM, True),
        (504, PROBLEM, True),
        (400, PLAIN, False),
        (429, PROBLEM, False),
        (200, PLAIN, False),
        (301, HTML, False),
    ],
)
def test_only_what_nobody_of_ours_said_is_away(status: int, said: str, away: bool) -> None:
    assert is_away(httpx.Response(status, headers={"Content-Type": said})) is away


def test_an_answer_without_a_type_is_nobody_of_ours() -> None:
    assert is_away(httpx.Response(404))
