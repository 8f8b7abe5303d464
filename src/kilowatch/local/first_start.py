"""Runs once in the life of a platform: its first administrator, and its demo."""

import secrets
from http import HTTPStatus
from pathlib import Path

import httpx

from kilowatch.local.calls import local_client
from kilowatch.local.console import login_lines
from kilowatch.local.demo import PlatformAddress, plan_path, seed
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home, Secrets
from kilowatch.local.settings import LocalSettings

ADMINISTRATOR = "admin"


class NotYet(Exception):
    """It did not work this time; a retry may succeed."""


class FirstStart:
    """Brings an empty platform to the point where a user can log in."""

    def __init__(self, settings: LocalSettings, home: Home, secret: Secrets) -> None:
        self._settings = settings
        self._home = home
        self._secrets = secret

    async def ensure_administrator(self) -> list[str]:
        """Create the first administrator; return messages to be shown once.

        The bootstrap token works only as long as there is none, so trying is safe.
        Raises `NotYet`.
        """
        progress = self._home.load_progress()
        if progress.administrator_exists:
            return []
        password = secrets.token_urlsafe(12)
        body = {
            "name": "Administrator",
            "username": ADMINISTRATOR,
            "password": password,
            "role": "ADMIN",
        }
        headers = {"Authorization": f"Bearer {self._secrets.bootstrap_token}"}
        try:
            async with local_client(15) as client:
                url = f"{self._settings.http_url}/api/users"
                answer = await client.post(url, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise NotYet(
                f"There is no administrator yet: {type(error).__name__}. "
                "Tried again until there is."
            ) from error
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            progress.administrator_exists = True
            self._home.save_progress(progress)
            return []
        if answer.status_code != HTTPStatus.CREATED:
            raise NotYet(
                f"There is no administrator yet: the gateway answered {answer.status_code}. "
                "Tried again until there is."
            )
        progress.administrator_exists = True
        progress.seeding_password = password if self._settings.demo else None
        self._home.save_progress(progress)
        return login_lines("The first administrator's login", ADMINISTRATOR, password)

    async def ensure_demo(self) -> list[str]:
        """Fill an empty platform with users and devices; return messages to be shown once.

        Only a platform that started with its demo gets one. Raises `NotYet`.
        """
        progress = self._home.load_progress()
        if not self._settings.demo or progress.seeding_password is None:
            return []
        address = PlatformAddress(
            http_url=self._settings.http_url,
            home=self._home.path,
            username=ADMINISTRATOR,
            password=progress.seeding_password,
            time_zone=self._settings.demo_time_zone,
        )
        try:
            made = await seed(address)
        except LocalError as error:
            raise NotYet(str(error)) from error
        progress.seeding_password = None
        self._home.save_progress(progress)
        return [
            line
            for person in made.people
            for line in login_lines(person.name, person.username, person.password)
        ]

    def demo_plan(self) -> Path | None:
        """Return the plan of the live demo, if there is one and it is enabled."""
        plan = plan_path(self._home.path)
        return plan if self._settings.demo and plan.exists() else None
