"""Strangers who flood the login get a retry time; others log in meanwhile."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
import pytest
from pwdlib import PasswordHash

from kilowatch.auth.container import AuthContainer
from kilowatch.auth.hashing import AT_ONCE, HashingQueue
from kilowatch.kit.container import container_of
from tests.auth.test_passwords import issue
from tests.harness.serving import eventually
from tests.users.env import INTERNAL, PASSWORD, Platform, bearer

FLOOD = 200
FLOODER = "203.0.113.66"
PLACES = 32


class Hashes:
    """Counts started hashes. While the gate is closed none ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = 0
        self.of_known: list[int] = []
        self._gate = threading.Event()
        self._gate.set()
        self._lock = threading.Lock()
        real = PasswordHash.verify_and_update

        def verify(own: PasswordHash, password: bytes, stored: str) -> tuple[bool, str | None]:
            with self._lock:
                self.begun += 1
                if password == PASSWORD.encode():
                    self.of_known.append(self.begun)
            self._gate.wait(120)
            # The flood's passwords are wrong: the result need not be computed each time.
            return real(own, password, stored) if password == PASSWORD.encode() else (False, None)

        monkeypatch.setattr(PasswordHash, "verify_and_update", verify)

    def shut(self) -> None:
        self._gate.clear()

    def open(self) -> None:
        self._gate.set()


@pytest.fixture
def quick_hashes() -> None:
    """Hash at the real cost: it is what the flood is about."""


@asynccontextmanager
async def strangers() -> AsyncGenerator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(
        timeout=120, trust_env=False, limits=limits, headers={"X-Real-Ip": FLOODER}
    ) as client:
        yield client


def guess(platform: Platform, client: httpx.AsyncClient, name: str) -> asyncio.Task[httpx.Response]:
    body = {"username": name, "password": "a guess of mine", "refresh_in": "body"}
    url = f"{platform.env.auth_url}/api/auth/login"
    return asyncio.create_task(client.post(url, json=body))


def queue_of(platform: Platform) -> HashingQueue:
    return container_of(platform.auth_app, AuthContainer).hashing_queue


async def waiting(platform: Platform, count: int) -> None:
    await eventually(lambda: queue_of(platform).waiting == count, within_s=120)


async def test_a_known_browser_logs_in_within_a_few_hashes_of_two_hundred_strangers(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
):
    await platform.administrator()
    await browse(platform)
    hashes = Hashes(monkeypatch)
    hashes.shut()
    async with strangers() as client:
        flood = [guess(platform, client, f"stranger{number}") for number in range(FLOOD)]
        await waiting(platform, PLACES)
        # All but those running or waiting have their response before anything is hashed.
        early = AT_ONCE + PLACES
        await eventually(lambda: sum(each.done() for each in flood) == FLOOD - early, within_s=120)
        mine = asyncio.create_task(browse(platform))
        await waiting(platform, PLACES + 1)
        hashes.open()

        assert (await mine).status_code == 200
        answers = [await each for each in flood]

    assert hashes.of_known[0] <= 2 * AT_ONCE, "those that ran, and no queue"
    refused = [each for each in answers if each.status_code == 503]
    assert len(refused) == FLOOD - early
    assert {each.json()["code"] for each in refused} == {"logins_busy"}
    assert all(int(each.headers["retry-after"]) >= 1 for each in refused)
    assert {each.status_code for each in answers} == {401, 503}


async def browse(platform: Platform) -> httpx.Response:
    body = {"username": "admin", "password": PASSWORD}
    return await platform.auth_request("POST", "/login", json=body)


async def test_other_addresses_wait_briefly_and_other_hashing_requests_still_work(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
):
    """Registration from elsewhere, a change, a reset, a new user: all other requests that hash."""
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    link = await issue(platform, admin, ada["id"])
    hashes = Hashes(monkeypatch)
    hashes.shut()
    async with strangers() as client:
        flood = [guess(platform, client, f"stranger{number}") for number in range(PLACES * 2)]
        await waiting(platform, PLACES)
        person = {"name": "Bob", "username": "bob.elsewhere", "password": PASSWORD}
        others = [
            platform.auth_request("POST", "/register", json=person, **{"X-Real-Ip": "192.0.2.7"}),
            platform.auth_request(
                "POST",
                "/password",
                admin,
                {"old_password": PASSWORD, "new_password": "another pass phrase"},
            ),
            platform.auth_request(
                "POST",
                "/reset",
                json={"token": link["token"], "new_password": "yet another pass phrase"},
            ),
            platform.post_user(admin, username="carol"),
        ]
        asked = [asyncio.create_task(each) for each in others]
        await waiting(platform, PLACES + len(others))
        registering = await client.post(
            f"{platform.env.auth_url}/api/auth/register", json=person | {"username": "mallory"}
        )
        hashes.open()
        statuses = [(await each).status_code for each in asked]
        await asyncio.gather(*flood)

    assert statuses == [201, 204, 204, 201]
    assert (registering.status_code, registering.json()["code"]) == (503, "logins_busy")
    assert hashes.of_known, "the change's"
    assert hashes.of_known[0] <= 2 * AT_ONCE + 2


async def test_logins_of_disconnected_clients_are_not_hashed(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
):
    hashes = Hashes(monkeypatch)
    hashes.shut()
    async with strangers() as client:
        running = [guess(platform, client, f"first{number}") for number in range(AT_ONCE)]
        await eventually(lambda: hashes.begun == AT_ONCE)
        leaving = [guess(platform, client, f"leaving{number}") for number in range(10)]
        await waiting(platform, len(leaving))
        for each in leaving:
            each.cancel()
        await waiting(platform, 0)
        hashes.open()
        assert {(await each).status_code for each in running} == {401}
    assert hashes.begun == AT_ONCE


async def test_only_services_create_credentials_outside_the_queue(platform: Platform):
    token = await platform.administrator()
    url = f"{platform.env.auth_url}/internal/credentials/{'0' * 8}-0000-4000-8000-{'0' * 12}"
    body = {"username": "ada", "password": PASSWORD}
    refused = await platform.client.put(url, json=body, headers=bearer(token))
    let = await platform.client.put(url, json=body, headers=INTERNAL)
    assert (refused.status_code, let.status_code) == (401, 204)
