"""`deploy/stack.yml` and `stack-tls.yml`: the services of Compose in the form of a Swarm stack."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from deploy import tls
from deploy.parts import SERVICES, Block

ROOT = Path(__file__).resolve().parents[1]

NOT_IN_A_STACK = (
    "build",
    "depends_on",
    "restart",
    "scale",
    "mem_limit",
    "pids_limit",
    "security_opt",
    "shm_size",
    "ports",
    "profiles",
)

STORES_DATA = "node.labels.kilowatch.data == true"
"""Volumes are local: what has one stays on the machine with this label."""

HAS_THE_ADDRESS = "node.labels.kilowatch.gateway == true"

STARTS_FIRST = {each.name for each in SERVICES if each.starts_first} | {"web"}
KEEPS_DATA = {each.database for each in SERVICES if each.has_database} | {"rabbitmq"}

REPLACED_ONE_BY_ONE: Block = {
    "parallelism": 1,
    "delay": "2s",
    "monitor": "15s",
    "failure_action": "rollback",
}


def text_on_disk(path: Path) -> str:
    """Return the content of one of our files; its path starts at the repository's folder."""
    return (ROOT / path).read_text(encoding="utf-8")


def of(file: Block, text_of: Callable[[Path], str] = text_on_disk) -> Block:
    """The stack that runs the parts of a Compose file. ``text_of`` reads the files it mounts."""
    configs: dict[str, Block] = {}
    services = {
        name: _part(name, block, configs)
        for name, block in file["services"].items()
        if "profiles" not in block and not name.endswith("-migrate")
    }
    for config in configs.values():
        config["name"] = unique_name(config["name"], text_of(Path("deploy", config["file"])))
    given = [each for block in services.values() for each in block.get("secrets", ())]
    named = {each if isinstance(each, str) else each["source"] for each in given}
    volumes = {key: {} for key in file["volumes"] if key != "kilowatch-data"}
    return {
        "version": "3.8",
        "services": services,
        "networks": {name: _network(name, each) for name, each in file["networks"].items()},
        "volumes": volumes,
        "secrets": {name: {"file": f"./secrets/{name}"} for name in sorted(named)},
        "configs": configs,
    }


def with_tls(stack: Block, text_of: Callable[[Path], str] = text_on_disk) -> Block:
    """The same stack with a certificate of one's own, for browsers and for meters."""
    names = ("tls.yml", "own-certificate.yml")
    texts = {name: text_of(Path("deploy/traefik", name)) for name in names}
    unique = {name: unique_name(f"kilowatch-{name}", text) for name, text in texts.items()}
    return tls.on_swarm(stack, unique)


def unique_name(name: str, text: str) -> str:
    """Name of a config. One never changes: another content is another config."""
    return f"{name}-{sha256(text.encode()).hexdigest()[:12]}"


def _part(name: str, block: Block, configs: dict[str, Block]) -> Block:
    part = {key: value for key, value in block.items() if key not in NOT_IN_A_STACK}
    if "build" in block and name != "web":
        # A stack knows no order of starting: each looks after its database itself, in turns.
        part["command"] = ["migrate-and-serve"]
    volumes, mounted = _sort_volumes(block.get("volumes", []), configs)
    part.pop("volumes", None)
    if volumes:
        part["volumes"] = volumes
    if mounted:
        part["configs"] = mounted
    if name == "gateway":
        part["ports"] = [_port("${KILOWATCH_HTTP_PORT:-80}", 8000)]
    if name == "rabbitmq":
        part["ports"] = [
            _port("${KILOWATCH_AMQP_PORT:-5672}", 5672),
            _port("${KILOWATCH_MQTT_PORT:-1883}", 1883),
        ]
    return part | {"deploy": _deployed(name, block)}


def _deployed(name: str, block: Block) -> Block:
    service = name.removesuffix("-standby")
    order = "start-first" if service in STARTS_FIRST else "stop-first"
    change = REPLACED_ONE_BY_ONE | {"order": order}
    deployed: Block = {
        # A name stands for all addresses of its containers, of which each connection gets one.
        "endpoint_mode": "dnsrr",
        "replicas": _number(block.get("scale", "1")),
        "update_config": change,
        "rollback_config": dict(change, failure_action="pause"),
        "restart_policy": {"condition": "any", "delay": "2s"},
        "resources": {"limits": {"memory": block["mem_limit"].upper()}},
    }
    if name in KEEPS_DATA:
        deployed["placement"] = {"constraints": [STORES_DATA]}
    elif name == "gateway":
        deployed["placement"] = {"constraints": [HAS_THE_ADDRESS]}
    else:
        deployed["placement"] = {"preferences": [{"spread": "node.id"}]}
    return deployed


def _sort_volumes(
    given: list[str], configs: dict[str, Block]
) -> tuple[list[str], list[dict[str, Any]]]:
    """Volumes stay; files of ours become configs, which the Swarm carries to each machine."""
    volumes: list[str] = []
    mounted: list[dict[str, Any]] = []
    for each in given:
        source, target = each.split(":")[:2]
        if not source.startswith("./"):
            volumes.append(each)
            continue
        name = source.rsplit("/", 1)[1]
        configs[name] = {"name": f"kilowatch-{name}", "file": source.replace("./deploy/", "./")}
        mounted.append({"source": name, "target": target, "mode": 0o555})
    return volumes, mounted


def _network(name: str, network: Block) -> Block:
    # The operator's container joins this one from outside the stack.
    attachable = {"attachable": True} if name == "services" else {}
    return {"driver": "overlay", **network, **attachable}


def _port(published: str, target: int) -> Block:
    """On the machine itself: so the gateway sees who is calling."""
    return {"target": target, "published": published, "protocol": "tcp", "mode": "host"}


def _number(scale: str) -> str | int:
    return scale if scale.startswith("$") else int(scale)
