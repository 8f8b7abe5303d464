"""Writes the files that run Kilowatch in containers: ``python -m deploy.generate``.

``write`` writes the files, ``check`` says which differ from what would be written.
"""

import json
import sys
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from deploy import compose, settings_page, stack, tls
from deploy.parts import PORT, SERVICES, WITH_DATABASE, Block, gateway_services
from kilowatch.local import rabbitmq
from kilowatch.local.traefik import routes_to

A_YEAR_S = 31_536_000
ROOT = Path(__file__).resolve().parents[1]

MADE = "# Made by `make schemas` of deploy/parts.py and what stands beside it: edit there.\n"

COMPOSE_HEAD = f"""{MADE}#
# The whole platform by Docker Compose:
#
#   deploy/make-secrets
#   docker compose up -d --build
#   docker compose run --rm kilowatch admin create
#
# then http://localhost. Settings: .env.example. More: docs/containers.md.

"""

HOSTED_HEAD = f"""{MADE}#
# As docker-compose.yml, with a broker that runs elsewhere: set KILOWATCH_AMQP_URL and
# COMPOSE_FILE=docker-compose.hosted-broker.yml in .env, then go on as with the other.

"""

STACK_HEAD = f"""{MADE}#
# The same platform on a Swarm: docs/containers.md says how it is deployed and upgraded.

"""

STACK_TLS_HEAD = f"""{MADE}#
# As stack.yml, with TLS by a certificate of your own, for browsers and for meters. The broker's
# ports without TLS are not published. From the environment: KILOWATCH_TLS_CERTIFICATE,
# KILOWATCH_TLS_KEY, and KILOWATCH_CERTIFICATE_NUMBER, to be raised when the certificate is renewed.

"""

OWN_HEAD = f"""{MADE}#
# TLS with a certificate of your own, on top of docker-compose.yml, for browsers and for meters
# (AMQPS on 5671, MQTTS on 8883). In .env:
#
#   COMPOSE_FILE=docker-compose.yml:deploy/tls-own.yml
#   KILOWATCH_DOMAIN=kilowatch.example.org
#   KILOWATCH_TLS_CERTIFICATE=/etc/ssl/kilowatch/fullchain.pem
#   KILOWATCH_TLS_KEY=/etc/ssl/kilowatch/key.pem
#
# A renewed certificate is taken up by `docker compose restart gateway`.

"""

ACME_HEAD = f"""{MADE}#
# TLS with a certificate that Traefik gets and renews by itself (Let's Encrypt, or another ACME
# server), on top of docker-compose.yml, for browsers and for meters (AMQPS on 5671, MQTTS on 8883).
# Ports 80 and 443 must be reached from the Internet under the name. In .env:
#
#   COMPOSE_FILE=docker-compose.yml:deploy/tls-acme.yml
#   KILOWATCH_DOMAIN=kilowatch.example.org
#   KILOWATCH_ACME_EMAIL=you@example.org

"""

COMMENTS = {each.name: each.what for each in SERVICES} | {
    "rabbitmq": "The broker. It asks `auth` about users it does not know: devices.",
    "web": "The front end and the page of all APIs.",
    "gateway": "The only thing that browsers reach.",
    "kilowatch": "The command line: docker compose run --rm kilowatch …",
    "simulator": "Live meters: docker compose --profile simulator up -d simulator",
    "demo": "The meters of a demo, once admin create --demo has made it: --profile demo up -d demo",
}


