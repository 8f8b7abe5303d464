"""A payload of each maker, of our own making, with its truth beside it."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.payloads import FORMATS, is_payload_end
from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import ParsedRegister
from kilowatch.monitoring.messages import read_message

FOLDER = Path(__file__).parent / "payload_samples"
SAMPLES: list[dict[str, Any]] = tomllib.loads((FOLDER / "truth.toml").read_text("utf-8"))["sample"]
NOW = datetime(2026, 8, 1, tzinfo=UTC)
DEVICE = UUID("7d8f6c1e-0000-4000-8000-000000000001")
ZONE = ZoneInfo("Europe/Amsterdam")

Found = list[tuple[UUID, Decimal, str, datetime]]
by_file = pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each["file"])


def body_of(sample: dict[str, Any]) -> bytes:
    return (FOLDER / sample["file"]).read_bytes()


def read(body: bytes, end: str | None, received: str | None) -> tuple[Found, list[str]]:
    """Return what a message shows, in billionths, and the reasons of its rejections."""
    at_ms = None
    if received is not None:
        at_ms = round(datetime.fromisoformat(received).timestamp() * 1000)
    message = StreamMessage(7, str(DEVICE), body, None, end, at_ms)
    parsed, rejections = read_message(message, NOW, ZONE)
    found: Found = []
    numbers = sorted({each.source_index for each in (*parsed, *rejections)})
    assert numbers == list(range(len(parsed) + len(rejections)))
    for each in parsed:
        assert isinstance(each, ParsedRegister)
        assert (each.source, each.device_id) == (7, DEVICE)
        unit = "kWh" if each.channel is None else str(each.channel.unit)
        found.append((each.channel_id, Decimal(each.register_uwh), unit, each.measured_at))
    return found, [each.reason for each in rejections]


def truth_of(sample: dict[str, Any]) -> Found:
    return [
        (
            channel_id(DEVICE, channel),
            Decimal(shown) * 1_000_000_000,
            unit,
            datetime.fromisoformat(at),
        )
        for channel, shown, unit, at in sample["counters"]
    ]


@by_file
def test_a_sample_is_right_to_the_last_digit(sample: dict[str, Any]) -> None:
    assert is_payload_end(sample["end"])

    found = read(body_of(sample), sample["end"], sample.get("received"))

    assert found == (truth_of(sample), [])


@by_file
def test_a_sample_is_recognised_without_its_topic(sample: dict[str, Any]) -> None:
    found, reasons = read(body_of(sample), None, sample.get("received"))

    if sample.get("unmistakable", True):
        assert (found, reasons) == (truth_of(sample), [])
    else:
        assert (found, len(reasons)) == ([], 1)


@by_file
def test_a_sample_is_read_from_its_format_alone(sample: dict[str, Any]) -> None:
    """Over HTTP or with a bridge the topic may name the format and nothing else."""
    word, _, rest = sample["end"].partition(".")
    if word == "shelly" and rest and not sample.get("unmistakable", True):
        pytest.skip("the component is in the topic only")

    assert read(body_of(sample), word, sample.get("received")) == (truth_of(sample), [])


@by_file
def test_a_sample_without_a_time_is_rejected_where_the_broker_tells_none(
    sample: dict[str, Any],
) -> None:
    found, reasons = read(body_of(sample), sample["end"], None)

    dated = [each for each in truth_of(sample) if each in found]
    assert found == dated
    assert len(found) + len(reasons) == len(sample["counters"])
    assert set(reasons) <= {"time_missing"}
    assert bool(reasons) == ("received" in sample)


def test_every_format_has_a_sample() -> None:
    assert {each["end"].partition(".")[0] for each in SAMPLES} == set(FORMATS)
    files = {path.name for path in FOLDER.iterdir()} - {"truth.toml"}
    assert files == {each["file"] for each in SAMPLES}


CUTS: list[Callable[[bytes], bytes]] = [
    lambda body: body[: len(body) // 2],
    lambda body: body[:-4],
    lambda body: body.replace(b"1", b"x"),
    lambda body: body.replace(b":", b""),
    lambda body: b"\xff\xfe" + body,
    lambda body: body.replace(b"kWh", b"kW").replace(b"Wh", b"W"),
]


@by_file
@pytest.mark.parametrize("cut", CUTS, ids=map(str, range(len(CUTS))))
def test_a_damaged_sample_shows_nothing_wrong(
    sample: dict[str, Any], cut: Callable[[bytes], bytes]
) -> None:
    """What is left of it is right, or rejected: a digit that is lost is no other value."""
    body = cut(body_of(sample))
    if body_of(sample)[:1].isdigit():
        pytest.skip("a number alone has nothing that could tell")

    found, _ = read(body, sample["end"], sample.get("received"))

    # Moments may be lost with the text that told them: then it is when the message came.
    expected = {each[:3] for each in truth_of(sample)}
    assert {each[:3] for each in found} <= expected
