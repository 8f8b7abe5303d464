"""Invalid tokens: forged, altered, expired or for another purpose."""

import base64
import json
import time
from typing import Any
from uuid import uuid4

import joserfc.jws
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from kilowatch.kit.tokens import ALGORITHM, ISSUER


def _part(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def _read(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def forgeries(real: str, admin_id: str, jwks: dict[str, Any]) -> dict[str, str]:
    """Return tokens made from a client's ``real`` one without the signing key."""
    head, body, signature = real.split(".")
    header, claims = _read(head), _read(body)
    admin = claims | {"role": "ADMIN"}
    public_key = next(each for each in jwks["keys"] if each["kid"] == header["kid"])
    raw_key = base64.urlsafe_b64decode(public_key["x"] + "==")
    other = OKPKey.generate_key("Ed25519", parameters={"kid": header["kid"]})
    stranger = OKPKey.generate_key("Ed25519", parameters={"kid": uuid4().hex})
    return {
        "garbage": "garbage",
        "not ASCII": "n\u00f6.n\u00f6.n\u00f6".encode().decode("latin-1"),
        "empty parts": "..",
        "no signature": f"{head}.{body}.",
        "signed with another key": _signed(header, admin, other),
        "signed with a key of its own": _signed(header | {"kid": stranger.kid}, admin, stranger),
        "with the key in its header": _signed(
            header | {"jwk": other.as_dict(private=False)}, admin, other
        ),
        "alg none": f"{_part({**header, 'alg': 'none'})}.{_part(admin)}.",
        "alg None": f"{_part({**header, 'alg': 'None'})}.{_part(admin)}.",
        "HS256 with the public key": _hs256(header, admin, raw_key),
        "HS256 with the public key as JSON": _hs256(header, admin, json.dumps(public_key).encode()),
        "role altered": f"{head}.{_part(admin)}.{signature}",
        "subject altered": f"{head}.{_part(claims | {'sub': admin_id})}.{signature}",
        "never expires": f"{head}.{_part(claims | {'exp': int(time.time()) + 10**9})}.{signature}",
        "of another issuer": _signed(header, admin | {"iss": f"not {ISSUER}"}, other),
        "key id deep": f"{_part({**header, 'kid': {'kid': ['a'] * 10}})}.{body}.{signature}",
    }


def _signed(header: dict[str, Any], claims: dict[str, Any], key: OKPKey) -> str:
    return jwt.encode({**header, "alg": ALGORITHM}, claims, key, algorithms=[ALGORITHM])


def _hs256(header: dict[str, Any], claims: dict[str, Any], key: bytes) -> str:
    return joserfc.jws.serialize_compact(
        {**header, "alg": "HS256"},
        json.dumps(claims).encode(),
        OctKey.import_key(key.ljust(32, b"\0")),
        algorithms=["HS256"],
    )
