"""Certificates for a test run: an authority's, and that of a local server."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificates:
    """PEM files: the authority's certificate, and the server's with its key."""

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path, name: str = "localhost") -> Certificates:
    """Create an authority and a server's certificate for ``name`` and 127.0.0.1, for a day."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Certificates(folder / "authority.pem", folder / "certificate.pem", folder / "key.pem")
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _subject("Authority of a test")
    made.authority.write_bytes(
        _signed(authority, authority, authority_key, authority_key, x509.BasicConstraints(True, 0))
    )
    names = x509.SubjectAlternativeName(
        [x509.DNSName(name), x509.IPAddress(IPv4Address("127.0.0.1"))]
    )
    made.certificate.write_bytes(_signed(_subject(name), authority, key, authority_key, names))
    made.key.write_bytes(_private(key, serialization.NoEncryption()))
    return made


def encrypt_key(key: Path, to: Path) -> Path:
    """Write ``key`` with a password."""
    private = serialization.load_pem_private_key(key.read_bytes(), None)
    assert isinstance(private, EllipticCurvePrivateKey)
    to.write_bytes(_private(private, serialization.BestAvailableEncryption(b"password")))
    return to


def _private(key: EllipticCurvePrivateKey, how: serialization.KeySerializationEncryption) -> bytes:
    kind = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, kind, how)


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    signing: EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> bytes:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        .sign(signing, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
