"""The TLS settings that the HTTP clients of a process share."""

import ssl
from functools import cache

import httpx


@cache
def shared_tls(*, trust_env: bool = False) -> ssl.SSLContext:
    """Return the TLS context for ``httpx.AsyncClient(verify=…)``, the same for all clients.

    Made once, since loading the certificates takes some 30 ms of CPU time, and a service makes
    several clients. Most of them call a neighbour without TLS. ``trust_env`` is the client's own:
    with it, SSL_CERT_FILE and SSL_CERT_DIR name the certificates.
    """
    return httpx.create_ssl_context(trust_env=trust_env)
