"""Authorises control of the simulation by asking `users`: there is no database here."""

from http import HTTPStatus

import httpx
import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.roles import Role, lesser_role
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import Unauthenticated, Unavailable
from kilowatch.kit.tokens import TokenClaims, TokenVerifier


class _Person(msgspec.Struct):
    """The answer of `users` about the caller."""

    role: Role


class RemoteGuard:
    """Turns a bearer token into a `Caller`, or refuses, as the guard of every service does.

    The token is verified here; then `users`, asked with it, says whether its session and its
    account are still good, and with which role.
    """

    def __init__(self, verifier: TokenVerifier, http: httpx.AsyncClient, users_url: str) -> None:
        self._verifier = verifier
        self._http = http
        self._url = f"{users_url}/api/users/me"

    async def admit(self, token: str) -> tuple[Caller, TokenClaims]:
        """The caller who bears ``token``. Raises `Unauthenticated`, `Unavailable`."""
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
