"""The state of the keys that sign access tokens, for the operator of the machine."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

KeyState: TypeAlias = Literal["next", "signing", "retired", "removed"]


class SigningKeyInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key without its private part.

    It is published from ``created_at`` on, signs from ``active_from`` until ``retired_at``, and
    verifies until its last token has expired.
    """

    kid: str
    state: KeyState
    created_at: datetime
    active_from: datetime
    retired_at: datetime | None


class RotationOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks for a new key; with ``revoke`` the others are no longer trusted."""

    revoke: bool = False
