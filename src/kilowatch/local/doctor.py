"""Examines a running platform: copies, dead letters, outboxes. Repairs what it can."""

from collections import Counter
from collections.abc import Callable

import msgspec

from kilowatch.contracts.balancing import BusySender, StuckReplica
from kilowatch.contracts.copies import CopyInfo, EventState, ExtraRow, ResendProgress
from kilowatch.local.comparison import Comparison, Difference, compare
from kilowatch.local.internal_api import InternalApiClient, ServiceUnreachable

OUTBOX_LATE_S = 30.0
"""An event that has waited this long in the outbox is stuck."""

TOLD_OF_REPLICAS = {"deliveries"}
"""Checks of a replica for which the balancer's report is more accurate."""

NAMED = 5
"""Differences and dead letters named individually; the others are counted."""

OnProgress = Callable[[CopyInfo, ResendProgress], None]


class Report(msgspec.Struct, kw_only=True):
    """The findings. The platform is healthy if there is no problem."""

    notes: list[str] = []
    problems: list[str] = []
    repaired: list[str] = []
    comparisons: list[Comparison] = []


class Doctor:
    """Examines the services behind ``internal_api``."""

    def __init__(self, internal_api: InternalApiClient) -> None:
        self._internal_api = internal_api

    async def examine(self, *, repair: bool = False) -> Report:
        """Examine everything, and with ``repair`` have differing copies sent again."""
        report = Report()
        for service in self._internal_api.services:
            try:
                await self._examine_health(service, report)
                await self._examine_events(service, report)
                await self._examine_copies(service, report, repair=repair)
                if service == "balancing":
                    report.problems += [
                        stuck_in_words(each) for each in await self._internal_api.stuck_replicas()
                    ]
                    report.notes += [
                        held_in_words(each) for each in await self._internal_api.held_senders()
                    ]
            except ServiceUnreachable as error:
                report.problems.append(str(error))
        return report

    async def _examine_health(self, service: str, report: Report) -> None:
        found = await self._internal_api.health(service)
        if not any(found.values()):
            return  # the next request reports it
        for url, health in found.items():
            if health is None:
                report.problems.append(f"{service}: the process at {url} gives no answer.")
                continue
            failing = [
                f"{check} {state}"
                for check, state in health.checks.items()
                if state != "ok" and check not in TOLD_OF_REPLICAS
            ]
            if failing:
                named = ", ".join(failing)
                report.problems.append(f"{service}: the process at {url} is not healthy: {named}.")
            for note in health.notes:
                listed = report.problems if note.is_problem else report.notes
                if note.text not in listed:  # both balancers report it
                    listed.append(note.text)

    async def _examine_events(self, service: str, report: Report) -> None:
        state = await self._internal_api.event_state(service)
        problems = await self._event_problems(service, state)
        report.problems += problems
        if not problems:
            report.notes.append(
                f"{service}: {state.waiting or 0} events waiting, {state.outbox} to be sent."
            )

    async def _event_problems(self, service: str, state: EventState) -> list[str]:
        problems: list[str] = []
        if state.waiting is None:
            problems.append(f"{service}: its queue events.{service} is missing.")
        if state.outbox_oldest_s is not None and state.outbox_oldest_s > OUTBOX_LATE_S:
            problems.append(
                f"{service}: {state.outbox} events wait to be sent, the oldest for "
                f"{state.outbox_oldest_s:.0f} s."
            )
        if state.dead:
            problems.append(
                f"{service}: {state.dead} dead letters (kilowatch dead-letters {service})."
            )
            letters = await self._internal_api.dead_letters(service, NAMED)
            problems += [f"  {each.key} {each.event_id}: {each.reason}" for each in letters]
        return problems

    async def _examine_copies(self, service: str, report: Report, *, repair: bool) -> None:
        for info in await self._internal_api.copies(service):
            if info.owner == service:
                continue
            comparison = await compare(self._internal_api, service, info)
            if comparison.differences and repair:
                await self.mend(comparison)
                after = await compare(self._internal_api, service, info)
                mended = len(comparison.differences) - len(after.differences)
                report.repaired.append(f"{service}: {mended} of {info.name} mended.")
                comparison = after
            report.comparisons.append(comparison)
            if comparison.differences:
                report.problems += described(comparison)
            else:
                report.notes.append(
                    f"{service}: {comparison.count} {info.name} in step with {info.owner}."
                )

    async def mend(self, comparison: Comparison, on_progress: OnProgress | None = None) -> None:
        """Have the copy sent again, and entities that its owner does not know deleted."""
        await self.resync(comparison.service, comparison.copy, on_progress)
        extras = [
            ExtraRow(id=each.id, version=each.copy_version or 0)
            for each in comparison.differences
            if each.kind == "extra"
        ]
        if extras:
            await self._internal_api.bury(comparison.copy, comparison.service, extras)

    async def resync(
        self, service: str, info: CopyInfo, on_progress: OnProgress | None = None
    ) -> None:
        """Have the owner send all of a copy to ``service``."""
        async for progress in self._internal_api.resend(info, service):
            if on_progress is not None:
                on_progress(info, progress)


def stuck_in_words(replica: StuckReplica) -> str:
    """Return a sentence about a replica with a stuck delivery."""
    said, counted = replica.unacknowledged_batches, replica.broker_unacknowledged_batches
    problem = f"{replica.name}: batches of readings have not moved for {replica.stuck_s:.0f} s. "
    if counted is not None and counted > said:
        return problem + (
            f"The broker waits for {counted}, and the replica knows of {said}. "
            f"Restart it (kilowatch stop {replica.name}, kilowatch start {replica.name})."
        )
    return problem + (
        f"The replica has {said} in hand and can't store them: "
        f"look at its database and its log (kilowatch logs {replica.name})."
    )


def held_in_words(sender: BusySender) -> str:
    """Return a sentence about a held device. It is not a problem of the platform."""
    return (
        f"balancing: device {sender.device_id or 'unknown'} is held back: it is over its quota. "
        f"This minute it sent {sender.messages_this_minute:,} messages with about "
        f"{sender.readings_this_minute:,} readings; {sender.waiting_messages:,} messages wait. "
        f"It may send again in about {sender.retry_after_s} s."
    )


def described(comparison: Comparison) -> list[str]:
    """Return a sentence about a comparison that found differences."""
    counts = Counter(each.kind for each in comparison.differences)
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    name = comparison.copy.name
    lines = [f"{comparison.service}: {name} differ from {comparison.copy.owner}'s: {listed}."]
    lines += [f"  {_named(each)}" for each in comparison.differences[:NAMED]]
    rest = len(comparison.differences) - NAMED
    return [*lines, f"  … and {rest} more."] if rest > 0 else lines


def _named(difference: Difference) -> str:
    match difference.kind:
        case "missing":
            return f"{difference.id} missing, owner has version {difference.owner_version}"
        case "extra":
            return f"{difference.id} extra at version {difference.copy_version}"
        case "differing":
            return f"{difference.id} differing at version {difference.copy_version}"
        case "stale" | "ahead" as kind:
            return (
                f"{difference.id} {kind}: version {difference.copy_version}, "
                f"owner has {difference.owner_version}"
            )
