"""Limits what one user may have this replica read at once, so that others are served too.

A query of a long period occupies a database connection while it runs.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from fastapi import Depends, Request

from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.export import Format, WrittenAs, format_of
from kilowatch.kit.pace import Pace, PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.kit.turns import NoTurn, Turns
from kilowatch.monitoring.settings import MonitoringSettings


class Limits:
    """The turns and the rate limit of one replica."""

    def __init__(self, settings: MonitoringSettings) -> None:
        self.reads = Turns(
            "reads",
            at_once=settings.reads_at_once,
            each_at_once=settings.reads_per_user,
            each_waiting=settings.reads_waiting_per_user,
            patience_s=settings.read_patience_s,
        )
        # A client may read a file slowly: others don't wait for it.
        self.exports = Turns(
            "exports",
            at_once=settings.exports_at_once,
            each_at_once=settings.exports_per_user,
            each_waiting=0,
            patience_s=settings.read_patience_s,
        )
        self.changes = Pace(settings.changes_per_minute)


@dataclass(frozen=True, kw_only=True)
class WithLimits(Container):
    """The part of a container whose reads and exports take turns."""

    limits: Limits


@raises(NoTurn)
async def _read_in_turn(request: Request, caller: CurrentCaller) -> AsyncGenerator[None]:
    limits = container_of(request.app, WithLimits).limits
    async with limits.reads.turn(caller.user_id):
        yield


@raises(NoTurn)
async def _export_in_turn(
    request: Request, caller: CurrentCaller, written_as: WrittenAs = None
) -> AsyncGenerator[None]:
    if format_of(request, written_as) is Format.JSON:
        yield
        return
    limits = container_of(request.app, WithLimits).limits
    async with limits.exports.turn(caller.user_id):
        yield


# A read ends with its response, an export when its last part is sent.
ReadInTurn = Depends(_read_in_turn, scope="function")
ExportInTurn = Depends(_export_in_turn, scope="request")

LIMITED = [ReadInTurn, PacedChanges]
"""Return the dependencies of a router whose requests are counted and take turns."""