def documents() -> dict[Path, str]:
    """Every file by its path."""
    own, hosted = compose.file(), compose.file(own_broker=False)
    routes = json.dumps(_routes(), indent=2)
    files = {
        Path("docker-compose.yml"): COMPOSE_HEAD + _text(own),
        Path("docker-compose.hosted-broker.yml"): HOSTED_HEAD + _text(hosted),
        # JSON is YAML.
        Path("deploy/traefik/routes.yml"): MADE + routes + "\n",
        Path("deploy/traefik/tls.yml"): MADE + json.dumps(tls.dynamic(), indent=2) + "\n",
        Path("deploy/traefik/own-certificate.yml"): MADE
        + json.dumps(tls.OWN_CERTIFICATE, indent=2)
        + "\n",
        Path("deploy/tls-own.yml"): OWN_HEAD + _yaml(tls.own()),
        Path("deploy/tls-acme.yml"): ACME_HEAD + _yaml(tls.acme()),
        Path("deploy/rabbitmq/kilowatch.conf"): MADE + _rabbitmq_conf(),
        Path("deploy/rabbitmq/advanced.config"): rabbitmq.QUICK_TICKS,
        Path("deploy/rabbitmq/enabled_plugins"): rabbitmq.ENABLED_PLUGINS,
        Path("docs/settings.md"): settings_page.page(),
        Path("deploy/databases"): "".join(f"{name}\n" for name in WITH_DATABASE),
    }

    def text_of(path: Path) -> str:
        return files[path] if path in files else stack.text_on_disk(path)

    deployed = stack.of(own, text_of)
    return files | {
        Path("deploy/stack.yml"): STACK_HEAD + _text(deployed),
        Path("deploy/stack-tls.yml"): STACK_TLS_HEAD + _text(stack.with_tls(deployed, text_of)),
    }


def _routes() -> Block:
    """The rules that hold everywhere, and one that deploy/tls-*.yml name."""
    routes = routes_to(gateway_services())
    https_only = {"headers": {"stsSeconds": A_YEAR_S}}
    middlewares = routes["http"]["middlewares"] | {"https-only": https_only}
    return {"http": routes["http"] | {"middlewares": middlewares}}


def _rabbitmq_conf() -> str:
    lines = (
        "listeners.tcp.default = 5672",
        "stream.listeners.tcp.1 = 5552",
        "stream.advertised_host = rabbitmq",
        "stream.advertised_port = 5552",
        "mqtt.listeners.tcp.default = 1883",
        "management.tcp.port = 15672",
        *rabbitmq.CHARACTER,
        f"disk_free_limit.absolute = {rabbitmq.DISK_HOLD_BYTES}",
    )
    return f"# Logins and tokens are in a file of their own. `auth` listens on {PORT}.\n" + "".join(
        f"{line}\n" for line in lines
    )


def _text(file: Block) -> str:
    """YAML with a line of explanation above each part."""
    rest = dict(file)
    parts = rest.pop("services")
    head = {key: rest.pop(key) for key in ("version",) if key in rest}
    pieces = [_yaml(head)] if head else []
    pieces.append("services:\n" + "\n".join(_part(*each) for each in parts.items()))
    return "\n".join([*pieces, *(_yaml({key: value}) for key, value in rest.items())])


def _part(name: str, block: Block) -> str:
    comment = f"# {COMMENTS[name]}\n" if name in COMMENTS else ""
    return indent(comment + _yaml({name: block}), "  ")


class _Plain(yaml.SafeDumper):
    """Writes everything out, without anchors, and what is short on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_short(self, data: list[Any]) -> yaml.SequenceNode:
        """A list of plain values on one line."""
        short = not any(isinstance(each, dict) for each in data)
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


_Plain.add_representer(list, _Plain.represent_short)


def _yaml(value: Block) -> str:
    return yaml.dump(value, Dumper=_Plain, sort_keys=False, width=100, allow_unicode=True)


def write() -> None:
    """Write every file."""
    for path, text in documents().items():
        (ROOT / path).write_text(text, encoding="utf-8")


def differing() -> list[Path]:
    """Files that are not as they would be written."""
    return [
        path
        for path, text in documents().items()
        if not (ROOT / path).exists() or (ROOT / path).read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Do what the command line asks for."""
    match sys.argv[1:]:
        case ["write"]:
            write()
            return 0
        case ["check"]:
            wrong = differing()
            for path in wrong:
                sys.stderr.write(f"{path} differs from deploy/*.py: run `make schemas`.\n")
            return 1 if wrong else 0
        case _:
            sys.stderr.write("python -m deploy.generate write|check\n")
            return 2


if __name__ == "__main__":
    sys.exit(main())
