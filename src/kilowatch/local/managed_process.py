"""One process of the platform, which is started, monitored, and restarted."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from kilowatch.kit.background import end_tasks
from kilowatch.local.backoff import Backoff
from kilowatch.local.command import Command
from kilowatch.local.log_files import LogFiles, Output
from kilowatch.local.processes import forget, kill_session, remember

FIRST_LOOKS_EVERY_S = 0.2
ASK_AGAIN_S = 0.5
LOOKS_EVERY_S = 2.0


class State(StrEnum):
    """The state of a process."""

    WAITING = "waiting"
    STARTING = "starting"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"
    RESTARTING = "restarting"
    FROZEN = "frozen"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ProcessSpec:
    """A managed process: how to start it and how to check that it works."""

    name: str
    command: Command
    is_ready: Callable[[], Awaitable[bool]]
    port: int | None = None
    grace_s: float = 20.0
    may_start: Callable[[], bool] = lambda: True
    """Polled before each start until it returns true."""


Say = Callable[[str], None]


class ManagedProcess:
    """Keeps one process running as long as it should.

    Its output goes to ``logs``, or, without it, to a file in that folder.
    """

    def __init__(self, spec: ProcessSpec, logs: LogFiles | Path, records: Path, say: Say) -> None:
        self.spec = spec
        self.state = State.WAITING
        self.restarts = 0
        self._own_logs = LogFiles(logs) if isinstance(logs, Path) else None
        self._logs = self._own_logs or cast("LogFiles", logs)
        self._records = records
        self._say = say
        self._wanted = asyncio.Event()
        self._changed = asyncio.Condition()
        self._process: asyncio.subprocess.Process | None = None
        self._healthy_since: float | None = None
        self._is_remembered = False
        self._keeping: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process, if there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it and keep it running. A frozen one continues."""
        if self.state is State.FROZEN and self._process:
            self._signal(signal.SIGCONT)
            self.state = State.STARTING
        self._wanted.set()
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_running(), name=self.spec.name)

    async def wait_for(self, *states: State, within_s: float | None = None) -> bool:
        """Return true if it reached one of ``states`` in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s), self._changed:
                await self._changed.wait_for(lambda: self.state in states)
        return self.state in states

    def freeze(self) -> None:
        """Freeze it, as a hanging machine would."""
        self._signal(signal.SIGSTOP)
        self.state = State.FROZEN

    async def stop(self, how: signal.Signals | None = None) -> None:
        """Stop it, and return when it and all its child processes have ended."""
        self._wanted.clear()
        process = self._process
        if process is not None:
            # Resumed first, since a frozen process reacts to SIGKILL only.
            self._signal(how or self.spec.command.stop_signal, leader_only=how is None)
            self._signal(signal.SIGCONT)
            try:
                async with asyncio.timeout(self.spec.grace_s):
                    await process.wait()
            except TimeoutError:
                self._say(f"{self.spec.name} does not stop: killed")
                self._signal(signal.SIGKILL)
            await self.wait_for(State.STOPPED, within_s=10)
        else:
            await self._set(State.STOPPED)

    async def close(self) -> None:
        """Stop it permanently."""
        await self.stop()
        if self._keeping is not None:
            await end_tasks(self._keeping)
        if self._own_logs is not None:
            self._own_logs.close()

    def end_at_once(self) -> None:
        """Kill the process. It is restarted, as after any crash."""
        self._signal(signal.SIGKILL)

    def kill(self) -> None:
        """Kill it permanently; a pending `stop` completes sooner."""
        self._wanted.clear()
        self._signal(signal.SIGKILL)

    async def _keep_running(self) -> None:
        backoff = Backoff()
        while True:
            await self._wanted.wait()
            if not self.spec.may_start():
                await self._until_it_may_start()
                continue
            try:
                code = await self._run_once()
            except OSError as error:
                code = f"cannot be started: {error}"
            if not self._wanted.is_set():
                await self._set(State.STOPPED)
                continue
            healthy_s = time.monotonic() - self._healthy_since if self._healthy_since else 0.0
            wait_s = backoff.after(healthy_s)
            self.restarts += 1
            self._say(f"{self.spec.name} {code}; started again in {wait_s:g} s")
            await self._set(State.RESTARTING)
            # Not `wait_for`: before Python 3.12 it may swallow the cancellation.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._unwanted()
            if not self._wanted.is_set():
                await self._set(State.STOPPED)

    async def _until_it_may_start(self) -> None:
        """Wait until its requirements are met, or it should no longer run."""
        if self.state is not State.WAITING:
            await self._set(State.WAITING)
        while self._wanted.is_set() and not self.spec.may_start():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(ASK_AGAIN_S)
        if not self._wanted.is_set():
            await self._set(State.STOPPED)

    async def _unwanted(self) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: not self._wanted.is_set())

    async def _run_once(self) -> str:
        """Run the process once; return how it ended."""
        self._healthy_since = None
        await self._set(State.STARTING)
        output = self._logs.open(self.spec.name)
        try:
            return await self._run_into(output)
        finally:
            await output.close()
            self._logs.forget(self.spec.name)

    async def _run_into(self, output: Output) -> str:
        process = await self._spawn(output)
        self._process = process
        self._remember(process.pid)
        watching = asyncio.create_task(self._watch())
        try:
            code = await process.wait()
        finally:
            await end_tasks(watching)
        kill_session(process.pid)
        self._process = None
        forget(self._records, self.spec.name)
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"

    async def _spawn(self, output: Output) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.spec.command.arguments,
            env=self.spec.command.environment,
            cwd=self.spec.command.directory,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output.descriptor,
            stderr=asyncio.subprocess.STDOUT,
            # Ctrl-C is for the supervisor, which stops its processes in order.
            start_new_session=True,
        )

    def _remember(self, pid: int) -> None:
        """Store a record of the process. On a full disk it is retried at every check."""
        self._is_remembered = False
        with contextlib.suppress(OSError):
            remember(self._records, self.spec.name, pid, self.spec.command.stop_signal)
            self._is_remembered = True

    async def _watch(self) -> None:
        while True:
            self._logs.ensure_writer()
            if not self._is_remembered and self.pid is not None:
                self._remember(self.pid)
            ready = await self._is_ready()
            if self.state is not State.FROZEN:
                if ready:
                    self._healthy_since = self._healthy_since or time.monotonic()
                    await self._set(State.HEALTHY)
                elif self._healthy_since is not None:
                    await self._set(State.UNHEALTHY)
            first = self._healthy_since is None
            await asyncio.sleep(FIRST_LOOKS_EVERY_S if first else LOOKS_EVERY_S)

    async def _is_ready(self) -> bool:
        try:
            return await self.spec.is_ready()
        except Exception:  # noqa: BLE001 - any failing check means unhealthy
            return False

    async def _set(self, state: State) -> None:
        async with self._changed:
            self.state = state
            self._changed.notify_all()

    def _signal(self, what: signal.Signals, *, leader_only: bool = False) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if leader_only:
                os.kill(self._process.pid, what)
            else:
                os.killpg(self._process.pid, what)
