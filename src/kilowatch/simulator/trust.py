"""The certificates that a meter trusts when it reports over TLS."""

import ssl
from functools import cache
from pathlib import Path


class BadCaFile(Exception):
    """The file of certificates to trust can't be used. Says why."""


@cache
def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Trust what the certificates in ``ca_file`` (PEM) have signed, by default the machine's.

    Created once: loading the machine's certificates takes 30 ms, too long for each meter. Raises
    `BadCaFile`.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # of which those of TLS are a kind
        reason = "it holds no certificate in PEM" if isinstance(error, ssl.SSLError) else error
        raise BadCaFile(f"The CA file {ca_file} can't be used: {reason}.") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def distrust(error: BaseException) -> str | None:
    """Return why the certificate was not trusted, if that caused ``error``."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return None
