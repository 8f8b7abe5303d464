"""`docker-compose.yml`: the parts of `deploy.parts`, each with what it may reach and no more."""

import json
from collections.abc import Iterable

from deploy.parts import (
    BASES,
    IMAGES,
    PORT,
    SERVICES,
    WITH_DATABASE,
    Block,
    Service,
    image_of,
    watched_services,
)
from deploy.pieces import KEPT_SHORT, always, data_of, limits, often, secret_names
from deploy.servers import database, rabbitmq
from kilowatch.local.gateway_routes import EVERYWHERE, SLOWEST_REQUEST

WEB_MEMORY = 192

HARDENED: Block = {
    "read_only": True,
    "tmpfs": ["/tmp"],  # noqa: S108 - the container's own
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "pids_limit": 200,
}

SHARED_SETTINGS = {
    "KILOWATCH_JWKS_URL": f"http://auth:{PORT}/api/auth/jwks",
    "KILOWATCH_AUTH_URL": f"http://auth:{PORT}",
    "KILOWATCH_USERS_URL": f"http://users:{PORT}",
    "KILOWATCH_LOG_FORMAT": "${KILOWATCH_LOG_FORMAT:-text}",
    "KILOWATCH_LOG_LEVEL": "${KILOWATCH_LOG_LEVEL:-info}",
    "KILOWATCH_LOG_LINES_PER_MINUTE": "${KILOWATCH_LOG_LINES_PER_MINUTE:-60}",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "${OTEL_EXPORTER_OTLP_ENDPOINT:-}",
}

GATEWAY_SETTINGS = {
    "TRAEFIK_GLOBAL_CHECKNEWVERSION": "false",
    "TRAEFIK_GLOBAL_SENDANONYMOUSUSAGE": "false",
    "TRAEFIK_LOG_LEVEL": "WARN",
    "TRAEFIK_ENTRYPOINTS_WEB_ADDRESS": f":{PORT}",
    "TRAEFIK_ENTRYPOINTS_WEB_HTTP_MIDDLEWARES": ",".join(EVERYWHERE),
    # A browser's socket stays open for ever: it is not waited for.
    "TRAEFIK_ENTRYPOINTS_WEB_TRANSPORT_LIFECYCLE_GRACETIMEOUT": "2s",
    "TRAEFIK_ENTRYPOINTS_WEB_TRANSPORT_RESPONDINGTIMEOUTS_READTIMEOUT": SLOWEST_REQUEST,
    "TRAEFIK_ENTRYPOINTS_TRAEFIK_ADDRESS": ":8080",
    "TRAEFIK_API_DASHBOARD": "true",
    "TRAEFIK_API_INSECURE": "true",
    "TRAEFIK_PING": "true",
    "TRAEFIK_METRICS_PROMETHEUS": "true",
    "TRAEFIK_PROVIDERS_FILE_DIRECTORY": "/etc/traefik/dynamic",
}

READ_OVER = "KILOWATCH_BALANCING_READ_OVER"
OPERATOR_SECRETS = ("internal_token", "meter_provisioning_token")


def file(*, own_broker: bool = True) -> Block:
    """The whole file; without ``own_broker`` the broker is hosted elsewhere."""
    services = _parts(own_broker=own_broker)
    return {
        "services": services,
        "networks": _networks(own_broker=own_broker),
        "volumes": _volumes(own_broker=own_broker),
        "secrets": _secrets(services.values()),
    }


def _parts(*, own_broker: bool) -> dict[str, Block]:
    """Every part by its name, in the order of starting."""
    found = {each.database: database(each) for each in SERVICES if each.has_database}
    if own_broker:
        found["rabbitmq"] = rabbitmq()
    for each in SERVICES:
        if each.has_database:
            found[f"{each.name}-migrate"] = _migration(each, own_broker=own_broker)
        for name in each.instances:
            found[name] = _service(each, name, own_broker=own_broker)
    found["web"] = _web()
    found["gateway"] = _gateway()
    found["kilowatch"] = _operator(own_broker=own_broker)
    found["simulator"] = _simulator(own_broker=own_broker)
    found["demo"] = _demo(own_broker=own_broker)
    return found


