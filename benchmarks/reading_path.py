"""The cost of a change for the reading path: the same batches before it and after it.

    python -m benchmarks.reading_path [REVISION]

Starts a PostgreSQL of its own, migrates one database by the sources of REVISION (default: HEAD)
and one by those of the work tree, and has a process of each store the same batches by turns, so
that whatever else the machine does meets both. What counts is the ratio; where both are the same
sources, it shows how exact that is.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

import asyncpg

from tests.harness.servers import Servers, ready_postgres_url

BATCH = 2_000
BATCHES = 60
HERE = Path(__file__).parent


def sources_of(revision: str, folder: Path) -> Path:
    """Return the sources of ``revision``, unpacked into ``folder``."""
    archive = subprocess.run(
        ["git", "archive", revision, "src"], check=True, capture_output=True, cwd=HERE.parent
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], check=True, input=archive.stdout)
    return folder / "src"


async def make_database(admin_url: str) -> str:
    """Return the URL of a new database."""
    name = f"bench_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(admin_url)
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    return f"{admin_url.rpartition('/')[0]}/{name}"


def start(url: str, sources: Path, kind: str) -> "subprocess.Popen[str]":
    """Start a process that stores batches by ``sources``, and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "reading_worker.py"), url, kind],
        env={**os.environ, "PYTHONPATH": str(sources)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def store(process: "subprocess.Popen[str]", number: int) -> float:
    """Have a process store a batch; return the seconds it took."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


async def compare(admin_url: str, before: Path, kind: str) -> None:
    """Store the same batches by both, and say what came out."""
    old = start(await make_database(admin_url), before, kind)
    new = start(await make_database(admin_url), HERE.parent / "src", kind)
    took: list[tuple[float, float]] = []
    for number in range(1, BATCHES + 1):
        if number % 2:
            took.append((store(old, number), store(new, number)))
        else:
            second = store(new, number)
            took.append((store(old, number), second))
    for process in (old, new):
        process.communicate()
    was, now = (statistics.median(each) for each in zip(*took, strict=True))
    ratio = statistics.median(old_s / new_s for old_s, new_s in took)
    sys.stdout.write(
        f"{kind:10} {BATCH / was:8,.0f} readings/s before, {BATCH / now:8,.0f} after, "
        f"on one connection: {ratio:.2f} times as fast\n"
    )


async def main(revision: str) -> None:
    """Measure readings, then registers."""
    servers = Servers()
    servers.start(postgres=True, rabbitmq=False)
    try:
        url = await ready_postgres_url()
        with tempfile.TemporaryDirectory() as folder:
            before = sources_of(revision, Path(folder))
            for kind in ("readings", "registers"):
                await compare(url, before, kind)
    finally:
        servers.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
