"""Free disk space, its warnings, and what isn't started without it."""

from pathlib import Path

import pytest

from kilowatch.local import disk
from kilowatch.local.disk import DiskWatch, Level, Thresholds, check_room
from kilowatch.local.errors import LocalError

MB = 1_000_000
THRESHOLDS = Thresholds(warning_bytes=2_000 * MB, hold_bytes=500 * MB)


class Disk:
    """A disk whose free space the test sets."""

    def __init__(self) -> None:
        self.free_mb = 50_000
        self.said: list[str] = []
        self.watch = DiskWatch(Path("/state"), THRESHOLDS, self.said.append)

    def free(self, _folder: Path) -> int:
        return self.free_mb * MB

    def at(self, free_mb: int) -> Level:
        self.free_mb = free_mb
        return self.watch.look()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Disk:
    found = Disk()
    monkeypatch.setattr(disk, "free_bytes", found.free)
    return found


def test_a_filling_disk_is_reported_before_anything_fails(room: Disk) -> None:
    levels = [room.at(free_mb) for free_mb in (3_000, 1_999, 1_500, 499, 63)]

    assert levels == [Level.ENOUGH, Level.LOW, Level.LOW, Level.HELD, Level.FULL]
    assert [each.split(". ")[0] for each in room.said] == [
        "2.0 GB are free on the disk of /state",
        "499 MB are free on the disk of /state",
        "The disk is full: 63 MB are free on the disk of /state",
    ]
    assert "Below 500 MB readings are held back" in room.said[0]
    assert room.watch.warning == room.said[-1]


def test_levels_have_hysteresis(room: Disk) -> None:
    levels = [room.at(free_mb) for free_mb in (490, 510, 490, 549, 560)]

    assert levels == [Level.HELD] * 4 + [Level.LOW]
    assert len(room.said) == 2


def test_recovered_space_is_reported_once_and_clears_the_warning(room: Disk) -> None:
    room.at(10)
    assert not room.watch.has_room()

    room.at(3_000)

    assert room.watch.has_room()
    assert room.watch.warning is None
    assert room.said[-1] == "3.0 GB are free on the disk of /state: enough."


def test_a_full_disk_prevents_starting_with_a_reason(room: Disk) -> None:
    room.free_mb = 12
    with pytest.raises(LocalError, match=r"/state is full: 12 MB are free, and .* 64 MB to start"):
        check_room(Path("/state"))

    room.free_mb = 65
    check_room(Path("/state"))


def test_a_disk_without_free_inodes_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Found:
        f_files, f_favail, f_bavail, f_frsize = 1_000, 0, 5_000_000, 4_096

    monkeypatch.setattr(disk.os, "statvfs", lambda _: Found)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]

    assert disk.free_bytes(tmp_path) == 0
