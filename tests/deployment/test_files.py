"""The files for containers, without running one."""

import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from deploy import compose, generate, servers, stack, tls
from deploy.parts import WITH_DATABASE, gateway_services
from kilowatch.contracts.device_access import BROKER_PURPOSE, PROVISIONING_PURPOSE
from kilowatch.kit.derived import derived_token
from kilowatch.local import postgres
from kilowatch.local.home import SERVICES_WITH_DATABASE
from kilowatch.local.traefik import routes_to

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
SETTING = re.compile(r"\$\{([A-Z_0-9]+)")


@pytest.fixture(params=[True, False], ids=["own broker", "hosted broker"])
def blocks(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the services of a Compose file."""
    return compose.file(own_broker=request.param)["services"]


def test_the_committed_files_are_up_to_date() -> None:
    assert generate.differing() == []


def test_every_local_service_runs_in_containers_too() -> None:
    assert set(WITH_DATABASE) == set(SERVICES_WITH_DATABASE)
    routers = routes_to(gateway_services())["http"]["routers"].values()
    assert {each["service"].removesuffix("-again") for each in routers} == set(gateway_services())


@pytest.mark.parametrize("name", ["services", "operator"])
def test_images_contain_the_tested_releases(name: str) -> None:
    tested = dict(PINNED.findall((ROOT / "requirements.lock").read_text()))
    held = dict(PINNED.findall((ROOT / "deploy" / f"{name}.lock").read_text()))

    assert held
    assert {package: tested[package] for package in held} == held


def test_databases_are_set_up_as_in_a_local_run() -> None:
    local = dict(postgres.SETTINGS)
    for of_this_machine in ("listen_addresses", "unix_socket_directories"):
        del local[of_this_machine]

    assert set(servers.POSTGRES_SETTINGS) == {f"{name}={value}" for name, value in local.items()}


def test_only_the_gateway_and_the_broker_are_reachable_from_outside(blocks: dict[str, Any]) -> None:
    published = {name for name, each in blocks.items() if "ports" in each}

    assert published == {"gateway", "rabbitmq"} & blocks.keys()
    assert not any(each.get("privileged") for each in blocks.values())
    assert all(each["cap_drop"] == ["ALL"] for each in blocks.values())


def test_registration_is_closed_unless_the_operator_opens_it(blocks: dict[str, Any]) -> None:
    told = blocks["auth"]["environment"]["KILOWATCH_AUTH_REGISTRATION"]
    assert told == "${KILOWATCH_AUTH_REGISTRATION:-closed}"


def test_a_database_is_reachable_only_by_its_service(blocks: dict[str, Any]) -> None:
    for name in WITH_DATABASE:
        near = {part for part, each in blocks.items() if f"{name}-data" in each["networks"]}
        own = {name, f"{name}-db", f"{name}-migrate", f"{name}-standby"}
        assert near == own & blocks.keys()
        assert blocks[f"{name}-db"]["networks"] == [f"{name}-data"]


def test_no_service_gets_the_database_secret_of_another(blocks: dict[str, Any]) -> None:
    for part, each in blocks.items():
        given = [str(secret) for secret in each.get("secrets", ()) if "_database_" in str(secret)]
        assert all(part.startswith(secret.split("_")[0]) for secret in given)
    for part in ("web", "gateway", "simulator", "demo"):
        assert "secrets" not in blocks[part]


def test_the_stack_runs_every_long_running_service_of_compose() -> None:
    composed = compose.file()["services"]
    deployed = stack.of(compose.file())["services"]

    for_good = {name for name, each in composed.items() if each.get("restart") == "unless-stopped"}
    assert set(deployed) == for_good - {"simulator", "demo"}
    for name, each in deployed.items():
        assert each["image"] == composed[name]["image"]
        assert each["networks"] == composed[name]["networks"]
        assert each.get("secrets") == composed[name].get("secrets")


def test_changed_content_makes_a_new_swarm_config() -> None:
    configs = stack.of(compose.file())["configs"]
    others = stack.of(compose.file(), lambda path: f"another {path.name}")["configs"]

    assert configs.keys() == others.keys()
    assert {"routes.yml", "kilowatch.conf", "make-role.sh"} <= configs.keys()
    for name, config in configs.items():
        assert (ROOT / "deploy" / config["file"]).is_file()
        assert config["name"] != others[name]["name"]
        assert len(config["name"]) <= 64


def test_with_tls_meters_connect_to_the_gateway_and_not_without_tls() -> None:
    deployed = stack.of(compose.file())
    secure = stack.with_tls(deployed)
    gateway, rabbitmq = (secure["services"][name] for name in ("gateway", "rabbitmq"))

    assert "ports" not in rabbitmq
    assert {each["target"] for each in gateway["ports"]} == {8000, 8443, 5671, 8883}
    assert {"outside"} <= set(gateway["networks"]) & set(rabbitmq["networks"])
    for name in gateway["secrets"]:
        assert "KILOWATCH_CERTIFICATE_NUMBER" in secure["secrets"][name]["name"]
    assert {each["source"] for each in gateway["configs"]} <= secure["configs"].keys()
    others = {name: each for name, each in secure["services"].items() if name != "gateway"}
    same = {name: deployed["services"][name] for name in others}
    assert others | {"rabbitmq": None} == same | {"rabbitmq": None}


@pytest.mark.parametrize("overlay", [tls.own(), tls.acme()], ids=["own", "acme"])
def test_either_certificate_serves_browsers_and_meters(overlay: dict[str, Any]) -> None:
    gateway = overlay["services"]["gateway"]
    targets = {each.rsplit(":", 1)[1] for each in gateway["ports"]}
    points = {
        address.removeprefix(":")
        for name, address in gateway["environment"].items()
        if name.startswith("TRAEFIK_ENTRYPOINTS") and name.endswith("_ADDRESS")
    }

    assert targets == {"8443", "5671", "8883"}
    assert points == targets | {"8000"}
    mounted = [each.split(":")[0] for each in gateway["volumes"] if each.startswith("./")]
    assert "./deploy/traefik/tls.yml" in mounted
    assert all((ROOT / each).is_file() for each in mounted)
    # Without TLS the broker is on loopback unless configured otherwise.
    ports = compose.file()["services"]["rabbitmq"]["ports"]
    assert all(each.startswith("${KILOWATCH_METERS_HOST:-127.0.0.1}:") for each in ports)


def test_every_setting_is_explained() -> None:
    explained = (ROOT / ".env.example").read_text()
    files = [*ROOT.glob("docker-compose*.yml"), *(ROOT / "deploy").glob("*.yml")]
    used = {name for file in files for name in SETTING.findall(file.read_text())}

    assert len(used) > 20
    assert [name for name in sorted(used) if f"#{name}=" not in explained] == []


@pytest.fixture
def make_secrets(tmp_path: Path) -> Path:
    """The script, in a folder of its own."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    folder = tmp_path / "deploy"
    folder.mkdir()
    for name in ("make-secrets", "databases"):
        shutil.copy(ROOT / "deploy" / name, folder)
    return folder / "make-secrets"


def run(script: Path, **environment: str) -> dict[str, str]:
    """Return the names in the folder of secrets after a run."""
    path = {"PATH": "/usr/bin:/bin"}
    subprocess.run([script], env=path | environment, check=True, capture_output=True)
    folder = script.parent / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    # A Swarm accepts no empty secret.
    assert all(each.stat().st_size for each in folder.iterdir())
    return {each.name: each.read_text().strip() for each in folder.iterdir()}


def test_secrets_are_generated_once_and_match_each_other(make_secrets: Path) -> None:
    made = run(make_secrets)

    assert run(make_secrets) == made
    assert set(made) == set(compose.file()["secrets"]) | {"rabbitmq_password"}
    token = derived_token(made["internal_token"], BROKER_PURPOSE)
    assert f"http://auth:8000/internal/broker/user?token={token}\n" in made["rabbitmq.conf"]
    provisioning = derived_token(made["internal_token"], PROVISIONING_PURPOSE)
    assert made["meter_provisioning_token"] == provisioning
    login = f"kilowatch:{made['rabbitmq_password']}@rabbitmq"
    assert made["amqp_url"] == f"amqp://{login}:5672/"
    assert f"default_pass = {made['rabbitmq_password']}\n" in made["rabbitmq.conf"]
    for service in WITH_DATABASE:
        assert made[f"{service}_database_password"] in made[f"{service}_database_url"]
    random = [made[f"{service}_database_password"] for service in WITH_DATABASE]
    assert len({made["internal_token"], made["rabbitmq_password"], *random}) == len(random) + 2


def test_only_support_gets_the_ai_key(make_secrets: Path) -> None:
    assert run(make_secrets)["support_ai_key"] == ""
    assert run(make_secrets, GROQ_API_KEY="gsk_key")["support_ai_key"] == "gsk_key"
    services = compose.file()["services"]
    given = {name for name, each in services.items() if "support_ai_key" in each.get("secrets", ())}
    assert given == {"support", "support-migrate"}
    asking = {name for name, each in services.items() if "outside" in each["networks"]}
    assert asking == {"gateway", "rabbitmq", "support"}


@pytest.mark.parametrize(
    ("amqp_url", "management_url"),
    [
        ("amqps://me:s%40cret@mq.example.org/me", "https://me:s%40cret@mq.example.org"),
        ("amqp://me:secret@10.0.0.5:5672/", "http://me:secret@10.0.0.5:15672"),
    ],
)
def test_a_hosted_broker_needs_only_one_address(
    make_secrets: Path, amqp_url: str, management_url: str
) -> None:
    (make_secrets.parents[1] / ".env").write_text(f"KILOWATCH_AMQP_URL={amqp_url}\n")

    made = run(make_secrets)

    assert (made["amqp_url"], made["stream_url"]) == (amqp_url, "")
    assert made["management_url"] == management_url
