"""Responses of the platform, and responses that only mean it is unavailable."""

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
def test_only_errors_not_from_a_kilowatch_service_mean_unavailable(
    status: int, said: str, away: bool
) -> None:
    assert is_away(httpx.Response(status, headers={"Content-Type": said})) is away


def test_a_response_without_a_content_type_means_unavailable() -> None:
    assert is_away(httpx.Response(404))
