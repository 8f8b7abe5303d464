"""Tokens for one purpose, derived from the one that services share."""

import hashlib
import hmac


def derived_token(internal_token: str, purpose: str) -> str:
    """A token that opens what is meant for ``purpose`` and does not give the internal one away."""
    return hmac.digest(internal_token.encode(), purpose.encode(), hashlib.sha256).hex()
