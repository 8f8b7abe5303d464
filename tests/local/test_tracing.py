"""One request or reading is found in the logs of all processes by its id."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kilowatch.cli import app
from kilowatch.local.errors import LocalError
from kilowatch.local.tracing import LogLine, Window, trace

DEVICE = str(uuid4())
T = "2026-03-01T12:00:00"
BALANCING = f"""\
{T}.100000Z [info] readings.accepted correlation_id=ours devices=['{DEVICE}']
{T}.200000Z [info] readings.accepted correlation_id=theirs devices=['other']
{T}.300000Z [info] reading batch 7 -> m-1 contains=['ours', 'theirs'] correlation_id=batch-1-7
{T}.350000Z [info] reading batch 9 -> m-1 contains=['ours-2'] correlation_id=batch-1-9
"""
MONITORING = f"""\
a line of another program
{T}.400000Z [error    ] batch.failed correlation_id=batch-1-7 service=monitoring
    Traceback (most recent call last):
    ValueError: no
{T}.500000Z [info     ] batch.stored correlation_id=batch-1-7 devices=['{DEVICE}']
{T}.600000Z [info     ] batch.stored correlation_id=batch-1-9
"""
REALTIME = f"""\
{{"event": "pushed", "correlation_id": "batch-1-7", "timestamp": "{T}.700000Z"}}
{{"correlation_id": "theirs", "event": "pushed", "timestamp": "{T}.710000Z"}}
{{"event": "log.left_out"
"""
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first, rest = BALANCING.split("\n", 1)
    (tmp_path / "balancing-1.log.1").write_text(f"{first}\n")
    (tmp_path / "balancing-1.log").write_text(rest)
    (tmp_path / "monitoring-1.log").write_text(MONITORING)
    (tmp_path / "realtime.log").write_text(REALTIME)
    (tmp_path / ".monitoring-1.pipe").write_text("correlation_id=ours")
    return tmp_path


def shown(lines: list[LogLine]) -> list[tuple[str, int]]:
    """Return process and time in milliseconds of each line."""
    return [(each.process, each.at.microsecond // 1_000) for each in lines]


PATH = [("balancing-1", 300), ("monitoring-1", 400), ("monitoring-1", 500), ("realtime", 700)]


def test_a_request_is_followed_through_the_batch_of_its_reading(folder: Path) -> None:
    lines = trace(folder, "ours", Window())

    assert shown(lines) == [("balancing-1", 100), *PATH]
    assert lines[2].text.endswith("ValueError: no")


def test_a_batch_is_followed_without_its_requests(folder: Path) -> None:
    assert shown(trace(folder, "batch-1-7", Window())) == PATH


def test_a_device_is_followed_by_lines_that_name_it(folder: Path) -> None:
    assert shown(trace(folder, DEVICE, Window())) == [("balancing-1", 100), *PATH]


def test_an_id_with_the_same_prefix_does_not_match(folder: Path) -> None:
    assert shown(trace(folder, "ours-2", Window())) == [("balancing-1", 350), ("monitoring-1", 600)]
    assert trace(folder, "batch-1-70", Window()) == []


def test_only_lines_in_the_time_window_are_searched(folder: Path) -> None:
    margin = timedelta(milliseconds=100)

    early = trace(folder, "ours", Window(AT, timedelta(milliseconds=350)))
    late = trace(folder, DEVICE, Window(AT + timedelta(milliseconds=500), margin))

    assert shown(early) == [("balancing-1", 100), ("balancing-1", 300)]
    assert shown(late) == [("monitoring-1", 400), ("monitoring-1", 500)]


def test_the_command_prints_lines_by_time_with_their_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KILOWATCH_HOME", str(tmp_path))
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "monitoring-1.log").write_text(MONITORING)

    app(["trace", "batch-1-9"], result_action="return_value")
    text = capsys.readouterr().out
    app(["trace", "batch-1-9", "--json"], result_action="return_value")
    json = capsys.readouterr().out

    assert text == f"monitoring-1 {MONITORING.splitlines()[-1]}\n"
    assert json.startswith('{"at":"2026-03-01T12:00:00.600000Z","process":"monitoring-1","text":')
    with pytest.raises(LocalError, match="is about 'nothing'"):
        app(["trace", "nothing"], result_action="return_value")
