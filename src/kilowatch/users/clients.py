"""Asks `auth` to store the password of a user who is being created."""

from http import HTTPStatus

import httpx
import structlog

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import NewCredential, UserAccount
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.errors import Unavailable
from kilowatch.kit.people_errors import PasswordRefused, UsernameTaken

log = structlog.get_logger()


class Credentials:
    """A client of `auth`, which stores the passwords."""

    def __init__(self, auth: ServiceClient) -> None:
        self._auth = auth

    async def prepare(self, user_id: UserId, username: str, password: str) -> None:
        """Have a pending credential stored; it expires unless the user is created.

        Raises `PasswordRefused`, `UsernameTaken` or `Unavailable`.
        """
        answer = await self._auth.call(
            "PUT",
            f"/internal/credentials/{user_id}",
            NewCredential(username=username, password=password),
        )
        if answer.is_success:
            return
        if answer.status_code == HTTPStatus.CONFLICT:
            raise UsernameTaken
        raise _password_refused(answer)

    async def confirm(self, account: UserAccount) -> None:
        """Send `auth` at once what the event will bring in a moment; a failure does no harm."""
        try:
            await self._auth.call("POST", f"/internal/credentials/{account.id}/confirm", account)
        except Unavailable:
            log.info("credential.confirmed_by_event_only", user_id=str(account.id))

    async def withdraw(self, user_id: UserId) -> None:
        """Have the pending credential deleted now rather than by its expiry."""
        try:
            await self._auth.call("DELETE", f"/internal/credentials/{user_id}")
        except Unavailable:
            log.info("credential.left_to_expire", user_id=str(user_id))


def _password_refused(answer: httpx.Response) -> PasswordRefused:
    """Return the error of `auth`, with its reason."""
    body = answer.json()
    reason = {"reason": body["reason"]} if "reason" in body else {}
    return PasswordRefused(body.get("detail", "This password is not accepted."), **reason)
