"""``kilowatch doctor``, ``resync`` and ``dead-letters``: maintenance of a platform."""

import asyncio
import sys
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from rich.progress import Progress, TaskID

from kilowatch.contracts.copies import CopyInfo, DeadLetterOrder, ResendProgress
from kilowatch.local import console
from kilowatch.local.commands import load_settings, status_of
from kilowatch.local.comparison import Comparison, compare
from kilowatch.local.doctor import Doctor, Report, described
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home
from kilowatch.local.internal_api import InternalApiClient, open_internal_api

app = App()

ARRIVAL_LOOKS = 20
"""The interval of checks whether all readings are stored; each check takes seconds."""


@app.command
def doctor(*, repair: bool = False, json: bool = False) -> int:
    """Check consistency: compare copies with their owners, find dead letters and stuck events.

    Also asks every process whether it can work, and checks the free disk space.

    Exits with 0 only when nothing is wrong.

    Parameters
    ----------
    repair
        Have owners resend the copies that differ.
    json
        Print JSON for programs.

    """
    report = asyncio.run(_examine(repair=repair))
    if json:
        sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    else:
        _show(report)
    return 1 if report.problems else 0


async def _examine(*, repair: bool) -> Report:
    settings = load_settings()
    async with open_internal_api(settings) as internal_api:
        report = await Doctor(internal_api).examine(repair=repair)
    status = await asyncio.to_thread(status_of, Home(settings.home), settings)
    texts = report.problems if status.state == "degraded" else report.notes
    texts += status.warnings
    return report


def _show(report: Report) -> None:
    for line in (*report.notes, *report.repaired):
        console.say(line)
    for line in report.problems:
        console.complain(line)
    console.say("Something is wrong." if report.problems else "All is well.")


@app.command
def resync(service: str, /) -> int:
    """Send a service everything it keeps copies of again, while events go on.

    Exits with 0 when its copies agree with their owners afterwards.

    Parameters
    ----------
    service
        auth, users, devices, balancing, monitoring or realtime.

    """
    return asyncio.run(_resync(service))


async def _resync(service: str) -> int:
    async with open_internal_api(load_settings()) as internal_api:
        _check(internal_api, service)
        kept = [info for info in await internal_api.copies(service) if info.owner != service]
        with Progress(console=console.out, transient=True) as progress:
            for info in kept:
                await Doctor(internal_api).resync(service, info, _Teller(progress, service))
        outcomes = [await _arrived(internal_api, service, info) for info in kept]
    for outcome in outcomes:
        if outcome.differences:
            for line in described(outcome):
                console.complain(line)
        else:
            console.say(f"{service}: {outcome.count} {outcome.copy.name} in step.")
    return 1 if any(outcome.differences for outcome in outcomes) else 0


class _Teller:
    """Shows a progress bar for each copy that is being sent."""

    def __init__(self, progress: Progress, service: str) -> None:
        self._progress = progress
        self._service = service
        self._bars: dict[str, TaskID] = {}

    def __call__(self, info: CopyInfo, done: ResendProgress) -> None:
        if info.name not in self._bars:
            texts = f"{info.owner} sends {info.name} to {self._service}"
            self._bars[info.name] = self._progress.add_task(texts, total=done.total)
        self._progress.update(self._bars[info.name], completed=done.sent, total=done.total)


async def _arrived(internal_api: InternalApiClient, service: str, info: CopyInfo) -> Comparison:
    """Return the comparison once what was sent has been applied, or no longer makes progress."""
    outcome = await compare(internal_api, service, info)
    for _ in range(ARRIVAL_LOOKS):
        waiting = (await internal_api.event_state(service)).waiting
        if not outcome.differences or not waiting:
            break
        outcome = await compare(internal_api, service, info)
    return outcome


@app.command(name="dead-letters")
def dead_letters(
    service: str,
    /,
    *,
    replay: Annotated[bool, Parameter(negative="")] = False,
    discard: Annotated[bool, Parameter(negative="")] = False,
    event: str | None = None,
    limit: int = 20,
) -> int:
    """Inspect, replay or discard dead letters: events and batches that a service could not process.

    Parameters
    ----------
    service
        auth, users, devices, balancing, monitoring or realtime.
    replay
        Replay them.
    discard
        Discard them permanently.
    event
        Only the one with this identifier.
    limit
        The most to show.

    """
    if replay and discard:
        raise LocalError("Either --replay or --discard.")
    if replay or discard:
        order = DeadLetterOrder(action="replay" if replay else "discard", event_id=event)
        count = asyncio.run(_settle(service, order))
        console.say(f"{count} dead letters {'replayed' if replay else 'discarded'}.")
        return 0 if count or event is None else 1
    return asyncio.run(_list(service, event, limit))


async def _settle(service: str, order: DeadLetterOrder) -> int:
    async with open_internal_api(load_settings()) as internal_api:
        _check(internal_api, service)
        return await internal_api.settle(service, order)


async def _list(service: str, event: str | None, limit: int) -> int:
    async with open_internal_api(load_settings()) as internal_api:
        _check(internal_api, service)
        dead = (await internal_api.event_state(service)).dead or 0
        letters = await internal_api.dead_letters(service, limit)
    for letter in letters:
        if event not in {None, letter.event_id}:
            continue
        console.say(f"{letter.set_apart_at or 'some time ago'}  {letter.key}  {letter.event_id}")
        console.say(f"  {letter.reason}")
        if event is not None:
            console.say(f"  {letter.body}")
    console.say(f"{dead} dead letters of {service}.")
    return 0


def _check(internal_api: InternalApiClient, service: str) -> None:
    if service not in internal_api.services:
        raise LocalError(f"There is no service {service!r}: {', '.join(internal_api.services)}.")
