"""The rules of signing keys: when each is published, signs and is removed. Time is an argument."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from kilowatch.auth.domain.sessions import LONGEST_ACCESS_TOKEN
from kilowatch.contracts.signing_keys import KeyState
from kilowatch.kit.token_keys import KEYS_GOOD_FOR_S

PUBLISHED_AHEAD: Final = timedelta(seconds=3 * KEYS_GOOD_FOR_S)
"""Time from publication to the first signature: every cached key set includes the key by then."""

VERIFIES_ON_FOR: Final = LONGEST_ACCESS_TOKEN + timedelta(minutes=5)
"""Time after the last signature, until its last token has expired, with some clock skew."""


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key and its times. ``retired_at`` is None while no successor is planned."""

    kid: str
    private_jwk: str
    created_at: datetime
    active_from: datetime
    retired_at: datetime | None = None

    def state_at(self, now: datetime) -> KeyState:
        """Return the state of the key at ``now``."""
        if now < self.active_from:
            return "next"
        if self.retired_at is None or now < self.retired_at:
            return "signing"
        return "retired" if now < self.retired_at + VERIFIES_ON_FOR else "removed"


def signing_at(keys: Sequence[SigningKey], now: datetime) -> SigningKey:
    """Return the key to sign with: the newest active one, else the first that will be active.

    Raises `ValueError` if there are no keys.
    """
    active = [each for each in keys if each.active_from <= now]
    if active:
        return max(active, key=lambda each: (each.active_from, each.kid))
    return min(keys, key=lambda each: (each.active_from, each.kid))


def published_at(keys: Sequence[SigningKey], now: datetime) -> list[SigningKey]:
    """Return the keys that verify tokens, including future signing keys."""
    return [each for each in keys if each.state_at(now) != "removed"]


def is_due(keys: Sequence[SigningKey], now: datetime, max_age: timedelta) -> bool:
    """Return true if a successor must be published now to sign when the newest key is too old."""
    newest = max(each.active_from for each in keys)
    return now >= newest + max_age - PUBLISHED_AHEAD
