"""Use cases: events become notifications; users connect, catch up and are kept up to date.

Notifications reach a connection from one place, `Realtime.deliver`, which reads what each
user has not been sent yet. A wake-up names no notification, so it may come twice, late or
for many at once: what a connection has in its queue already is never added again.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import structlog

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.overconsumption import EarlyWarningState, OverconsumptionState
from kilowatch.contracts.roles import AccountStatus
from kilowatch.contracts.socket import Gap, Ready
from kilowatch.kit.accounts import Account, Guard, apply_user_deleted, note_caller
from kilowatch.kit.audit import record_looks
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool
from kilowatch.kit.requests import enter, leave
from kilowatch.realtime import storage
from kilowatch.realtime.connections import QUEUE_SIZE, Hub, SocketConnection
from kilowatch.realtime.domain import (
    KEPT,
    ConnectionEnds,
    Ending,
    notification_of,
    starting_point,
    subject_of,
    wire_form,
)
from kilowatch.realtime.quiet.storage import drop_quiet_hours, quiet_hours
from kilowatch.realtime.watching import Watchers

log = structlog.get_logger()

PAGE = QUEUE_SIZE // 2
"""Notifications read for one user at a time: a reader that keeps up has room for them."""

USERS_AT_ONCE = 200
RETRY_S = 0.5


async def notify_owner(
    connection: Connection, event: OverconsumptionState | EarlyWarningState
) -> None:
    """Store the notification of ``event`` for the owner; the commit wakes every process."""
    if event.owner_id is None:
        return
    # Locked before reading: two processes may have two verdicts of the same hour.
    await storage.lock_mailbox(connection, event.owner_id)
    last = await storage.last_notification(connection, event.owner_id, subject_of(event))
    silent = await _is_quiet(connection, event.owner_id)
    draft = notification_of(event, last, silent=silent)
    if draft is None:
        if last is not None and event.version > last.version:
            await storage.note_version(connection, event.owner_id, last, event.version)
        return
    number = await storage.add_notification(connection, draft, KEPT)
    log.info("notification.stored", user_id=str(draft.user_id), number=number, kind=draft.kind)


async def _is_quiet(connection: Connection, user_id: UserId) -> bool:
    hours = await quiet_hours(connection, user_id)
    return hours is not None and hours.hold(datetime.now(UTC))


async def forget_user(connection: Connection, event: UserDeleted) -> None:
    """Store a tombstone, and delete the user's notifications and settings."""
    await apply_user_deleted(connection, event)
    await storage.delete_mailbox(connection, event.user_id)
    await drop_quiet_hours(connection, event.user_id)


