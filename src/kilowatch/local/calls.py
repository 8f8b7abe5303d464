"""HTTP calls between processes of one machine."""

import ssl
from functools import cache

import httpx


@cache
def _tls() -> ssl.SSLContext:
    """Made once: loading the machine's certificates costs more than the call it is for."""
    return ssl.create_default_context()


def local_client(timeout_s: float, base_url: str = "") -> httpx.AsyncClient:
    """A client that no proxy of the environment comes between."""
    return httpx.AsyncClient(base_url=base_url, timeout=timeout_s, trust_env=False, verify=_tls())
