"""Calls `users` to register a user and to look one up."""

from http import HTTPStatus

import httpx
import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import NewUser, UserAccount
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.errors import Unavailable
from kilowatch.kit.people_errors import UsernameTaken


class Users:
    """A client of `users`."""

    def __init__(self, users: ServiceClient) -> None:
        self._users = users

    async def register(self, new: NewUser) -> UserAccount:
        """Register a user. Raises `UsernameTaken`, or `Unavailable` if the outcome is unknown."""
        answer = await self._users.call("POST", "/internal/users", new)
        if answer.status_code == HTTPStatus.CONFLICT:
            raise UsernameTaken
        return _account(answer)

    async def find(self, user_id: UserId) -> UserAccount | None:
        """Return the current state of a user, None if there is none. Raises `Unavailable`."""
        answer = await self._users.call("GET", f"/internal/users/{user_id}")
        return None if answer.status_code == HTTPStatus.NOT_FOUND else _account(answer)


def _account(answer: httpx.Response) -> UserAccount:
    try:
        return msgspec.json.decode(answer.content, type=UserAccount)
    except DECODING_ERRORS as error:
        raise Unavailable("The users service answered in a way not understood.") from error
