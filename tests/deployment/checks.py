"""What is true of a platform in containers from outside, whoever runs the containers."""

import re

import httpx

from tests.deployment.deployed import Deployed

DEALT = re.compile(r"-> (monitoring-\d+)")


async def assert_gateway_is_as_documented(platform: Deployed) -> None:
    """The front end comes compressed and cached for good; what is inward is not there."""
    async with httpx.AsyncClient(base_url=platform.http_url, timeout=20) as client:
        page = await client.get("/")
        assert page.headers["cache-control"] == "no-cache"
        [script] = re.findall(r'<script[^>]*src="(/assets/[^"]+)"', page.text)
        file = await client.get(script, headers={"Accept-Encoding": "br"})
        assert "immutable" in file.headers["cache-control"]
        assert file.headers["content-encoding"] == "br"
        for inward in ("/internal/administrators", "/health", "/metrics"):
            assert (await client.get(inward)).status_code == 404, inward


def assert_logs_show_turns(platform: Deployed) -> None:
    """The logs of the balancers tell to whom each batch was dealt: to all, in turns."""
    said = ""
    for part in ("balancing", "balancing-standby"):
        for container in platform.containers(part):
            said += platform.docker.try_("docker", "logs", container).stdout
    dealt = DEALT.findall(said)
    assert {"monitoring-1", "monitoring-2"} <= set(dealt), sorted(set(dealt))
    changes = sum(one != other for one, other in zip(dealt, dealt[1:], strict=False))
    assert changes > len(dealt) / 2, "batches are not dealt in turns"