def _networks(*, own_broker: bool) -> dict[str, Block]:
    """The networks, which decide who can reach whom. Only `outside` leads out of this machine."""
    inward: Block = {"internal": True}
    names = ["services", *(f"{name}-data" for name in WITH_DATABASE)]
    if own_broker:
        names.append("broker")
    return {"outside": {}} | {name: dict(inward) for name in names}


def _volumes(*, own_broker: bool) -> dict[str, Block]:
    """The volumes, which outlive containers."""
    names = [f"{name}-data" for name in WITH_DATABASE]
    if own_broker:
        names.append("rabbitmq-data")
    return {name: {} for name in [*names, "kilowatch-data"]}


def _secrets(blocks: Iterable[Block]) -> dict[str, Block]:
    """Return the files of the secrets that one of ``blocks`` is given."""
    given = [each for block in blocks for each in block.get("secrets", ())]
    names = sorted({each if isinstance(each, str) else each["source"] for each in given})
    return {name: {"file": f"./deploy/secrets/{name}"} for name in names}


def _service(service: Service, name: str, *, own_broker: bool) -> Block:
    own = [f"{service.name}_database_url"] if service.has_database else []
    after: Block = {"rabbitmq": {"condition": "service_healthy"}} if own_broker else {}
    if service.has_database:
        after[f"{service.name}-migrate"] = {"condition": "service_completed_successfully"}
    settings = SHARED_SETTINGS | _settings(service, own_broker=own_broker)
    if name != service.name:
        settings |= dict(service.standby or {})
    block = {
        **_ours(service.name, "service", {"SERVICE": service.name}),
        "environment": settings,
        "secrets": secret_names("internal_token", "amqp_url", *service.secrets, *own),
        "networks": _near(service, own_broker=own_broker),
        "depends_on": after,
        **limits(service.memory),
        **HARDENED,
        **always(),
    }
    return block | ({"scale": service.copies} if service.copies != "1" else {})


def _near(service: Service, *, own_broker: bool) -> list[str]:
    """The networks a service is part of. A hosted broker is outside."""
    near = ["services", "broker" if own_broker else "outside", *data_of(service)]
    return [*near, "outside"] if service.asks_outside and own_broker else near


def _settings(service: Service, *, own_broker: bool) -> dict[str, str]:
    """Return a service's own environment. Hosted brokers mostly offer no streams."""
    settings = dict(service.settings)
    if service.name == "balancing":
        settings["KILOWATCH_BALANCING_SERVICES"] = json.dumps(watched_services())
    if not own_broker and READ_OVER in settings:
        settings[READ_OVER] = f"${{{READ_OVER}:-amqp}}"
    return settings


def _migration(service: Service, *, own_broker: bool) -> Block:
    given = ("internal_token", "amqp_url", *service.secrets, f"{service.name}_database_url")
    return {
        "image": image_of(service.name),
        "command": ["migrate"],
        "environment": _settings(service, own_broker=own_broker),
        "secrets": secret_names(*given),
        "networks": data_of(service),
        "depends_on": {service.database: {"condition": "service_healthy"}},
        "healthcheck": {"disable": True},
        **limits(256),
        **HARDENED,
        "restart": "on-failure",
        "logging": KEPT_SHORT,
    }


def _web() -> Block:
    documented = {each.name: f"http://{each.name}:{PORT}" for each in SERVICES}
    return {
        **_ours("web", "web", {"SERVICE": "web"}),
        "environment": {
            "KILOWATCH_WEB_SERVICES": json.dumps(documented),
            "KILOWATCH_LOG_FORMAT": "${KILOWATCH_LOG_FORMAT:-text}",
            "KILOWATCH_LOG_LEVEL": "${KILOWATCH_LOG_LEVEL:-info}",
        },
        "networks": ["services"],
        **limits(WEB_MEMORY),
        **HARDENED,
        **always(),
    }


