"""A file sent to a platform through its gateway, with an administrator's login."""

import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, Self
from uuid import UUID

import httpx

from kilowatch.kit.away import is_away
from kilowatch.local.errors import LocalError

CALL_TIMEOUT_S: Final = 30.0
READ_TIMEOUT_S: Final = 900.0
"""A large file is answered when all of it was read."""
LOOK_EVERY_S: Final = 0.3
KNOWN_WITHIN_S: Final = 30.0
"""The time that a new channel takes at most to be known where files are read."""
AWAY_FOR_S: Final = 60.0
"""The time for which a running import is polled although nobody answers."""

Body = dict[str, Any]


class NotFound(LocalError):
    """The device or the channel isn't known."""


class ImportClient:
    """An administrator, logged in. Use it as a context manager."""

    def __init__(self, http_url: str, username: str, password: str) -> None:
        self._login = {"username": username, "password": password, "refresh_in": "body"}
        self._http = httpx.Client(
            base_url=http_url,
            timeout=httpx.Timeout(CALL_TIMEOUT_S, read=READ_TIMEOUT_S),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def log_in(self) -> None:
        """Raises `LocalError` where the login is refused."""
        session = self._body_of(self._request("POST", "/api/auth/login", json=self._login))
        self._http.headers["Authorization"] = f"Bearer {session['access_token']}"

    def preview(self, file: Path, device: UUID, options: Body) -> Body:
        """Return a preview of the import. Raises `LocalError`."""
        return self._send(file, f"/api/monitoring/devices/{device}/imports/preview", options)

    def start(self, file: Path, device: UUID, options: Body) -> Body:
        """The import, on its way. Raises `LocalError`."""
        return self._send(file, f"/api/monitoring/devices/{device}/imports", options)

    def add_channel(self, device: UUID, code: str) -> None:
        """Add a channel to a device. Raises `LocalError`."""
        answer = self._request("POST", f"/api/devices/{device}/channels", json={"code": code})
        if answer.status_code != HTTPStatus.CONFLICT:  # somebody added it meanwhile
            self._body_of(answer)

    def start_when_known(self, file: Path, device: UUID, options: Body) -> Body:
        """The import, on its way as soon as its channels are known. Raises `LocalError`."""
        until_s = time.monotonic() + KNOWN_WITHIN_S
        while True:
            try:
                return self.start(file, device, options)
            except NotFound:
                if time.monotonic() > until_s:
                    raise
            time.sleep(LOOK_EVERY_S)

    def watch(self, import_id: int) -> Iterator[Body]:
        """Yield the progress until nothing is left to do. Raises `LocalError`."""
        while True:
            answer = self._look(f"/api/monitoring/imports/{import_id}")
            if answer.status_code == HTTPStatus.UNAUTHORIZED:
                self.log_in()  # a long import outlives a token
                continue
            body = self._body_of(answer)
            yield body
            if body["state"] not in {"running", "undoing"}:
                return
            time.sleep(LOOK_EVERY_S)

    def _look(self, path: str) -> httpx.Response:
        """The answer to a question that may be asked again while the platform is away."""
        until_s = time.monotonic() + AWAY_FOR_S
        while True:
            with suppress(LocalError):
                answer = self._request("GET", path)
                if not is_away(answer):
                    return answer
            if time.monotonic() > until_s:
                return self._request("GET", path)
            time.sleep(LOOK_EVERY_S)

    def _send(self, file: Path, path: str, options: Body) -> Body:
        with file.open("rb") as body:
            answer = self._request("POST", path, params=options, content=body)
        return self._body_of(answer)

    def _request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **sent)
        except httpx.HTTPError as error:
            where = self._http.base_url
            raise LocalError(f"The platform at {where} can't be reached: {error!r}") from error

    @staticmethod
    def _body_of(answer: httpx.Response) -> Body:
        if is_away(answer):
            raise LocalError("The platform is away right now. Try again in a moment.")
        try:
            body: Body = answer.json()
        except ValueError:
            body = {"detail": f"the answer is {answer.status_code}"}
        if not answer.is_success:
            kind = NotFound if answer.status_code == HTTPStatus.NOT_FOUND else LocalError
            raise kind(f"Refused: {body.get('detail', answer.status_code)}")
        return body
