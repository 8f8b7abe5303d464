"""Argon2id, kept off the event loop and within bounds."""

import asyncio
import secrets
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

AT_ONCE: Final = 2
"""Each hash takes 64 MiB and a core for some 50 ms: more at once would only starve the rest."""


class Passwords:
    """Hashes and verifies passwords in threads."""

    def __init__(self) -> None:
        self._argon2 = PasswordHash((Argon2Hasher(),))
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._nobodys_hash = self._argon2.hash(secrets.token_urlsafe(32))

    async def hash(self, password: str) -> str:
        """The password's hash, with a salt of its own."""
        async with self._slots:
            return await asyncio.to_thread(self._argon2.hash, password)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password fits. Without a hash it takes just as long, and never fits."""
        async with self._slots:
            fits = await asyncio.to_thread(
                self._argon2.verify, password, password_hash or self._nobodys_hash
            )
        return fits and password_hash is not None
