"""Settings of the local platform."""

import socket
from pathlib import Path

import pytest

from kilowatch.contracts.device_access import BROKER_PURPOSE, PROVISIONING_PURPOSE
from kilowatch.kit.derived import derived_token
from kilowatch.local.commands import load_settings
from kilowatch.local.environment import Addresses, Environments, meter_environment
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home, Secrets
from kilowatch.local.instances import Instance, instances, instances_of
from kilowatch.local.ports import check_ports
from kilowatch.local.settings import LocalSettings, port_settings, variable
from tests.harness.serving import free_port


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test of settings depends on the machine it runs on."""
    for name in LocalSettings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_offset_moves_every_port_that_is_not_set_explicitly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standard = LocalSettings()
    monkeypatch.setenv("KILOWATCH_PORT_OFFSET", "1000")
    monkeypatch.setenv("KILOWATCH_HTTP_PORT", "8005")

    moved = LocalSettings()

    assert moved.http_port == 8005
    for name in set(port_settings()) - {"http_port"}:
        assert getattr(moved, name) == getattr(standard, name) + 1000


def test_default_ports_are_distinct_with_the_most_replicas() -> None:
    settings = LocalSettings(replicas=16, realtimes=4)
    several = {"monitoring_port", "realtime_more_port"}
    ports = [getattr(settings, name) for name in port_settings() if name not in several]
    ports += [each.port for each in instances_of("monitoring", settings)]
    ports += [each.port for each in instances_of("realtime", settings)[1:]]

    assert len(set(ports)) == len(ports)


def test_a_dotenv_file_is_read_and_the_environment_overrides_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("KILOWATCH_REPLICAS=5\nKILOWATCH_HTTP_PORT=8001\n")
    monkeypatch.setenv("KILOWATCH_HTTP_PORT", "8002")

    settings = LocalSettings()

    assert settings.replicas == 5
    assert settings.http_port == 8002


@pytest.mark.parametrize(
    ("amqp_url", "management_url"),
    [
        ("amqps://me:s%40cret@mq.example.org/me", "https://me:s%40cret@mq.example.org"),
        ("amqp://me:secret@10.0.0.5:5672/", "http://me:secret@10.0.0.5:15672"),
        ("amqp://mq.example.org", "http://mq.example.org:15672"),
    ],
)
def test_a_hosted_broker_needs_only_one_address(
    monkeypatch: pytest.MonkeyPatch, amqp_url: str, management_url: str
) -> None:
    monkeypatch.setenv("KILOWATCH_AMQP_URL", amqp_url)

    settings = LocalSettings()

    assert settings.management_url is not None
    assert settings.management_url.get_secret_value() == management_url
    assert settings.stream_url is None


def test_a_broker_without_its_main_address_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILOWATCH_STREAM_URL", "rabbitmq-stream://somewhere/")

    with pytest.raises(LocalError, match="KILOWATCH_AMQP_URL"):
        load_settings()


def test_an_invalid_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILOWATCH_HTTP_PORT", "many")

    with pytest.raises(LocalError, match="http_port"):
        load_settings()


def test_an_unknown_demo_time_zone_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILOWATCH_DEMO_TIME_ZONE", "Europe/Atlantis")

    with pytest.raises(LocalError, match="KILOWATCH_DEMO_TIME_ZONE"):
        load_settings()


def test_a_port_in_use_is_reported_with_its_process_and_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        monkeypatch.setenv("KILOWATCH_AUTH_PORT", str(port))

        with pytest.raises(LocalError) as refusal:
            check_ports(LocalSettings())

    assert f"Port {port} for auth is taken; KILOWATCH_AUTH_PORT sets another." in str(refusal.value)


def test_a_duplicate_port_is_found_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    port = str(free_port())
    monkeypatch.setenv("KILOWATCH_AUTH_PORT", port)
    monkeypatch.setenv("KILOWATCH_USERS_PORT", port)

    with pytest.raises(LocalError, match=f"Port {port} is meant for both auth and users"):
        check_ports(LocalSettings())


def test_secrets_are_generated_once_distinct_and_private(tmp_path: Path) -> None:
    home = Home(tmp_path / "state")
    home.create()

    first, second = home.load_secrets(), home.load_secrets()

    assert first == second
    every = [first.postgres, first.rabbitmq, first.internal_token]
    every += [first.bootstrap_token, *first.databases.values()]
    assert len(set(every)) == len(every)
    assert min(len(each) for each in every) >= 32
    assert (home.path / "secrets.json").stat().st_mode & 0o077 == 0
    assert home.path.stat().st_mode & 0o077 == 0


def test_a_state_folder_has_only_one_supervisor(tmp_path: Path) -> None:
    home = Home(tmp_path / "state")
    home.create()

    with home.locked():
        assert home.is_locked()
        with pytest.raises(LocalError, match="running already"), home.locked():
            pass
    assert not home.is_locked()


def test_a_long_state_folder_has_a_short_control_socket(tmp_path: Path) -> None:
    home = Home(tmp_path / ("long" * 30))
    home.create()

    path = home.make_socket_path()
    noted = home.socket_path()
    home.forget_socket()

    assert len(str(path)) < 100
    assert noted == path
    assert not path.parent.exists()


def test_a_service_gets_only_its_own_database_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILOWATCH_USERS_DATABASE_URL", "postgresql://stray")
    monkeypatch.setenv("KILOWATCH_LOG_LEVEL", "debug")
    addresses = Addresses("postgresql://admin:pw@127.0.0.1:1/postgres", "amqp://a/", "s", "m")
    environments = Environments(LocalSettings(), Secrets(), addresses)

    told = {each: environments.command(each).environment for each in ("auth", "users", "web")}

    databases = {
        service: {name for name in environment if name.endswith("_DATABASE_URL")}
        for service, environment in told.items()
    }
    assert databases == {
        "auth": {"KILOWATCH_AUTH_DATABASE_URL"},
        "users": {"KILOWATCH_USERS_DATABASE_URL"},
        "web": set(),
    }
    assert "admin" not in told["auth"]["KILOWATCH_AUTH_DATABASE_URL"]
    assert [each for each in told if "KILOWATCH_BOOTSTRAP_TOKEN" in told[each]] == ["users"]
    assert "KILOWATCH_INTERNAL_TOKEN" not in told["web"]
    assert "KILOWATCH_AMQP_URL" not in told["web"]
    assert told["auth"]["KILOWATCH_LOG_LEVEL"] == "debug"


def test_a_broker_without_a_stream_port_is_read_over_amqp() -> None:
    told = {
        stream_url: Environments(
            LocalSettings(), Secrets(), Addresses("postgresql://h/", "amqp://a/", stream_url, "m")
        )
        .command("balancing")
        .environment.get("KILOWATCH_BALANCING_READ_OVER")
        for stream_url in ("rabbitmq-stream://a/", "")
    }

    assert told == {"rabbitmq-stream://a/": None, "": "amqp"}


def test_local_meters_get_every_address_and_no_service_secret() -> None:
    addresses = Addresses("", "amqp://kilowatch:secret@127.0.0.1:5673/", "", "")
    secrets = Secrets()

    known = meter_environment(LocalSettings(), secrets, addresses)

    assert known["KILOWATCH_METER_AMQP_URL"] == "amqp://127.0.0.1:5673/"
    assert known["KILOWATCH_METER_MQTT_URL"] == "mqtt://127.0.0.1:1884"
    assert known["KILOWATCH_METER_HTTP_URL"] == "http://localhost:8000"
    assert not {secrets.internal_token, secrets.rabbitmq, "secret"} & set(known.values())


def test_derived_tokens_differ_from_each_other_and_from_the_internal_token() -> None:
    tokens = {derived_token("internal", each) for each in (BROKER_PURPOSE, PROVISIONING_PURPOSE)}

    assert len(tokens | {"internal"}) == 3


def test_two_balancers_and_two_realtime_instances_run_by_default() -> None:
    names = [each.name for each in instances(LocalSettings(replicas=2))]
    fewer = [each.name for each in instances(LocalSettings(replicas=1, standby=False, realtimes=1))]

    assert names == [
        *("auth", "users", "devices", "balancing", "balancing-standby"),
        *("monitoring-1", "monitoring-2", "realtime", "realtime-2", "support", "web"),
    ]
    assert fewer == [
        *("auth", "users", "devices", "balancing", "monitoring-1", "realtime", "support", "web"),
    ]


@pytest.mark.parametrize(
    ("demo", "chosen", "told"),
    [
        (True, None, "open"),
        (False, None, None),
        (True, "closed", "closed"),
        (False, "open", "open"),
    ],
)
def test_registration_is_open_by_default_only_with_demo_data(
    monkeypatch: pytest.MonkeyPatch, demo: bool, chosen: str | None, told: str | None
) -> None:
    if chosen is None:
        monkeypatch.delenv("KILOWATCH_AUTH_REGISTRATION", raising=False)
    else:
        monkeypatch.setenv("KILOWATCH_AUTH_REGISTRATION", chosen)
    addresses = Addresses("postgresql://admin:pw@127.0.0.1:1/postgres", "amqp://a/", "s", "m")
    environments = Environments(LocalSettings(demo=demo), Secrets(), addresses)
    environment = environments.command("auth").environment
    assert environment.get("KILOWATCH_AUTH_REGISTRATION") == told


def test_each_process_of_a_service_gets_its_name() -> None:
    addresses = Addresses("postgresql://admin:pw@127.0.0.1:1/postgres", "amqp://a/", "s", "m")
    settings = LocalSettings()
    environments = Environments(settings, Secrets(), addresses)

    told = {
        each.name: environments.command(each.service, instance=each).environment
        for each in instances(settings)
    }

    assert told["monitoring-2"]["KILOWATCH_MONITORING_REPLICA"] == "monitoring-2"
    assert told["monitoring-2"]["KILOWATCH_MONITORING_PORT"] == str(settings.monitoring_port + 1)
    assert told["balancing-standby"]["KILOWATCH_BALANCING_STANDS_BY"] == "true"
    assert "KILOWATCH_BALANCING_STANDS_BY" not in told["balancing"]
    assert told["realtime-2"]["KILOWATCH_REALTIME_PORT"] == str(settings.realtime_more_port)


def test_only_support_gets_the_ai_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk-secret")
    monkeypatch.setenv("KILOWATCH_SUPPORT_AI_MODEL", "llama")
    addresses = Addresses("postgresql://admin:pw@127.0.0.1:1/postgres", "amqp://a/", "s", "m")
    settings = LocalSettings()
    environments = Environments(settings, Secrets(), addresses)

    told = {
        each.name: dict(environments.command(each.service, instance=each).environment)
        for each in instances(settings)
    }

    of_support = told.pop("support")
    assert of_support["GROQ_API_KEY"] == "gsk-secret"
    assert of_support["KILOWATCH_SUPPORT_AI_MODEL"] == "llama"
    assert str(settings.monitoring_port) in of_support["KILOWATCH_SUPPORT_MONITORING_URLS"]
    simulator = environments.simulator(Path("plan"), Instance("simulator", "simulator", 1))
    for environment in (*told.values(), simulator.environment):
        assert "gsk-secret" not in environment.values()
        assert "KILOWATCH_SUPPORT_AI_MODEL" not in environment
