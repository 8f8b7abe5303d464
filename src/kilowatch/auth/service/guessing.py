"""Counts wrong passwords, and locks out callers after too many."""

from datetime import datetime

import structlog

from kilowatch.auth import acts
from kilowatch.auth.domain.sessions import Holder
from kilowatch.auth.passwords import Fit
from kilowatch.auth.storage import attempts, credentials
from kilowatch.auth.storage.credentials import Candidate
from kilowatch.kit.database import Connection, Pool

log = structlog.get_logger()


async def admit(
    connection: Connection, key: str, candidate: Candidate | None, now: datetime
) -> Holder | None:
    """Return the active account whose password was given; else count a failure, return None.

    ``candidate`` is whose password matches, None for no match. Call it after the password
    was checked: the lock is checked here, so of many concurrent guesses those that come
    after the tenth wrong one are rejected even if one of them is right. Account and password
    don't change until the transaction ends.
    """
    so_far = await attempts.lock(connection, key, now)
    if candidate is None:
        counted = so_far.after_failure(now)
        await attempts.save(connection, key, counted, now)
        await acts.record_lockout(connection, key, so_far, counted, now)
        return None
    if so_far.locked_at(now):
        return None
    holder = await credentials.lock_holder(connection, candidate.user_id)
    if holder is None or not await credentials.hold_credential(connection, candidate):
        return None
    await attempts.forget(connection, key)
    return holder


async def with_better_hash(pool: Pool, candidate: Candidate, fit: Fit) -> Candidate | None:
    """Return the user whose password matches, with the hash to store from now on.

    A hash may be of an older kind, or of the password as typed before passwords were
    normalized. None if the hash was replaced meanwhile: then the password has to be checked
    again, since it may have changed.
    """
    if fit.better_hash is None:
        return candidate
    if not await credentials.rehash(pool, candidate, fit.better_hash):
        return None
    log.info("password.rehashed", user_id=str(candidate.user_id))
    return Candidate(candidate.user_id, fit.better_hash)
