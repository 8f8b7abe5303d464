"""A hosted broker: reached by one address, with TLS and without streams."""

import json
from pathlib import Path

from tests.deployment.composed import Composed
from tests.deployment.deployed import image_named
from tests.deployment.engine import ROOT

NAME = "mq.example.org"
CONTAINER = "kilowatch-test-elsewhere"
LOGIN = "tenant:s3cret%2F"

CONFIGURATION = """
listeners.tcp = none
listeners.ssl.default = 5671
ssl_options.certfile = /tls/certificate.pem
ssl_options.keyfile = /tls/key.pem
ssl_options.verify = verify_none
management.ssl.port = 443
management.ssl.certfile = /tls/certificate.pem
management.ssl.keyfile = /tls/key.pem
default_user = tenant
default_pass = s3cret/
default_vhost = tenant
collect_statistics_interval = 1000
"""


class HostedBroker:
    """A RabbitMQ beside the platform, independent of it."""

    def __init__(self, platform: Composed) -> None:
        self._platform = platform
        self._docker = platform.docker
        self._folder = platform.folder

    def start(self) -> None:
        """Start it, and configure the platform with its address."""
        self._make_certificate()
        (self._folder / "elsewhere.conf").write_text(CONFIGURATION)
        (self._folder / "elsewhere.plugins").write_text("[rabbitmq_management].\n")
        etc = "/etc/rabbitmq"
        self._docker.run(
            *("docker", "run", "--detach", "--name", CONTAINER, "--hostname", "elsewhere"),
            *("--volume", f"{self._folder}:/tls:ro"),
            *("--volume", f"{self._folder / 'elsewhere.conf'}:{etc}/conf.d/50-own.conf:ro"),
            *("--volume", f"{self._folder / 'elsewhere.plugins'}:{etc}/enabled_plugins:ro"),
            image_named(self._docker, "rabbitmq"),
        )
        self._docker.environment["KILOWATCH_AMQP_URL"] = f"amqps://{LOGIN}@{NAME}/tenant"
        self._docker.run("deploy/make-secrets")
        files = ("docker-compose.hosted-broker.yml", str(self._trusting()))
        self._platform.files = tuple(part for each in files for part in ("-f", each))

    def join(self) -> None:
        """Make its name resolvable from the platform."""
        network = f"{self._platform.project}_outside"
        self._docker.run("docker", "network", "connect", "--alias", NAME, network, CONTAINER)

    def stop(self) -> None:
        """Remove it, and its configuration."""
        self._docker.try_("docker", "rm", "--force", "--volumes", CONTAINER)
        self._platform.files = ()
        self._docker.environment.pop("KILOWATCH_AMQP_URL", None)
        self._docker.try_("deploy/make-secrets")

    def _make_certificate(self) -> None:
        certificate, key = self._folder / "certificate.pem", self._folder / "key.pem"
        kind = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        name = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
        files = ("-days", "1", "-keyout", str(key), "-out", str(certificate))
        self._docker.run("openssl", *kind, *name, *files)
        key.chmod(0o644)

    def _trusting(self) -> Path:
        """Make the services trust the certificate, which no authority has signed."""
        mounted = f"{self._folder / 'certificate.pem'}:/trusted.pem:ro"
        names = (
            *("auth", "users", "devices", "balancing", "balancing-standby"),
            *("monitoring", "realtime", "support"),
        )
        more = {"environment": {"SSL_CERT_FILE": "/trusted.pem"}, "volumes": [mounted]}
        path = self._folder / "trust.yml"
        # JSON is YAML.
        path.write_text(json.dumps({"services": dict.fromkeys(names, more)}))
        return path.relative_to(ROOT)