def _gateway() -> Block:
    behind = [name for each in SERVICES for name in each.instances] + ["web"]
    return {
        "image": IMAGES["gateway"],
        "user": "65532:65532",
        "environment": dict(GATEWAY_SETTINGS),
        "volumes": ["./deploy/traefik/routes.yml:/etc/traefik/dynamic/routes.yml:ro"],
        "ports": [
            f"${{KILOWATCH_HTTP_HOST:-0.0.0.0}}:${{KILOWATCH_HTTP_PORT:-80}}:{PORT}",
            # The dashboard shows all routes: this machine only.
            "127.0.0.1:${KILOWATCH_DASHBOARD_PORT:-8080}:8080",
        ],
        "networks": ["outside", "services"],
        "depends_on": {name: {"condition": "service_healthy"} for name in behind},
        "healthcheck": {"test": ["CMD", "traefik", "healthcheck"], **often("10s")},
        **limits(256),
        **HARDENED,
        **always(),
    }


def _operator(*, own_broker: bool) -> Block:
    """The command line, for `docker compose run --rm kilowatch …`."""
    broker: Block = {
        "KILOWATCH_METER_AMQP_URL": "amqp://rabbitmq:5672/",
        "KILOWATCH_METER_MQTT_URL": "mqtt://rabbitmq:1883",
    }
    urls = {f"KILOWATCH_{each.name.upper()}_URL": f"http://{each.name}:{PORT}" for each in SERVICES}
    return {
        **_ours("operator", "operator", {}),
        "entrypoint": ["/app/entrypoint", "kilowatch"],
        "command": ["--help"],
        "environment": {
            **urls,
            **(broker if own_broker else {}),
            "KILOWATCH_METER_HTTP_URL": f"http://gateway:{PORT}",
            "KILOWATCH_METER_PROVISIONING_URL": f"http://auth:{PORT}/internal/provisioning",
            "KILOWATCH_LOGIN_PASSWORD": "${KILOWATCH_LOGIN_PASSWORD:-}",
        },
        "secrets": secret_names(*OPERATOR_SECRETS),
        "volumes": ["kilowatch-data:/var/lib/kilowatch"],
        "networks": ["services", *(["broker"] if own_broker else [])],
        "profiles": ["operator"],
        **limits(512),
        **HARDENED,
    }


def _simulator(*, own_broker: bool) -> Block:
    """Live meters of devices that it registers itself."""
    devices, interval = "${KILOWATCH_SIMULATED:-20}", "${KILOWATCH_SIMULATED_INTERVAL:-10s}"
    played = ["--devices", devices, "--interval", interval, "--profile", "mixed"]
    login = ["--login", "${KILOWATCH_SIMULATOR_LOGIN:-admin}"]
    return _meters("simulator", [*played, *login], own_broker=own_broker)


def _demo(*, own_broker: bool) -> Block:
    """The meters of the demo that `kilowatch admin create --demo` has made."""
    demo = _meters("demo", ["--demo", "/var/lib/kilowatch/demo.json"], own_broker=own_broker)
    # The recording that it replays.
    return demo | {"volumes": [*demo["volumes"], "./data:/app/data:ro"]}


def _meters(profile: str, played: list[str], *, own_broker: bool) -> Block:
    """Meters know their own secrets, and none of the operator's."""
    meters = _operator(own_broker=own_broker)
    del meters["build"], meters["secrets"]
    way = "amqp" if own_broker else "http"
    return meters | {
        "command": ["simulate", *played, "--via", way],
        "profiles": [profile],
        **always(),
    }


def _ours(image: str, target: str, arguments: Block) -> Block:
    build = {
        "context": ".",
        "dockerfile": "deploy/Dockerfile",
        "target": target,
        "args": {**BASES, **arguments, "VERSION": "${KILOWATCH_VERSION:-0.1.0}"},
    }
    return {"image": image_of(image), "build": build}
