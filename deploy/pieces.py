"""The common parts of the descriptions of containers."""

from deploy.parts import Block, Service

KEPT_SHORT: Block = {
    "driver": "json-file",
    "options": {
        "max-size": "${KILOWATCH_LOG_MAX_SIZE:-20m}",
        "max-file": "${KILOWATCH_LOG_FILES:-3}",
    },
}


def secret_names(*names: str) -> list[str]:
    """Secrets by name, each once."""
    return list(dict.fromkeys(names))


def data_of(service: Service) -> list[str]:
    """The network of its database."""
    return [f"{service.name}-data"] if service.has_database else []


def limits(memory_mib: int) -> Block:
    """Limits of a container."""
    return {"mem_limit": f"{memory_mib}m"}


def always() -> Block:
    """Runs until it is stopped."""
    return {"restart": "unless-stopped", "logging": KEPT_SHORT}


def often(interval: str = "5s", start_period: str = "120s") -> Block:
    """The interval and the patience of health checks."""
    return {"interval": interval, "timeout": "10s", "retries": 6, "start_period": start_period}