class Realtime:
    """The connections of this process, and the task that keeps them up to date."""

    def __init__(self, pool: Pool, guard: Guard, hub: Hub, watchers: Watchers) -> None:
        self._pool = pool
        self._guard = guard
        self._hub = hub
        self._watchers = watchers
        self._unread: set[UserId] = set()
        self._unsure: set[UserId] = set()
        self._wake = asyncio.Event()

    async def enter(self, token: str) -> SocketConnection:
        """Return a session for the user of ``token``; pair it with `leave`.

        Raises `Unauthenticated`, or `ConnectionEnds` if the user has too many.
        """
        caller, claims = await self._guard.admit(token)
        note_caller(caller)
        session = SocketConnection(claims, is_admin=caller.is_admin)
        try:
            self._hub.add(session)
        except ConnectionEnds:
            session.close()
            raise
        # The account may have changed before this connection was registered.
        self.account_changed(caller.user_id)
        return session

    def leave(self, session: SocketConnection) -> None:
        """Remove ``session``, whose connection is over."""
        self._hub.remove(session)
        self._watchers.remove(session)

    async def begin(self, session: SocketConnection, after: int | None) -> None:
        """Send ready and what was missed after number ``after``, then go live."""
        last_number = await self._say_ready(session)
        start = starting_point(after, last_number)
        if start.gap:
            session.post(Gap(last_number=last_number))
        await self._replay(session, start.number, last_number)
        session.go_live(last_number)
        self.notification_stored(session.user_id)

    async def renew(self, session: SocketConnection, token: str) -> None:
        """Keep ``session`` on a fresh token of the same user.

        Raises `Unauthenticated`, or `ConnectionEnds` for another user's token.
        """
        caller, claims = await self._guard.admit(token)
        if caller.user_id != session.user_id:
            raise ConnectionEnds(Ending.FOREIGN_TOKEN)
        session.renew(claims)
        self.account_changed(session.user_id)
        await self._say_ready(session)

    async def _say_ready(self, session: SocketConnection) -> int:
        number = await storage.last_number(self._pool, session.user_id)
        session.post(
            Ready(user_id=session.user_id, last_number=number, expires_at=session.expires_at)
        )
        return number

    async def _replay(self, session: SocketConnection, position: int, last_number: int) -> None:
        while position < last_number:
            page = await storage.notifications_after(
                self._pool, {session.user_id: position}, min(PAGE, last_number - position)
            )
            if not page:
                return
            for notification in page:
                await session.offer_patiently(wire_form(notification))
            position = page[-1].number

    def notification_stored(self, user_id: UserId) -> None:
        """Deliver new notifications of a user soon."""
        self._unread.add(user_id)
        self._wake.set()

    def account_changed(self, user_id: UserId) -> None:
        """Check a user again, whose role, status or sessions may have changed."""
        self._unsure.add(user_id)
        self._wake.set()

    def watch(self, session: SocketConnection, device_ids: Iterable[DeviceId]) -> None:
        """Send ``session`` the live readings of these devices, as far as it may see them."""
        self._watchers.want(session, device_ids)
        self._wake.set()

    def device_moved(self, device_id: DeviceId) -> None:
        """Check a device again, whose owner may have changed."""
        self._watchers.doubt(device_id)
        self._wake.set()

    def look_again(self) -> None:
        """Check all connected users again, since notices may have been missed."""
        self._unread |= self._hub.users()
        self._unsure |= self._hub.users()
        self._watchers.doubt_all()
        self._wake.set()

    async def deliver(self) -> None:
        """Keep every connection up to date, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                while self._unsure or self._unread or self._watchers.unsettled:
                    await self._end_the_unwelcome(_take(self._unsure))
                    await self._push(_take(self._unread))
                    await self._settle_watching()
            except CONNECTION_LOST as error:
                log.warning("delivery.database_lost", error=str(error) or repr(error))
                await asyncio.sleep(RETRY_S)
                self.look_again()

    async def _end_the_unwelcome(self, user_ids: set[UserId]) -> None:
        connected = user_ids & self._hub.users()
        if not connected:
            return
        accounts = await storage.fetch_accounts(self._pool, connected)
        ended = await storage.fetch_ended_sessions(self._pool, connected)
        for user_id in connected:
            for session in self._hub.of(user_id):
                if not _welcome(session, accounts.get(user_id)):
                    session.end(Ending.NO_LONGER_ALLOWED)
                elif session.claims.session_id in ended:
                    session.end(Ending.SESSION_ENDED)

    async def _settle_watching(self) -> None:
        """Decide who sees which device: here only, so that no older result overrides a newer."""
        device_ids = self._watchers.take_doubtful()
        owners = await storage.fetch_owners(self._pool, device_ids) if device_ids else {}
        # Before anything is shown, and whenever it is decided: an owner may be assigned later.
        for session, wanted in self._watchers.wanted_by_administrators(device_ids).items():
            await self._record_look(session, [owners.get(each) for each in wanted])
        self._watchers.settle(device_ids, owners)

    async def _record_look(self, session: SocketConnection, owners: list[UserId | None]) -> None:
        if session.request is not None:
            token = enter(session.request)
            try:
                await record_looks(self._pool, AuditAction.LOOK_CONSUMPTION, owners)
            finally:
                leave(token)

    async def _push(self, user_ids: set[UserId]) -> None:
        # A connection that goes live during the read is not included, and wakes us itself.
        live = {user_id: self._hub.live(user_id) for user_id in user_ids}
        positions = {user_id: min(each.values()) for user_id, each in live.items() if each}
        if not positions:
            return
        for notification in await storage.notifications_after(self._pool, positions, PAGE):
            text = wire_form(notification)
            sessions = live[notification.user_id]
            for session in sessions:
                session.offer(notification.number, text)
            log.info(
                "notification.pushed",
                correlation_id=notification.correlation_id,
                user_id=str(notification.user_id),
                number=notification.number,
                sockets=len(sessions),
            )
            if notification.number - positions[notification.user_id] >= PAGE:
                self._unread.add(notification.user_id)


def _take(user_ids: set[UserId]) -> set[UserId]:
    """Remove and return some items of the set."""
    return {user_ids.pop() for _ in range(min(len(user_ids), USERS_AT_ONCE))}


def _welcome(session: SocketConnection, account: Account | None) -> bool:
    return (
        account is not None
        and account.status is AccountStatus.ACTIVE
        and account.role is session.claims.role
    )


def user_in(payload: str) -> UserId:
    """Return the user that a database notice names."""
    return UserId(UUID(payload))


def device_in(payload: str) -> DeviceId:
    """Return the device that a database notice names."""
    return DeviceId(UUID(payload))
