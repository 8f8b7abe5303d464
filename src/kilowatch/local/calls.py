"""HTTP calls between processes of one machine."""

import httpx

from kilowatch.kit.http_client import shared_tls


def local_client(timeout_s: float, base_url: str = "") -> httpx.AsyncClient:
    """Return a client that ignores proxies of the environment."""
    return httpx.AsyncClient(
        base_url=base_url, timeout=timeout_s, trust_env=False, verify=shared_tls()
    )
