"""Checks of a platform in containers from outside, for any container engine."""

import asyncio
import re
import ssl
from itertools import pairwise

import httpx

from kilowatch.local.calls import local_client
from tests.deployment.composed import Composed
from tests.deployment.deployed import Deployed
from tests.harness.serving import eventually

METERS_OVER_TLS = (
    # The broker begins with the frame of a method,
    (5671, b"AMQP\x00\x00\x09\x01", b"\x01"),
    # and rejects an empty client name, by CONNACK.
    (8883, b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01m", b"\x20"),
)
"""Ports of meters with a client's first bytes, and the start of the broker's response."""

DISPATCHED = re.compile(r"-> (monitoring-\d+)")


async def assert_gateway_is_as_documented(platform: Deployed) -> None:
    """Check that the front end is compressed and cached, and that internal paths are hidden."""
    async with local_client(20, platform.http_url) as client:
        page = await client.get("/")
        assert page.headers["cache-control"] == "no-cache"
        [script] = re.findall(r'<script[^>]*src="(/assets/[^"]+)"', page.text)
        file = await client.get(script, headers={"Accept-Encoding": "br"})
        assert "immutable" in file.headers["cache-control"]
        assert file.headers["content-encoding"] == "br"
        for inward in ("/internal/administrators", "/health", "/metrics"):
            assert (await client.get(inward)).status_code == 404, inward


async def assert_services_are_well(platform: Deployed) -> None:
    """Check that the balancer reaches every service and finds it healthy."""

    async def are_well() -> bool:
        answer = await platform.call("GET", "/api/balancing/services", platform.admin)
        states = {each["name"]: each["state"] for each in answer["items"]}
        return "web" in states and set(states.values()) == {"healthy"}

    await eventually(are_well, within_s=180, every_s=1)


def assert_logs_show_turns(platform: Deployed) -> None:
    """The logs of the balancers tell to whom each batch was dispatched: to all, in turns."""
    dispatched = DISPATCHED.findall(platform.logs("balancing", "balancing-standby"))
    assert {"monitoring-1", "monitoring-2"} <= set(dispatched), sorted(set(dispatched))
    changes = sum(one != other for one, other in pairwise(dispatched))
    assert changes > len(dispatched) / 2, "batches are not dispatched in turns"


async def assert_own_certificate_is_used(platform: Composed) -> None:
    """Check that plain HTTP redirects to TLS, with a custom certificate."""
    certificate, key = platform.folder / "certificate.pem", platform.folder / "key.pem"
    name = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    kind = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    files = ("-days", "1", "-keyout", str(key), "-out", str(certificate))
    platform.docker.run("openssl", *kind, *name, *files)
    platform.docker.environment |= {
        "KILOWATCH_DOMAIN": "localhost",
        "KILOWATCH_TLS_CERTIFICATE": str(certificate),
        "KILOWATCH_TLS_KEY": str(key),
    }
    platform.files = ("-f", "docker-compose.yml", "-f", "deploy/tls-own.yml")
    platform.compose("up", "-d", "--no-deps", "gateway")
    trusted = ssl.create_default_context(cafile=str(certificate))
    async with httpx.AsyncClient(verify=trusted, timeout=20) as client:

        async def answers() -> bool:
            try:
                return (await client.get("https://localhost/")).is_success
            except httpx.TransportError:
                return False

        await eventually(answers, within_s=120, every_s=0.5)
        for port, greeting, answer in METERS_OVER_TLS:
            assert (await said_over_tls(trusted, port, greeting)).startswith(answer)
        secure = await client.get("https://localhost/")
        assert "max-age=31536000" in secure.headers["strict-transport-security"]
        plain = await client.get("http://localhost/devices?page=2")
        assert plain.status_code in {301, 308}
        assert plain.headers["location"].rstrip("/") in {
            "https://localhost/devices?page=2",
            "https://localhost:443/devices?page=2",
        }


async def said_over_tls(trusted: ssl.SSLContext, port: int, greeting: bytes) -> bytes:
    """Return the response at a TLS port."""
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusted)
    try:
        writer.write(greeting)
        return await asyncio.wait_for(reader.read(1_024), 30)
    finally:
        writer.close()
