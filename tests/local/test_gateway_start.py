"""A starting gateway: early requests get 503 with a retry time, and never 404."""

import asyncio
import json
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from kilowatch.kit.errors import PROBLEM_TYPE, problem
from kilowatch.local.calls import local_client
from kilowatch.local.gateway_start import unavailable
from kilowatch.local.traefik import Traefik
from tests.harness.gateways import SERVICES, echo
from tests.harness.serving import eventually, free_port, serving


def gateway_at(folder: Path, host: str, url: str) -> Traefik:
    """A gateway whose services are all at ``url``."""
    services = {name: [url] for name in (*SERVICES, "monitoring")}
    return Traefik(folder, f"{host}:{free_port()}", free_port(), services)


async def ask(url: str) -> httpx.Response | None:
    """Return the response to an API call on a new connection; None if nothing listens."""
    try:
        async with local_client(30) as client:
            return await client.post(f"{url}/api/users", content=b"{}")
    except httpx.TransportError:
        return None


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "[::1]")],
)
async def test_answers_503_until_routes_are_loaded(tmp_path: Path, host: str, address: str) -> None:
    async with serving(echo("any")) as service:
        gateway = gateway_at(tmp_path / "traefik", host, service)
        gateway.prepare()
        url = f"http://{address}:{gateway.address.rpartition(':')[2]}"
        # Without its routes it never becomes ready: they are added after some requests.
        routes = gateway.directory / "routes.yml"
        text = routes.read_text()
        routes.write_text("{}")
        process = await asyncio.create_subprocess_exec(*gateway.command().arguments)
        try:
            early = await eventually(lambda: ask(url))
            assert isinstance(early, httpx.Response)
            assert early.status_code == HTTPStatus.SERVICE_UNAVAILABLE
            assert early.headers["Content-Type"] == PROBLEM_TYPE
            assert int(early.headers["Retry-After"]) > 0
            assert await dashboard_answers(gateway)
            assert not await gateway.is_ready()
            still = await ask(url)
            assert still is not None
            assert still.status_code == HTTPStatus.SERVICE_UNAVAILABLE

            routes.write_text(text)
            await eventually(gateway.is_ready)
            assert {await status_of(url) for _ in range(20)} == {HTTPStatus.OK}
        finally:
            process.terminate()
            await process.wait()


async def test_is_not_reachable_before_its_routes_are_loaded(tmp_path: Path) -> None:
    async with serving(echo("any")) as service:
        gateway = gateway_at(tmp_path / "traefik", "127.0.0.1", service)
        gateway.prepare()
        process = await asyncio.create_subprocess_exec(*gateway.command().arguments)
        url = f"http://{gateway.address}"
        try:
            await eventually(lambda: ask(url), every_s=0.001)
            seen = Counter[int]()
            until = time.monotonic() + 60
            while not seen[HTTPStatus.OK] and time.monotonic() < until:
                seen[await status_of(url)] += 1
            assert set(seen) <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}
            assert seen[HTTPStatus.OK] == 1
        finally:
            process.terminate()
            await process.wait()


async def status_of(url: str) -> int:
    answer = await ask(url)
    assert answer is not None
    return answer.status_code


async def dashboard_answers(gateway: Traefik) -> bool:
    """Return true if it runs, even without routes."""
    url = f"http://127.0.0.1:{gateway.dashboard_port}/ping"

    async def pings() -> bool:
        try:
            async with local_client(30) as client:
                return (await client.get(url)).is_success
        except httpx.HTTPError:
            return False

    return bool(await eventually(pings))


async def test_a_killed_gateway_leaves_no_process_behind(tmp_path: Path) -> None:
    gateway = gateway_at(tmp_path / "traefik", "127.0.0.1", "http://127.0.0.1:1")
    gateway.prepare()
    (gateway.directory / "routes.yml").write_text("{}")
    process = await asyncio.create_subprocess_exec(*gateway.command().arguments)
    url = f"http://{gateway.address}"
    await eventually(lambda: ask(url))
    process.kill()
    await process.wait()

    async def nobody() -> bool:
        return await ask(url) is None

    await eventually(nobody)


def test_the_503_has_the_form_of_a_service_problem() -> None:
    head, _, body = unavailable().partition(b"\r\n\r\n")
    said = json.loads(body)
    status = HTTPStatus.SERVICE_UNAVAILABLE
    as_a_service = json.loads(bytes(problem(status, "unavailable", said["detail"]).body))

    assert said == as_a_service
    assert f"Content-Length: {len(body)}".encode() in head
    assert f"Content-Type: {PROBLEM_TYPE}".encode() in head
