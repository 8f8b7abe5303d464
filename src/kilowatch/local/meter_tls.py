"""TLS for meters: the broker's TLS listeners and their certificate."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from kilowatch.local.errors import LocalError

TLS_OPTIONS = (
    "ssl_options.versions.1 = tlsv1.3",
    "ssl_options.versions.2 = tlsv1.2",
    # A meter logs in with its secret; no client certificate is required.
    "ssl_options.verify = verify_none",
    "ssl_options.fail_if_no_peer_cert = false",
    "ssl_options.honor_cipher_order = true",
    # With TLS 1.2 a client could trigger renegotiation on one connection again and again.
    "ssl_options.client_renegotiation = false",
    # Failed handshakes of strangers could fill the log.
    "ssl_options.log_level = critical",
    # Milliseconds until a silent connection is closed.
    "ssl_handshake_timeout = 5000",
)
"""Lines of `rabbitmq.conf` for all TLS listeners."""


@dataclass(frozen=True)
class MeterTls:
    """TLS listeners on ``host`` with the PEM files ``certificate`` (with its chain) and ``key``."""

    certificate: Path
    key: Path
    host: str
    amqps_port: int
    mqtts_port: int

    @property
    def ports(self) -> tuple[int, int]:
        """Return the ports of the listeners."""
        return self.amqps_port, self.mqtts_port

    def check(self) -> None:
        """Raise `LocalError` if the node could not use the files: it would start without TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            for path in (self.certificate, self.key):
                path.read_bytes()  # an error of this one shows which of the two it is
            context.load_cert_chain(self.certificate, self.key, password=_no_password)
        except (OSError, ValueError) as error:
            raise LocalError(
                f"Meters can't be offered TLS: {_reason(error)}. KILOWATCH_TLS_CERTIFICATE "
                f"({self.certificate}) and KILOWATCH_TLS_KEY ({self.key}) name two PEM files that "
                "belong together; without both settings there is no TLS."
            ) from None

    def lines(self) -> tuple[str, ...]:
        """Return the lines of `rabbitmq.conf` that open the listeners."""
        return (
            f"listeners.ssl.1 = {self.host}:{self.amqps_port}",
            f"mqtt.listeners.ssl.1 = {self.host}:{self.mqtts_port}",
            f"ssl_options.certfile = {self.certificate}",
            f"ssl_options.keyfile = {self.key}",
            *TLS_OPTIONS,
        )


def _no_password() -> str:
    """No one can type a password when the node starts."""
    raise ValueError("the key is locked by a password")


def _reason(error: Exception) -> str:
    if not isinstance(error, ssl.SSLError):
        return str(error)
    if error.reason == "KEY_VALUES_MISMATCH":
        return "the key is not that of the certificate"
    return "the files do not hold a certificate and a key"
