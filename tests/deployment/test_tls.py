"""The gateway as deploy/tls-*.yml describe it, on this machine."""

import asyncio
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from deploy import compose, generate
from deploy.parts import PORT
from kilowatch.local.command import inherited_environment
from kilowatch.local.traefik import program
from kilowatch.web.app import create_app
from kilowatch.web.settings import WebSettings
from tests.harness.gateways import assert_problem
from tests.harness.serving import eventually, free_port, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parents[2]
NAME = "kilowatch.example.org"
SETTING = re.compile(r"\$\{([A-Z_]+)(?::[-?]([^}]*))?\}")


@dataclass(frozen=True)
class Secured:
    """A gateway with TLS: its two ports, and the authority to trust."""

    tls_port: int
    plain_port: int
    trusted: ssl.SSLContext

    async def ask(
        self, method: str, path: str, *, host: str = NAME, plain: bool = False
    ) -> httpx.Response:
        """Return the response to a request for ``host``, without following redirects."""
        scheme, port = ("http", self.plain_port) if plain else ("https", self.tls_port)
        async with httpx.AsyncClient(verify=self.trusted, trust_env=False, timeout=30) as client:
            return await client.request(
                method,
                f"{scheme}://127.0.0.1:{port}{path}",
                headers={"Host": host},
                extensions={"sni_hostname": NAME},
            )


def described(variant: str, given: dict[str, str]) -> dict[str, str]:
    """Return the gateway's settings with ``variant`` on top of docker-compose.yml."""
    own = compose.file()["services"]["gateway"]["environment"]
    text = (ROOT / "deploy" / variant).read_text(encoding="utf-8")
    over: dict[str, Any] = yaml.safe_load(text)["services"]["gateway"]["environment"]

    def filled(match: re.Match[str]) -> str:
        return given.get(match[1], match[2] or "")

    return {key: SETTING.sub(filled, str(value)) for key, value in (own | over).items()}


def certificate(folder: Path) -> tuple[Path, Path]:
    """Create a certificate of its own and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    made, key = folder / "certificate.pem", folder / "key.pem"
    name = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
    kind = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    files = ("-days", "1", "-keyout", str(key), "-out", str(made))
    subprocess.run(["openssl", *kind, *name, *files], check=True, capture_output=True)
    return made, key


def write_routes(folder: Path, web: str, made: Path, key: Path) -> None:
    """Write the files that the containers mount, with other addresses and paths."""
    folder.mkdir()
    documents = generate.documents()
    routes = documents[Path("deploy/traefik/routes.yml")]
    (folder / "routes.yml").write_text(re.sub(rf"http://[a-z-]+:{PORT}", web, routes))
    (folder / "tls.yml").write_text(documents[Path("deploy/traefik/tls.yml")])
    own = (ROOT / "deploy" / "traefik" / "own-certificate.yml").read_text()
    own = own.replace("/run/secrets/tls_certificate", str(made))
    (folder / "own-certificate.yml").write_text(own.replace("/run/secrets/tls_key", str(key)))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def secured(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Secured]:
    """Run a gateway with the settings of deploy/tls-own.yml, before the real `web`."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = certificate(folder)
    (folder / "index.html").write_text("<!doctype html><title>Kilowatch</title>")
    tls_port, plain_port, inner_port = free_port(), free_port(), free_port()
    told = described("tls-own.yml", {"KILOWATCH_DOMAIN": NAME, "KILOWATCH_HTTPS_PORT": "8443"})
    told |= {
        "TRAEFIK_ENTRYPOINTS_WEB_ADDRESS": f"127.0.0.1:{tls_port}",
        "TRAEFIK_ENTRYPOINTS_PLAIN_ADDRESS": f"127.0.0.1:{plain_port}",
        "TRAEFIK_ENTRYPOINTS_AMQPS_ADDRESS": f"127.0.0.1:{free_port()}",
        "TRAEFIK_ENTRYPOINTS_MQTTS_ADDRESS": f"127.0.0.1:{free_port()}",
        "TRAEFIK_ENTRYPOINTS_TRAEFIK_ADDRESS": f"127.0.0.1:{inner_port}",
        "TRAEFIK_PROVIDERS_FILE_DIRECTORY": str(folder / "dynamic"),
    }
    async with serving(create_app(WebSettings(front_end=folder))) as web:
        write_routes(folder / "dynamic", web, made, key)
        gateway = await asyncio.create_subprocess_exec(
            str(program()), env=inherited_environment() | told
        )
        context = ssl.create_default_context(cafile=str(made))
        found = Secured(tls_port, plain_port, context)

        async def is_ready() -> bool:
            try:
                return (await found.ask("GET", "/")).is_success
            except httpx.TransportError:
                return False

        try:
            await eventually(is_ready)
            yield found
        finally:
            gateway.terminate()
            await gateway.wait()


async def test_plain_http_redirects_to_the_configured_name(secured: Secured) -> None:
    answer = await secured.ask("GET", "/devices?page=2", plain=True)
    root = await secured.ask("GET", "/", host=f"{NAME.upper()}:80", plain=True)

    assert answer.status_code in {301, 308}
    assert answer.headers["Location"] == f"https://{NAME}:8443/devices?page=2"
    assert root.headers["Location"] == f"https://{NAME}:8443/"


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(
    "host",
    ["evil.example", f"{NAME}.evil.example", f"evil-{NAME}", "127.0.0.1", "localhost:8443", "a@b"],
)
async def test_another_host_name_is_rejected_without_a_redirect(
    secured: Secured, host: str, plain: bool
) -> None:
    for method, path in (("GET", "/"), ("POST", "/api/auth/login"), ("GET", "/internal")):
        answer = await secured.ask(method, path, host=host, plain=plain)

        assert "Location" not in answer.headers
        # An invalid name is rejected before the routes are evaluated.
        if answer.status_code != 400:
            assert_problem(answer, 421, "unknown_host")


async def test_the_configured_name_is_answered_over_tls(secured: Secured) -> None:
    answer = await secured.ask("GET", "/")
    missing = await secured.ask("POST", "/api/nothing")

    assert "Kilowatch" in answer.text
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert_problem(missing, 404, "path_not_found")


@pytest.mark.parametrize("variant", ["tls-own.yml", "tls-acme.yml"])
async def test_both_tls_variants_agree(variant: str) -> None:
    told = described(variant, {"KILOWATCH_DOMAIN": NAME})
    file = yaml.safe_load((ROOT / "deploy" / variant).read_text(encoding="utf-8"))
    mounted = file["services"]["gateway"]["volumes"]

    assert told["KILOWATCH_DOMAIN"] == NAME
    assert not [name for name in told if "REDIRECTIONS" in name]
    assert "./deploy/traefik/tls.yml:/etc/traefik/dynamic/tls.yml:ro" in mounted
    for entry in ("WEB", "PLAIN"):
        around = told[f"TRAEFIK_ENTRYPOINTS_{entry}_HTTP_MIDDLEWARES"].split(",")
        assert {"security@file", "away@file"} <= set(around)
