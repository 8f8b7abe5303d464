"""Runs the tests that pytest has collected once for each of many jobs, in a fork for each.

The start of pytest and all imports are paid once. In each fork the quickest tests run first, until
one fails.
"""

import math
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import pytest

FAILED = 1
TIMED_OUT = -1
LEAST_CPU_S = 20
CPU_FACTOR = 8
"""A limit of processor time ends an endless loop on a slow machine as on a quick one."""

LEAST_WAIT_S = 60.0
WAIT_FACTOR = 20.0
"""Times the duration without a change: ends a wait for what never comes."""


@dataclass(frozen=True)
class Limits:
    """The most processor time and the most time of one job, in seconds."""

    cpu_s: int
    wall_s: float


Report = Callable[[int | None, int], None]


class Jobs(Protocol):
    """The jobs: known when the tests are collected and everything is imported."""

    def numbers(self) -> Sequence[int]:
        """Return the numbers of the jobs."""
        ...

    def apply(self, number: int) -> None:
        """Make a change, in the forked process."""
        ...

    def undo(self, number: int) -> None:
        """Take back what outlives the forked process."""
        ...


class ForkedRuns:
    """A pytest plugin that takes the place of its loop; reports the exit status of each job.

    The run without a change has the number None and comes first; where it fails, it is the last.
    """

    def __init__(self, jobs: Jobs, workers: int, report: Report) -> None:
        self._jobs, self._workers, self._report = jobs, workers, report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Fork for each job."""
        began_s = time.monotonic()
        status, cpu_s = self._sort_by_duration(session)
        self._report(None, status)
        if status == 0:
            limits = Limits(
                max(LEAST_CPU_S, math.ceil(CPU_FACTOR * cpu_s)),
                max(LEAST_WAIT_S, WAIT_FACTOR * (time.monotonic() - began_s)),
            )

            def run(number: int) -> int:
                self._jobs.apply(number)
                return _run_until_failure(session, [])

            for number, ended in fork_each(self._jobs.numbers(), run, self._workers, limits):
                self._jobs.undo(number)
                self._report(number, ended)
        return True

    def _sort_by_duration(self, session: pytest.Session) -> tuple[int, float]:
        """Run the tests in a fork and put the quickest first; return exit status and CPU time."""
        reader, writer = os.pipe()
        before_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        child = os.fork()
        if child == 0:
            durations: list[float] = []
            status = _run_until_failure(session, durations)
            os.write(writer, " ".join(map(str, durations)).encode())
            os._exit(status)
        os.close(writer)
        with os.fdopen(reader, encoding="ascii") as pipe:
            durations = [float(each) for each in pipe.read().split()]
        _, ended = os.waitpid(child, 0)
        if len(durations) == len(session.items):
            places = sorted(range(len(durations)), key=durations.__getitem__)
            session.items[:] = [session.items[place] for place in places]
        used_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before_s
        return os.waitstatus_to_exitcode(ended), used_s


def fork_each(
    jobs: Sequence[int], run: Callable[[int], int], workers: int, limits: Limits
) -> Iterator[tuple[int, int]]:
    """Run each job in a fork, ``workers`` at once; yield its number and exit status."""
    waiting = list(jobs)
    running: dict[int, tuple[int, float]] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            number = waiting.pop(0)
            child = os.fork()
            if child == 0:
                _exit_with(run, number, limits.cpu_s)
            running[child] = number, time.monotonic() + limits.wall_s
        yield from _ended(running)
        time.sleep(0.01)


def _ended(running: dict[int, tuple[int, float]]) -> Iterator[tuple[int, int]]:
    for child, (number, until_s) in list(running.items()):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            del running[child]
            yield number, os.waitstatus_to_exitcode(status)
        elif time.monotonic() > until_s:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            del running[child]
            yield number, TIMED_OUT


def _exit_with(run: Callable[[int], int], number: int, cpu_limit_s: int) -> None:
    """End this forked process with what ``run`` returns, whatever happens."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_limit_s, cpu_limit_s))
    try:
        status = run(number)
    except BaseException:  # noqa: BLE001 - nobody else reports it
        status = FAILED
    os._exit(status)


def _run_until_failure(session: pytest.Session, durations: list[float]) -> int:
    items = session.items
    for item, following in zip(items, [*items[1:], None], strict=True):
        began_s = time.monotonic()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return FAILED
        durations.append(time.monotonic() - began_s)
    return 0
