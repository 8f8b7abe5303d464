"""Write the schemas, or check that they are as committed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import msgspec

from kilowatch.contracts import socket
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.events import decode
from kilowatch.kit.descriptions import describe_schemas
from kilowatch.schemas.asyncapi import asyncapi
from kilowatch.schemas.errors_page import errors_page
from kilowatch.schemas.samples import SAMPLES, missing_samples
from kilowatch.schemas.writing import FOLDER, pretty

SERVICES: Final = (
    "auth",
    "users",
    "devices",
    "balancing",
    "monitoring",
    "realtime",
    "support",
    "simulator",
)
ERRORS_PAGE: Final = Path("docs/errors.md")


def documents() -> dict[Path, bytes]:
    """Return every generated document by its path."""
    openapi = {each: _openapi(each) for each in SERVICES}
    files = {FOLDER / "openapi" / f"{name}.json": content for name, content in openapi.items()}
    files[ERRORS_PAGE] = errors_page(
        {name: msgspec.json.decode(content) for name, content in openapi.items()}
    )
    for key, event_type in declared_events().items():
        schema = msgspec.json.schema(event_type)
        describe_schemas(schema["$defs"])
        files[FOLDER / "events" / f"{key}.json"] = pretty(schema)
    files[FOLDER / "socket.json"] = pretty(_socket())
    files[FOLDER / "asyncapi.json"] = pretty(asyncapi())
    return files


def _socket() -> dict[str, Any]:
    messages = [socket.ClientMessage, socket.ServerMessage]
    schemas, components = msgspec.json.schema_components(messages, ref_template="#/$defs/{name}")
    describe_schemas(components)
    names = ("client_message", "server_message")
    return {**dict(zip(names, schemas, strict=True)), "$defs": components}


def _openapi(service: str) -> bytes:
    """Return a service's own document; no other part of the platform is needed for it."""
    prefix = f"KILOWATCH_{service.upper()}_"
    environment = {
        **os.environ,
        "KILOWATCH_AMQP_URL": "amqp://none",
        "KILOWATCH_STREAM_URL": "rabbitmq-stream://none",
        "KILOWATCH_MANAGEMENT_URL": "http://none",
        "KILOWATCH_INTERNAL_TOKEN": "none",
        f"{prefix}DATABASE_URL": "postgres://none",
    }
    command = [sys.executable, "-m", f"kilowatch.{service}", "openapi"]
    printed = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
    return printed.stdout


def _write() -> None:
    for path, content in {**documents(), **missing_samples()}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _check() -> list[str]:
    found = [
        f"{path} is stale: run `make schemas`"
        for path, content in documents().items()
        if not path.exists() or path.read_bytes() != content
    ]
    found += [f"{path} is missing: run `make schemas`" for path in missing_samples()]
    for path in sorted(SAMPLES.glob("*.json")):
        try:
            decode(path.stem, path.read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever it is, yesterday's event is unreadable
            found.append(f"{path} can no longer be read: {error}")
    return found


def main() -> None:
    """Run the command of the command line."""
    if sys.argv[1:] == ["write"]:
        _write()
        return
    found = _check()
    sys.stderr.writelines(f"{each}\n" for each in found)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
