"""Assigns ports to processes, and checks that they are free."""

import socket

from kilowatch.local.errors import LocalError
from kilowatch.local.instances import SIMULATOR, STANDBY, instances_of
from kilowatch.local.settings import LocalSettings, variable

_WHO = {
    "http_port": "the gateway",
    "dashboard_port": "the gateway's dashboard",
    "auth_port": "auth",
    "users_port": "users",
    "devices_port": "devices",
    "balancing_port": "balancing",
    "realtime_port": "realtime",
    "web_port": "web",
    "support_port": "support",
    "balancing_standby_port": STANDBY,
    "simulator_port": SIMULATOR,
}

_RABBITMQ = {
    "amqp_port": "RabbitMQ (AMQP)",
    "stream_port": "RabbitMQ (streams)",
    "mqtt_port": "RabbitMQ (MQTT)",
    "management_port": "RabbitMQ (management)",
    "prometheus_port": "RabbitMQ (metrics)",
    "dist_port": "RabbitMQ (Erlang distribution)",
    "epmd_port": "RabbitMQ (Erlang port mapper)",
}

_RABBITMQ_TLS = {
    "amqps_port": "RabbitMQ (AMQP over TLS)",
    "mqtts_port": "RabbitMQ (MQTT over TLS)",
}


def check_ports(settings: LocalSettings) -> None:
    """Raise `LocalError` naming every port that is in use, or given to two processes."""
    plan = _plan(settings)
    problems: list[str] = []
    seen: dict[int, str] = {}
    for port, who, setting in plan:
        if port in seen:
            problems.append(f"Port {port} is meant for both {seen[port]} and {who}: {setting}.")
        elif not is_free(_host(settings, setting), port):
            problems.append(f"Port {port} for {who} is taken; {setting} sets another.")
        seen[port] = who
    if problems:
        problems.append("KILOWATCH_PORT_OFFSET moves all ports at once.")
        raise LocalError("\n".join(problems))


def _host(settings: LocalSettings, setting: str) -> str:
    """Return the address on which the port of ``setting`` listens; empty for loopback."""
    if setting == "KILOWATCH_HTTP_PORT":
        return settings.http_host
    return settings.meters_tls_host if setting in {variable(each) for each in _RABBITMQ_TLS} else ""


def _plan(settings: LocalSettings) -> list[tuple[int, str, str]]:
    who = dict(_WHO)
    if settings.postgres_url is None:
        who["postgres_port"] = "PostgreSQL"
    if settings.amqp_url is None:
        who |= _RABBITMQ
    if settings.meter_tls is not None:
        who |= _RABBITMQ_TLS
    plan = [(int(getattr(settings, name)), part, variable(name)) for name, part in who.items()]
    if not settings.standby:
        plan = [each for each in plan if each[1] != STANDBY]
    if not settings.demo:
        plan = [each for each in plan if each[1] != SIMULATOR]
    further = [("monitoring_port", each) for each in instances_of("monitoring", settings)]
    more = instances_of("realtime", settings)[1:]
    further += [("realtime_more_port", each) for each in more]
    return plan + [(each.port, each.name, variable(setting)) for setting, each in further]


def is_free(host: str, port: int) -> bool:
    """Return true if the port is free. A port shortly after use (TIME_WAIT) counts as free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host or "127.0.0.1", port))
        except OSError:
            return False
    return True
