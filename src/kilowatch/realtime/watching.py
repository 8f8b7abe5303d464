"""Tracks who watches which devices: owners their own, administrators any."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
import structlog
from prometheus_client import Counter

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.live import LiveReading
from kilowatch.contracts.socket import LiveValue, Watching
from kilowatch.contracts.units import kilowatthours
from kilowatch.realtime.connections import SocketConnection

log = structlog.get_logger()

LIVE_VALUES = Counter(
    "kilowatch_realtime_live_values_total", "Live values handed to a connection, sent or replaced."
)


class Watchers:
    """The devices on the screens of this process.

    A session's requested and visible devices are separate. `doubt` and `want` only record what
    has to be looked up; `settle` decides, given the owners.
    """

    def __init__(self) -> None:
        self._wanted: dict[SocketConnection, frozenset[DeviceId]] = {}
        self._wanting: defaultdict[DeviceId, set[SocketConnection]] = defaultdict(set)
        self._seeing: defaultdict[DeviceId, set[SocketConnection]] = defaultdict(set)
        self._shown: dict[DeviceId, tuple[datetime, int]] = {}
        self._doubtful: set[DeviceId] = set()
        self._unanswered: set[SocketConnection] = set()
        self._answering: set[SocketConnection] = set()

    @property
    def unsettled(self) -> bool:
        """Return true if there is something to look up or to answer."""
        return bool(self._doubtful or self._unanswered or self._answering)

    def want(self, session: SocketConnection, device_ids: Iterable[DeviceId]) -> None:
        """Set the devices that ``session`` requests, replacing the previous ones."""
        wanted = frozenset(device_ids)
        before = self._wanted.get(session, frozenset())
        for device_id in before - wanted:
            self._forget(session, device_id)
        for device_id in wanted:
            self._wanting[device_id].add(session)
        self._wanted[session] = wanted
        # The owners of devices it watches already are known, and looked up with every change.
        self._doubtful |= wanted - before
        self._unanswered.add(session)

    def remove(self, session: SocketConnection) -> None:
        """Remove ``session``."""
        for device_id in self._wanted.pop(session, frozenset()):
            self._forget(session, device_id)
        self._unanswered.discard(session)
        self._answering.discard(session)

    def _forget(self, session: SocketConnection, device_id: DeviceId) -> None:
        session.hide(device_id)
        for index in (self._wanting, self._seeing):
            index[device_id].discard(session)
            if not index[device_id]:
                del index[device_id]
        if device_id not in self._wanting:
            self._shown.pop(device_id, None)

    def doubt(self, device_id: DeviceId) -> None:
        """Recheck a device, whose owner may have changed."""
        if device_id in self._wanting:
            self._doubtful.add(device_id)

    def doubt_all(self) -> None:
        """Recheck all devices, since changes of owners may have been missed."""
        self._doubtful |= set(self._wanting)

    def take_doubtful(self) -> set[DeviceId]:
        """Return the devices whose owners have to be looked up; later requests wait."""
        taken, self._doubtful = self._doubtful, set()
        self._answering |= self._unanswered
        self._unanswered.clear()
        return taken

    def wanted_by_administrators(
        self, device_ids: Iterable[DeviceId]
    ) -> dict[SocketConnection, list[DeviceId]]:
        """Return which of these devices each administrator has requested."""
        found: defaultdict[SocketConnection, list[DeviceId]] = defaultdict(list)
        for device_id in device_ids:
            for session in self._wanting.get(device_id, ()):
                if session.is_admin:
                    found[session].append(device_id)
        return dict(found)

    def settle(
        self, device_ids: Iterable[DeviceId], owners: Mapping[DeviceId, UserId | None]
    ) -> None:
        """Decide who sees these devices, and answer the sessions that asked or are affected."""
        concerned, self._answering = self._answering, set()
        for device_id in device_ids:
            for session in self._wanting.get(device_id, ()):
                may = device_id in owners and (
                    session.is_admin or owners[device_id] == session.user_id
                )
                if may != (session in self._seeing.get(device_id, ())):
                    concerned.add(session)
                    self._let(session, device_id, may=may)
        # Sessions that have requested meanwhile are answered when that is looked up.
        for session in concerned - self._unanswered:
            session.post(Watching(device_ids=self._seen_by(session)))

    def _let(self, session: SocketConnection, device_id: DeviceId, *, may: bool) -> None:
        if may:
            self._seeing[device_id].add(session)
            return
        session.hide(device_id)
        self._seeing[device_id].discard(session)
        if not self._seeing[device_id]:
            del self._seeing[device_id]

    def _seen_by(self, session: SocketConnection) -> list[DeviceId]:
        wanted = self._wanted.get(session, frozenset())
        return sorted(each for each in wanted if session in self._seeing.get(each, ()))

    def show(self, readings: Sequence[LiveReading]) -> None:
        """Pass on values newer than those shown. Never waits for a reader."""
        for reading in readings:
            sessions = self._seeing.get(reading.device_id)
            if not sessions:
                continue
            order = reading.measured_at, reading.source
            shown = self._shown.get(reading.device_id)
            if shown is not None and order <= shown:
                continue
            self._shown[reading.device_id] = order
            value = msgspec.Raw(msgspec.json.encode(value_of(reading)))
            for session in sessions:
                session.show(reading.device_id, value)
            LIVE_VALUES.inc(len(sessions))
            log.debug(
                "live.shown",
                correlation_id=reading.correlation_id,
                device_id=str(reading.device_id),
                sockets=len(sessions),
            )


def value_of(reading: LiveReading) -> LiveValue:
    """Return a reading in kWh and kW."""
    energy_kwh = kilowatthours(reading.energy_uwh)
    interval_s = reading.interval_s
    return LiveValue(
        device_id=reading.device_id,
        measured_at=reading.measured_at,
        interval_s=interval_s,
        energy_kwh=energy_kwh,
        power_kw=energy_kwh * 3600 / interval_s if interval_s else None,
        correlation_id=reading.correlation_id or msgspec.UNSET,
    )
