"""Fills the disk while readings flow, frees it again, and counts what was lost.

    python -m benchmarks.full_disk [--size-mb 1500] [--full-s 40] [--meters 9] [--every-s 0.02]
                                   [--slowly-mb-s 0] [--keep FOLDER]

As root: puts the state folder of a platform of its own on a small file system, has meters report
over AMQP, MQTT and HTTP with confirms, and lets another program take all that is free, at once
or at ``--slowly-mb-s``. Counts what was confirmed and what is stored, looks whether all is well
again without a hand being moved, and prints what happened when. Exits with 0 only when nothing
was lost, all is well again, and it was said before what would happen.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.meters import Meter, all_stored, make_meters, missing_of
from tests.harness.serving import eventually
from tests.harness.whole import wait_for_replicas
from tests.system.platform import PATIENCE, Platform
from tests.system.test_scale import all_is_well

CHUNK_BYTES = 1024 * 1024
LOOK_EVERY_S = 2.0
QUIET_FIRST_S = 8.0
WELL_WITHIN_S = 240.0
_begun_s = time.monotonic()


def say(text: str) -> None:
    """One line with the seconds since the start."""
    sys.stdout.write(f"{time.monotonic() - _begun_s:7.1f} {text}\n")
    sys.stdout.flush()


@contextmanager
def small_file_system(size_mb: int) -> Generator[Path]:
    """A file system of its own, gone afterwards. Raises where we may not mount."""
    with tempfile.TemporaryDirectory(prefix="kilowatch-disk-") as folder:
        image, mounted = Path(folder) / "image", Path(folder) / "disk"
        mounted.mkdir()
        with image.open("wb") as file:
            file.truncate(size_mb * 1024 * 1024)
        subprocess.run(("mkfs.ext4", "-q", "-m", "0", str(image)), check=True)
        subprocess.run(("mount", "-o", "loop", str(image), str(mounted)), check=True)
        mounted.chmod(0o755)
        try:
            yield mounted
        finally:
            subprocess.run(("umount", "--lazy", str(mounted)), check=False)


async def fill(file: Path, mb_s: float, enough: asyncio.Event) -> None:
    """Take all that is free, and take again what is given back, until it is ``enough``."""
    with file.open("ab", buffering=0) as taken:
        while not enough.is_set():
            try:
                os.posix_fallocate(taken.fileno(), taken.seek(0, os.SEEK_END), CHUNK_BYTES)
                if mb_s:
                    await asyncio.sleep(1 / mb_s)
                else:
                    await asyncio.sleep(0)
            except OSError:
                with contextlib.suppress(OSError):
                    taken.write(b"\0" * 4096)
                await asyncio.sleep(0.1)
    await asyncio.to_thread(file.unlink)


async def look_on(platform: Platform, enough: asyncio.Event) -> None:
    """Say whatever changes in how the platform sees itself."""
    before = ""
    while not enough.is_set():
        free_mb = shutil.disk_usage(platform.home).free // CHUNK_BYTES
        now = await asyncio.to_thread(_seen, platform)
        if now != before:
            say(f"{free_mb} MB free; {now}")
            before = now
        await asyncio.sleep(LOOK_EVERY_S)


def _seen(platform: Platform) -> str:
    result = subprocess.run(
        platform.line("status", "--json"),
        env=platform.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    try:
        status = json.loads(result.stdout)
    except ValueError:
        return f"no status: {result.stderr.strip()[-200:]}"
    unwell = [f"{e['name']} {e['state']}" for e in status["parts"] if e["state"] != "healthy"]
    warnings = status.get("warnings", [])
    return f"{status['state']}: {', '.join(unwell)} {' '.join(warnings)}"


def _doctor(platform: Platform) -> str:
    result = subprocess.run(
        platform.line("doctor"),
        env=platform.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return "" if result.returncode == 0 else result.stderr.strip() or result.stdout.strip()


async def run(platform: Platform, chosen: argparse.Namespace) -> bool:
    """Do the harm; whether all ended well."""
    meters = await make_meters(platform, chosen.meters)
    enough, freed, seen_enough = asyncio.Event(), asyncio.Event(), asyncio.Event()
    looking = asyncio.create_task(look_on(platform, seen_enough))
    sending = [asyncio.create_task(m.report(platform, chosen.every_s, enough)) for m in meters]
    await asyncio.sleep(QUIET_FIRST_S)
    say(f"the disk is being filled; {_confirmed(meters)} confirmed so far")
    filling = asyncio.create_task(fill(platform.home / "others", chosen.slowly_mb_s, freed))
    await asyncio.sleep(chosen.full_s)
    say(f"doctor while it is full: {await asyncio.to_thread(_doctor, platform)}")
    say(f"there is room again; {_confirmed(meters)} confirmed so far")
    freed.set()
    await filling
    freed_s = time.monotonic()
    at_freed = _confirmed(meters)
    await eventually(lambda: _confirmed(meters) > at_freed + len(meters), within_s=WELL_WITHIN_S)
    say(f"readings are confirmed again {time.monotonic() - freed_s:.1f} s later")
    await asyncio.sleep(QUIET_FIRST_S)
    enough.set()
    await asyncio.gather(*sending)
    well = await _all_well(platform, meters, freed_s)
    seen_enough.set()
    await looking
    return well


def _confirmed(meters: list[Meter]) -> int:
    return sum(len(each.confirmed) for each in meters)


async def _all_well(platform: Platform, meters: list[Meter], freed_s: float) -> bool:
    well = True
    try:
        await eventually(lambda: all_is_well(platform), within_s=WELL_WITHIN_S, every_s=1)
        say(f"healthy {time.monotonic() - freed_s:.1f} s after there was room")
    except AssertionError:
        say("NOT HEALTHY")
        well = False
    try:
        await all_stored(platform, meters, within_s=60)
        say(f"all stored {time.monotonic() - freed_s:.1f} s after there was room")
    except AssertionError:
        well = False
    missing = await missing_of(platform, meters)
    for way, moments in missing.items():
        mine = [each for each in meters if each.way == way]
        answers = {k: v for each in mine for k, v in each.answers.items()}
        say(
            f"{way}: sent {sum(m.sent for m in mine)}, confirmed {_confirmed(mine)}, "
            f"LOST {len(moments)}, longest wait {max(m.longest_answer_s for m in mine):.1f} s, "
            f"failures {answers}"
        )
    complaint = await asyncio.to_thread(_doctor, platform)
    say(f"doctor: {complaint or 'all is well'}")
    return well and not complaint


def _keep_logs(platform: Platform, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for log in (platform.home / "logs").glob("*.log*"):
        shutil.copy(log, folder)


def main() -> int:
    """Run on a platform of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size-mb", type=int, default=1500)
    parser.add_argument("--full-s", type=float, default=40)
    parser.add_argument("--meters", type=int, default=9)
    parser.add_argument("--every-s", type=float, default=0.02)
    parser.add_argument("--slowly-mb-s", type=float, default=0)
    parser.add_argument("--keep", type=Path, help="copy the logs there")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with small_file_system(chosen.size_mb) as folder:
        platform = Platform(folder / "home")
        for setting in PATIENCE:
            del platform.environment[setting]
        try:
            platform.command("up", "--detach", "--no-demo")
            platform.admin = asyncio.run(platform.log_in_as_administrator())
            wait_for_replicas(platform)
            well = asyncio.run(run(platform, chosen))
        finally:
            if chosen.keep:
                _keep_logs(platform, chosen.keep)
            platform.command("down")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
