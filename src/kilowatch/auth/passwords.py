"""Argon2id, off the event loop and with bounded concurrency."""

import secrets
from collections.abc import Sequence

import msgspec
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from kilowatch.auth.hashing import HashingQueue, Turn
from kilowatch.auth.password_rules import encoded, normalized


class Fit(msgspec.Struct, frozen=True):
    """The hash that a password matches, and the hash to replace it with, if any."""

    index: int
    better_hash: str | None


class Passwords:
    """Hashes and verifies passwords in threads, in the order of the queue."""

    def __init__(self, queue: HashingQueue) -> None:
        self._queue = queue
        self._argon2 = PasswordHash((Argon2Hasher(),))
        self._nobodys_hash = self._argon2.hash(secrets.token_urlsafe(32))

    async def hash(self, turn: Turn, password: str) -> str:
        """Return the password's hash, with its own salt. Raises as `HashingQueue.run`."""
        return await self._queue.run(turn, lambda: self._hash(password))

    async def verify(self, turn: Turn, password: str, hashes: Sequence[str]) -> Fit | None:
        """Return which of ``hashes`` the password matches, None for none.

        Without any it takes just as long. Raises as `HashingQueue.run`.
        """
        return await self._queue.run(turn, lambda: self._verify(password, hashes))

    def _hash(self, password: str) -> str:
        return self._argon2.hash(encoded(normalized(password)))

    def _verify(self, password: str, hashes: Sequence[str]) -> Fit | None:
        # Hashes from before passwords were normalized are of the raw text. The number of forms
        # tried depends only on the password, so that the time reveals nothing about a name.
        forms = list(dict.fromkeys((encoded(normalized(password)), encoded(password))))
        for form in forms:
            for index, each in enumerate(hashes or (self._nobodys_hash,)):
                fits, updated = self._argon2.verify_and_update(form, each)
                if fits and hashes:
                    rehashed = self._hash(password) if form != forms[0] else updated
                    return Fit(index, rehashed)
        return None
