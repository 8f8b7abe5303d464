"""Authorizes control of the simulation by asking `users`: there is no database here."""

from http import HTTPStatus

import httpx
import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.roles import Role, lesser_role
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import Unauthenticated, Unavailable
from kilowatch.kit.tokens import TokenClaims, TokenVerifier


class _Person(msgspec.Struct):
    """The response of `users` about the caller."""

    role: Role


class RemoteGuard:
    """Turns a bearer token into a `Caller`, or rejects it, like the guard of every service.

    The token is verified here; then `users`, called with it, reports whether its session and
    account are still valid, and the role.
    """

    def __init__(self, verifier: TokenVerifier, http: httpx.AsyncClient, users_url: str) -> None:
        self._verifier = verifier
        self._http = http
        self._url = f"{users_url}/api/users/me"

    async def admit(self, token: str) -> tuple[Caller, TokenClaims]:
        """Return the caller with ``token``. Raises `Unauthenticated`, `Unavailable`."""
        claims = await self._verifier.verify(token)
        role = lesser_role(claims.role, (await self._person(token)).role)
        return Caller(claims.user_id, role, claims.session_id), claims

    async def _person(self, token: str) -> _Person:
        try:
            answer = await self._http.get(self._url, headers={"Authorization": f"Bearer {token}"})
            if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
                raise Unauthenticated("This account may not use the platform.")
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=_Person)
        except (httpx.HTTPError, *DECODING_ERRORS) as error:
            raise Unavailable("Nobody can say right now who may do this; try again.") from error
