"""Access tokens: signed here, checked by every service with `kilowatch.kit.tokens`."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.auth.domain import Holder
from kilowatch.kit.tokens import ALGORITHM, ISSUER


def new_private_jwk() -> tuple[str, str]:
    """A fresh Ed25519 key: its id, and the whole of it as JSON."""
    key = OKPKey.generate_key("Ed25519", auto_kid=True)
    return str(key.kid), json.dumps(key.as_dict(private=True))


class AccessTokens:
    """Signs access tokens with one key."""

    def __init__(self, private_jwk: str, lifetime_s: int) -> None:
        self._key = OKPKey.import_key(json.loads(private_jwk))
        self.lifetime_s = lifetime_s

    def public_keys(self) -> dict[str, Any]:
        """The JSON web key set that verifies what is signed here."""
        public = self._key.as_dict(private=False)
        return {"keys": [{**public, "alg": ALGORITHM, "use": "sig"}]}

    def issue(self, holder: Holder, session_id: UUID, now: datetime) -> str:
        """A token that speaks of ``holder`` for `lifetime_s` seconds."""
        issued_at = int(now.timestamp())
        claims = {
            "iss": ISSUER,
            "sub": str(holder.user_id),
            "role": holder.role.value,
            "username": holder.username,
            "account_version": holder.version,
            "sid": str(session_id),
            "iat": issued_at,
            "exp": issued_at + self.lifetime_s,
        }
        header = {"alg": ALGORITHM, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])
