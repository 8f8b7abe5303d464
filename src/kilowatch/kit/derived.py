"""Tokens for one purpose, derived from the internal token that services share."""

import hashlib
import hmac


def derived_token(internal_token: str, purpose: str) -> str:
    """Return a token that is valid for ``purpose`` only and does not reveal the internal one."""
    return hmac.digest(internal_token.encode(), purpose.encode(), hashlib.sha256).hex()
