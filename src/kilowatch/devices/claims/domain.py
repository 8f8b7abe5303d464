"""The rules of claim codes: what they look like, and for how long they are valid.

A code is 80 random bits. Guessing one of a million valid codes takes 2^59 attempts on average, and
each caller has a few an hour. So a fast hash is enough for what is stored.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

import msgspec

from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.errors import KilowatchError, Kind

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: without I, L and O, which look like 1 and 0, and without U."""

LENGTH: Final = 16
GROUP: Final = 4

LONGEST_TYPED: Final = 100
MOST_CODES: Final = 200
"""The most codes of one request."""

LONGEST_VALID: Final = timedelta(days=365)

_READ_AS: Final = str.maketrans("ILO", "110")
_SEPARATORS: Final = frozenset(" -_.:/\u00a0\u2010\u2011\u2012\u2013\u2014\u2212\t\r\n")


class ClaimCodeInvalid(KilowatchError):
    """No device can be claimed by this code.

    It is wrong, used, expired or revoked, or its device has an owner: the answer doesn't say.
    """

    code = "claim_code_invalid"
    remedy = "Check the code for typing errors, or ask an administrator for a new one."

    def __init__(self) -> None:
        super().__init__("This code isn't valid.")


class DeviceOwned(KilowatchError):
    """A device has an owner, so nobody can claim it."""

    kind = Kind.CONFLICT
    code = "device_owned"
    remedy = "Take the device from its owner first."

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has an owner, so nobody can claim it.")


class ClaimCode(msgspec.Struct, frozen=True, kw_only=True):
    """The code of a device, without the code itself, which isn't stored."""

    device_id: DeviceId
    device_name: str
    issued_at: datetime
    expires_at: datetime


class IssuedCode(msgspec.Struct, frozen=True, kw_only=True):
    """A new code, which is returned once."""

    claim: ClaimCode
    code: str


def new_code() -> str:
    """Return a random code, in groups for reading aloud and typing."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[each : each + GROUP] for each in range(0, LENGTH, GROUP))


def code_hash(typed: str) -> bytes | None:
    """Return the hash of a code as somebody typed it; None if it can't be a code.

    Case, separators, and letters in place of the digits that they look like don't matter.
    """
    plain = "".join(each for each in typed if each not in _SEPARATORS).upper().translate(_READ_AS)
    if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
        return None
    return hashlib.sha256(plain.encode()).digest()
