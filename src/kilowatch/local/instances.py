"""The processes of each service, with their names and ports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kilowatch.local.settings import LocalSettings

START_ORDER = ("auth", "users", "devices", "balancing", "monitoring", "realtime", "support", "web")
STANDBY = "balancing-standby"
SIMULATOR = "simulator"
REPLICATED = "monitoring"


@dataclass(frozen=True)
class Instance:
    """One process of a service; ``own`` is its environment beyond that of its siblings."""

    service: str
    name: str
    port: int
    own: Mapping[str, str] = field(default_factory=dict[str, str])


def instances(settings: LocalSettings) -> list[Instance]:
    """Return every service process, in the order of starting."""
    return [each for service in START_ORDER for each in instances_of(service, settings)]


def instances_of(service: str, settings: LocalSettings) -> list[Instance]:
    """Return the processes of one service; the first of several has the service's name."""
    if service == REPLICATED:
        return [replica(settings, n) for n in range(1, settings.replicas + 1)]
    first = Instance(service, service, int(getattr(settings, f"{service}_port")))
    if service == "balancing" and settings.standby:
        own = {"KILOWATCH_BALANCING_NAME": STANDBY, "KILOWATCH_BALANCING_STANDS_BY": "true"}
        return [first, Instance(service, STANDBY, settings.balancing_standby_port, own)]
    if service == "realtime":
        further = range(2, settings.realtimes + 1)
        port = settings.realtime_more_port
        return [first, *(Instance(service, f"realtime-{n}", port + n - 2) for n in further)]
    return [first]


def replica(settings: LocalSettings, number: int) -> Instance:
    """Return a monitoring replica; it claims the name of its process."""
    name = f"{REPLICATED}-{number}"
    own = {"KILOWATCH_MONITORING_REPLICA": name}
    return Instance(REPLICATED, name, settings.monitoring_port + number - 1, own)
