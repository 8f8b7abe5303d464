"""Rotates signing keys without logging anyone out."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from joserfc.jwk import OKPKey

from kilowatch.auth import acts, keyring
from kilowatch.auth.keyring import SigningKey
from kilowatch.auth.storage import keys as storage
from kilowatch.kit.database import Pool
from kilowatch.kit.tokens import ALGORITHM

log = structlog.get_logger()


class SigningKeys:
    """Keeps the keys as in the database; processes that share it agree within seconds."""

    def __init__(
        self,
        pool: Pool,
        max_age: timedelta,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._pool = pool
        self._max_age = max_age
        self._clock = clock
        self._keys: list[SigningKey] = []
        self._imported: dict[str, OKPKey] = {}

    async def keep_up(self) -> None:
        """Load the keys; create the first, or a successor that is due; remove expired ones."""
        now = self._clock()
        keys = await storage.fetch_all(self._pool)
        if not keys or keyring.is_due(keys, now, self._max_age):
            keys = await self._add(now, only_if_due=True)
        if len(keyring.published_at(keys, now)) < len(keys):
            removed = await storage.delete_lapsed(self._pool, now)
            log.info("signing_key.removed", count=removed)
            keys = keyring.published_at(keys, now)
        self._take(keys)

    async def rotate(self, *, revoke: bool = False) -> list[SigningKey]:
        """Publish a new key, which signs once every cache includes it; return all keys.

        With ``revoke`` it signs at once and the others are removed: their tokens are rejected,
        and users continue with their refresh tokens.
        """
        keys = await self._add(self._clock(), revoke=revoke)
        self._take(keys)
        return keys

    async def _add(
        self, now: datetime, *, revoke: bool = False, only_if_due: bool = False
    ) -> list[SigningKey]:
        async with self._pool.acquire() as connection, connection.transaction():
            await storage.lock(connection)
            keys = await storage.fetch_all(connection)
            if only_if_due and keys and not keyring.is_due(keys, now, self._max_age):
                return keys
            if revoke:
                await storage.delete_all(connection)
                keys = []
            active_from = now + keyring.PUBLISHED_AHEAD if keys else now
            key = _new_key(now, active_from)
            await storage.retire(connection, active_from)
            await storage.insert(connection, key)
            await acts.record_rotation(connection, key, revoke=revoke)
            keys = await storage.fetch_all(connection)
        log.info("signing_key.published", kid=key.kid, signs_from=active_from, revoked=revoke)
        return keys

    def _take(self, keys: list[SigningKey]) -> None:
        self._keys = keys
        self._imported = {
            each.kid: self._imported.get(each.kid)
            or OKPKey.import_key(json.loads(each.private_jwk))
            for each in keys
        }

    def all(self) -> Sequence[SigningKey]:
        """Return the keys as last loaded, oldest first."""
        return self._keys

    def signing(self, now: datetime) -> OKPKey:
        """Return the key to sign with."""
        return self._imported[keyring.signing_at(self._keys, now).kid]

    async def find(self, kid: str) -> OKPKey | None:
        """Return the key named ``kid``, from memory: `auth` does not need to fetch its own keys."""
        published = keyring.published_at(self._keys, self._clock())
        return next((self._imported[each.kid] for each in published if each.kid == kid), None)

    def public_keys(self) -> dict[str, Any]:
        """Return the JSON web key set that verifies what is signed here."""
        published = keyring.published_at(self._keys, self._clock())
        return {
            "keys": [
                {**self._imported[each.kid].as_dict(private=False), "alg": ALGORITHM, "use": "sig"}
                for each in published
            ]
        }


def _new_key(now: datetime, active_from: datetime) -> SigningKey:
    key = OKPKey.generate_key("Ed25519", auto_kid=True)
    return SigningKey(
        kid=str(key.kid),
        private_jwk=json.dumps(key.as_dict(private=True)),
        created_at=now,
        active_from=active_from,
    )
