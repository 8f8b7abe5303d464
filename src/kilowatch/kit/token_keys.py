"""The issuer's public keys, as cached by a service that verifies tokens.

A token with an unknown key must not delay other callers: known keys are found without a
request, and unknown ones are looked up by one request at a time.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from kilowatch.kit.errors import Unavailable
from kilowatch.kit.http_client import shared_tls

log = structlog.get_logger()

KEYS_GOOD_FOR_S: Final = 300
"""The time for which a key set is cached (``max-age`` of the response)."""

FETCH_TIMEOUT_S: Final = 3.0
WAIT_FOR_FETCH_S: Final = 1.0
"""The most a token of an unknown key waits, counted from the start of the fetch it shares."""

WAIT_WITHOUT_KEYS_S: Final = FETCH_TIMEOUT_S
"""The same before the first key set has arrived, when no token can be verified."""

FETCH_EVERY_S: Final = 5.0
"""The shortest time between two requests for unknown keys while the issuer responds."""

FIRST_PAUSE_S: Final = 0.25
LONGEST_PAUSE_S: Final = 5.0
LONGEST_PAUSE_WITHOUT_KEYS_S: Final = 1.0
"""Pauses while the issuer does not respond; each is twice the previous one."""

_UNUSABLE: Final = (
    httpx.HTTPError,
    OSError,
    JoseError,
    RecursionError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
"""Raised by a fetch if the issuer is down, slow (`TimeoutError` is an `OSError`) or broken."""

Fetch = Callable[[], Awaitable[Any]]


class KeySource(Protocol):
    """Finds the public key of an identifier for a verifier."""

    async def find(self, kid: str) -> OKPKey | None:
        """Return the key, or None if the issuer has no such key."""
        ...


class PublishedKeys:
    """Caches the key set that the issuer publishes; cached keys survive its outage.

    Unknown identifiers are not remembered, however many there are: requests are limited by
    the pause after each, whatever caused it.
    """

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._keys: dict[str, OKPKey] | None = None
        self._fetched_at = float("-inf")
        self._failures = 0
        self._not_before = float("-inf")
        self._started_at = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    @classmethod
    def at(cls, url: str) -> "PublishedKeys":
        """Return the keys published at ``url``."""
        return cls(lambda: _download(url))

    async def find(self, kid: str) -> OKPKey | None:
        """Return the key, or None if the issuer has no such key.

        Waits only for an unknown key, and at most `WAIT_FOR_FETCH_S`
        (`WAIT_WITHOUT_KEYS_S` before the first key set). Raises
        `Unavailable` if no key set has ever arrived.
        """
        key = self._known(kid)
        if key is None:
            await self._look_for()
            key = self._known(kid)
        elif self._clock() - self._fetched_at >= KEYS_GOOD_FOR_S:
            self._begin_fetch()
        if self._keys is None:
            raise Unavailable("Tokens can't be checked right now. Try again in a moment.")
        return key

    def _known(self, kid: str) -> OKPKey | None:
        return self._keys.get(kid) if self._keys is not None else None

    async def _look_for(self) -> None:
        self._begin_fetch()
        most_s = WAIT_FOR_FETCH_S if self._keys is not None else WAIT_WITHOUT_KEYS_S
        remaining = self._started_at + most_s - self._clock()
        if self._fetching is not None and remaining > 0:
            # Not `wait_for`, which would cancel the fetch that others share.
            await asyncio.wait({self._fetching}, timeout=remaining)

    def _begin_fetch(self) -> None:
        now = self._clock()
        if self._fetching is not None or now < self._not_before:
            return
        self._started_at = now
        self._fetching = asyncio.create_task(self._refresh(), name="tokens.fetch_keys")

    async def _refresh(self) -> None:
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_S):
                self._keys = _read(await self._fetch())
        except _UNUSABLE as error:
            pause = self._pause_after_failure()
            log.warning("tokens.keys_unreachable", error=str(error) or repr(error))
        else:
            self._fetched_at = self._clock()
            self._failures, pause = 0, FETCH_EVERY_S
        finally:
            self._fetching = None
        self._not_before = self._clock() + pause

    def _pause_after_failure(self) -> float:
        longest = LONGEST_PAUSE_S if self._keys is not None else LONGEST_PAUSE_WITHOUT_KEYS_S
        pause = min(FIRST_PAUSE_S * 2**self._failures, longest)
        self._failures = min(self._failures + 1, 16)
        return pause


def _read(document: Any) -> dict[str, OKPKey]:
    """Return the Ed25519 keys of a key set. Raises `ValueError` if it has none."""
    found = {
        str(key.kid): key
        for key in KeySet.import_key_set(document).keys
        if isinstance(key, OKPKey) and key.kid
    }
    if not found:
        raise ValueError("the key set has no key")
    return found


async def _download(url: str) -> Any:
    async with httpx.AsyncClient(
        timeout=FETCH_TIMEOUT_S, trust_env=False, verify=shared_tls()
    ) as client:
        response = await client.get(url)
        response.raise_for_status()
        return response.json()
