"""HTTP routes: the keys that verify access tokens, and their rotation by the operator."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from kilowatch.auth.container import container
from kilowatch.auth.keyring import SigningKey
from kilowatch.auth.schemas.keys import KeySetView
from kilowatch.auth.service.keys import SigningKeys
from kilowatch.contracts.signing_keys import RotationOrder, SigningKeyInfo
from kilowatch.kit.accounts import InternalOnly
from kilowatch.kit.calls import body_of
from kilowatch.kit.token_keys import KEYS_GOOD_FOR_S

public = APIRouter(prefix="/api/auth", tags=["auth"])
internal = APIRouter(
    prefix="/internal/signing-keys", include_in_schema=False, dependencies=[InternalOnly]
)


async def signing_keys_of(request: Request) -> SigningKeys:
    """Return the keys of this app."""
    return container(request).signing_keys


Keys = Annotated[SigningKeys, Depends(signing_keys_of)]


@public.get("/jwks", summary="Get the signing keys")
async def read_keys(keys: Keys, response: Response) -> KeySetView:
    """Return the public keys (JWKS, RFC 7517) that verify access tokens.

    Keys that will sign soon are included. Cache them for five minutes, and for longer while
    they can't be fetched.
    """
    response.headers["Cache-Control"] = f"public, max-age={KEYS_GOOD_FOR_S}"
    return KeySetView(**keys.public_keys())


@internal.get("")
async def list_signing_keys(keys: Keys) -> Response:
    """List the signing keys, oldest first."""
    return _listed(keys.all())


@internal.post("")
async def rotate_signing_keys(
    keys: Keys, order: Annotated[RotationOrder, Depends(body_of(RotationOrder))]
) -> Response:
    """Publish a new signing key; return all keys."""
    return _listed(await keys.rotate(revoke=order.revoke))


def _listed(keys: Sequence[SigningKey]) -> Response:
    now = datetime.now(UTC)
    listed = [
        SigningKeyInfo(
            kid=key.kid,
            state=key.state_at(now),
            created_at=key.created_at,
            active_from=key.active_from,
            retired_at=key.retired_at,
        )
        for key in keys
    ]
    return Response(msgspec.json.encode(listed), media_type="application/json")
