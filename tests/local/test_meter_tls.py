"""TLS of the private broker, and the message where it can't offer it."""

from pathlib import Path

import pytest

from kilowatch.local.commands import load_settings
from kilowatch.local.errors import LocalError
from kilowatch.local.meter_tls import MeterTls
from kilowatch.local.ports import check_ports
from kilowatch.local.settings import LocalSettings, variable
from tests.harness.certificates import Certificates, encrypt_key, make_certificates
from tests.harness.serving import free_port


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test of settings depends on the machine it runs on."""
    for name in LocalSettings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def made(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path)


def of(certificate: Path, key: Path) -> MeterTls:
    return MeterTls(certificate, key, "127.0.0.1", 5671, 8883)


def test_tls_is_off_without_a_certificate(
    monkeypatch: pytest.MonkeyPatch, made: Certificates
) -> None:
    assert LocalSettings().meter_tls is None

    monkeypatch.setenv("KILOWATCH_TLS_CERTIFICATE", "certificate.pem")
    monkeypatch.setenv("KILOWATCH_TLS_KEY", "key.pem")
    monkeypatch.setenv("KILOWATCH_PORT_OFFSET", "100")
    tls = LocalSettings().meter_tls

    assert tls is not None
    assert tls == MeterTls(made.certificate, made.key, "127.0.0.1", 5771, 8983)
    tls.check()
    assert "listeners.ssl.1 = 127.0.0.1:5771" in tls.lines()
    assert "mqtt.listeners.ssl.1 = 127.0.0.1:8983" in tls.lines()


@pytest.mark.parametrize("name", ["KILOWATCH_TLS_CERTIFICATE", "KILOWATCH_TLS_KEY"])
def test_a_certificate_without_a_key_or_the_reverse_is_rejected(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "some.pem")

    with pytest.raises(LocalError, match="need each other"):
        load_settings()


def test_an_address_the_broker_cannot_listen_on_is_rejected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KILOWATCH_METERS_TLS_HOST", "meters.example.org")

    with pytest.raises(LocalError, match="KILOWATCH_METERS_TLS_HOST"):
        load_settings()


def test_unusable_files_are_named_with_the_reason(made: Certificates, tmp_path: Path) -> None:
    locked = encrypt_key(made.key, tmp_path / "locked.pem")
    other = make_certificates(tmp_path / "other")
    absent = tmp_path / "absent.pem"

    for certificate, key, reason in (
        (made.certificate, locked, "the key is locked by a password"),
        (made.certificate, other.key, "the key is not that of the certificate"),
        (made.certificate, absent, f"No such file or directory: '{absent}'"),
        (absent, made.key, f"No such file or directory: '{absent}'"),
        (made.key, made.certificate, "do not hold a certificate and a key"),
        (made.certificate, made.certificate, "do not hold a certificate and a key"),
        (tmp_path, made.key, "Is a directory"),
    ):
        with pytest.raises(LocalError) as refusal:
            of(certificate, key).check()
        assert reason in str(refusal.value)
        assert "KILOWATCH_TLS_KEY" in str(refusal.value)


def test_tls_ports_are_checked_if_tls_is_on(
    monkeypatch: pytest.MonkeyPatch, made: Certificates
) -> None:
    port = str(free_port())
    monkeypatch.setenv("KILOWATCH_AMQPS_PORT", port)
    monkeypatch.setenv("KILOWATCH_MQTTS_PORT", port)
    monkeypatch.setenv("KILOWATCH_TLS_CERTIFICATE", str(made.certificate))
    monkeypatch.setenv("KILOWATCH_TLS_KEY", str(made.key))
    both = rf"Port {port} is meant for both RabbitMQ \(AMQP over TLS\) and RabbitMQ \(MQTT"

    with pytest.raises(LocalError, match=both):
        check_ports(LocalSettings())
