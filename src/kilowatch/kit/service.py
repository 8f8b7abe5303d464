"""Runs a service: ``python -m kilowatch.<service> [serve|migrate|openapi]``."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

import msgspec
import uvicorn
from fastapi import FastAPI

from kilowatch.kit import telemetry
from kilowatch.kit.logs import configure_logging
from kilowatch.kit.migrate import upgrade
from kilowatch.kit.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)

GRACE_S = 5
KEEP_ALIVE_S = 75
"""Longer than the gateway keeps an idle connection: it must not send a request into one that
is being closed."""

HEAD_MAX_BYTES = 128 * 1024
"""More than the gateway allows, so that the error comes from the service with its reason."""

WS_MAX_BYTES = 65_536


def run_service(
    service: str,
    settings_type: type[S],
    create_app: Callable[[S], FastAPI],
    migrations: ModuleType | None,
) -> None:
    """Run the command of the command line for ``service``."""
    command = sys.argv[1] if len(sys.argv) > 1 else "serve"
    settings = settings_type()  # pyright: ignore[reportCallIssue]: read from the environment
    configure_logging(service, settings)
    match command:
        case "serve":
            telemetry.start(service, settings.otlp_endpoint)
            _serve(create_app(settings), settings)
        case "migrate":
            if migrations is not None:
                upgrade(migrations, settings.database_url.get_secret_value())
        case "openapi":
            document = msgspec.json.encode(create_app(settings).openapi(), order="sorted")
            sys.stdout.buffer.write(msgspec.json.format(document) + b"\n")
        case _:
            raise SystemExit(f"unknown command {command!r}: serve, migrate or openapi")


def _serve(app: FastAPI, settings: ServiceSettings) -> None:
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        loop="uvloop",
        # Compression costs 250 KiB a connection and the messages are small.
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        # With the default a client can make the server hold 16 MiB per connection.
        ws_max_size=WS_MAX_BYTES,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        h11_max_incomplete_event_size=HEAD_MAX_BYTES,
        server_header=False,
    )
