"""Access tokens: signed here, verified by every service with `kilowatch.kit.tokens`."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.auth.domain.sessions import Holder
from kilowatch.kit.tokens import ALGORITHM, ISSUER


class AccessTokens:
    """Signs access tokens with the current key."""

    def __init__(self, signing_key: Callable[[datetime], OKPKey], lifetime_s: int) -> None:
        self._signing_key = signing_key
        self.lifetime_s = lifetime_s

    def issue(self, holder: Holder, session_id: UUID, now: datetime) -> str:
        """Return a token for ``holder`` that is valid for `lifetime_s` seconds."""
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
        key = self._signing_key(now)
        header = {"alg": ALGORITHM, "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])
