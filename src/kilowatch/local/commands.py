"""``kilowatch up``, ``fetch``, ``down``, ``status``, ``logs``, ``stop``, ``start``, ``admin``."""

import asyncio
import contextlib
import os
import secrets
import subprocess
import sys
import time
from collections import deque
from http import HTTPStatus
from typing import Annotated, Any

import httpx
import msgspec
from cyclopts import App, Parameter
from pydantic import ValidationError

from kilowatch.local import console
from kilowatch.local.control import NotRunning, Request, Status, ask
from kilowatch.local.demo_filling import fill_with_demo
from kilowatch.local.disk import check_room
from kilowatch.local.edit_watch import check_watchable
from kilowatch.local.environment import service_urls
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home
from kilowatch.local.log_following import followed, open_log
from kilowatch.local.ports import check_ports
from kilowatch.local.processes import end_leftovers
from kilowatch.local.rabbitmq_parts import find_programs
from kilowatch.local.settings import LocalSettings
from kilowatch.local.supervisor import Supervisor

app = App(name="kilowatch", help="A distributed energy management platform.")
admin = App(name="admin", help="Manage administrators.")
app.command(admin)

DOWN_WITHIN_S = 150.0
DEGRADED_FOR_S = 60.0
SETTLED_WITHIN_S = 60.0
LINES_OF_LOG = 200
STEP_S = 0.2


def load_settings(**chosen: object) -> LocalSettings:
    """Return the settings of the environment and `.env`, overridden by ``chosen`` options."""
    try:
        return LocalSettings(**{n: v for n, v in chosen.items() if v is not None})  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        wrong = "\n".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise LocalError(f"The settings do not fit:\n{wrong}") from None


@app.command
def up(
    *,
    detach: bool = False,
    replicas: int | None = None,
    demo: bool | None = None,
    watch: Annotated[bool, Parameter(negative="")] = False,
    background: Annotated[bool, Parameter(show=False, negative="")] = False,
) -> int:
    """Start the platform and keep it running until Ctrl-C.

    Parameters
    ----------
    detach
        Leave it running in the background; returns once it is healthy.
    replicas
        Number of monitoring replicas (KILOWATCH_REPLICAS, else as many as
        `kilowatch scale` left, else 3).
    demo
        Fill an empty platform with users, devices, a year of history and live meters.
    watch
        Restart the processes of a service when its sources are edited, for development.
    background
        Suppress messages that are shown once: the caller requests them.

    """
    settings = load_settings(replicas=replicas, demo=demo)
    home = Home(settings.home)
    home.create()
    check_room(home.path)
    if settings.meter_tls is not None:
        settings.meter_tls.check()
    if "replicas" not in settings.model_fields_set:
        settings.replicas = home.load_replicas() or settings.replicas
    if watch:
        check_watchable()
    if detach:
        return _up_detached(settings, home, watch=watch)
    with home.locked():
        ended = end_leftovers(home.run)
        if ended:
            console.say(f"Ended what an earlier run left behind: {', '.join(ended)}.")
        check_ports(settings)
        report = console.Report(settings, has_a_reader=not background)
        with contextlib.closing(report):
            came_up = asyncio.run(Supervisor(settings, home, report, watch=watch).run())
    return 0 if came_up else 1


def _up_detached(settings: LocalSettings, home: Home, *, watch: bool) -> int:
    if home.is_locked():
        raise LocalError("Kilowatch is running already. `kilowatch status` shows it.")
    log = home.logs / "supervisor.log"
    command = [sys.executable, "-m", "kilowatch", "up", "--background"]
    command += [f"--replicas={settings.replicas}", "--demo" if settings.demo else "--no-demo"]
    command += ["--watch"] if watch else []
    begin = log.stat().st_size if log.exists() else 0
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    degraded_since = healthy_since = None
    with console.out.status("Starting …"):
        while True:
            time.sleep(STEP_S)
            if process.poll() is not None:
                said = log.read_bytes()[begin:].decode(errors="replace")
                raise LocalError(f"Kilowatch did not start:\n{said.strip()}")
            status = status_of(home, settings)
            if status.state == "degraded":
                degraded_since = degraded_since or time.monotonic()
                if time.monotonic() - degraded_since > DEGRADED_FOR_S:
                    break
            if status.state == "healthy":
                healthy_since = healthy_since or time.monotonic()
                if status.settled or time.monotonic() - healthy_since > SETTLED_WITHIN_S:
                    break
    console.show_status(status)
    console.show_places(settings)
    _show_announcements(home)
    return 0 if status.state == "healthy" else 1


@app.command
def fetch() -> int:
    """Download missing binaries in advance, so that a start doesn't wait for them."""
    settings = load_settings()
    if settings.amqp_url is None:
        find_programs(settings.parts, console.say)
    return 0


@app.command
def down() -> int:
    """Stop the platform, and whatever a crashed one left running."""
    settings = load_settings()
    home = Home(settings.home)
    deadline = time.monotonic() + DOWN_WITHIN_S
    with contextlib.suppress(NotRunning):
        ask(home.socket_path(), Request("down"))
    with console.out.status("Stopping …"):
        while home.is_locked():
            if time.monotonic() > deadline:
                raise LocalError(f"Still not down after {DOWN_WITHIN_S:.0f} s.")
            time.sleep(STEP_S)
        ended = end_leftovers(home.run)
    if ended:
        console.say(f"Ended what an earlier run left behind: {', '.join(ended)}.")
    console.say("Kilowatch is down.")
    return 0


@app.command
def status(*, json: bool = False) -> int:
    """Show every process and its state. Exits with 0 only when all are healthy."""
    settings = load_settings()
    home = Home(settings.home)
    current = status_of(home, settings)
    if json:
        sys.stdout.write(msgspec.json.encode(current).decode() + "\n")
    else:
        console.show_status(current)
        if current.state != "stopped":
            _show_announcements(home)
    return 0 if current.state == "healthy" else 1


def status_of(home: Home, settings: LocalSettings) -> Status:
    """Return the supervisor's report on the platform, or that there is none."""
    try:
        answer = ask(home.socket_path(), Request("status"))
    except NotRunning:
        return Status("starting" if home.is_locked() else "stopped", settings.http_url)
    return answer.status or Status("starting", settings.http_url)


def _show_announcements(home: Home) -> None:
    for line in ask(home.socket_path(), Request("announcements")).announcements:
        console.say(line)


@app.command
def logs(part: str, /, *, follow: Annotated[bool, Parameter(alias="-f")] = False) -> int:
    """Show the end of a process's log.

    Parameters
    ----------
    part
        Name of a process as `kilowatch status` shows it.
    follow
        Keep showing new lines until Ctrl-C.

    """
    home = Home(load_settings().home)
    path = home.logs / f"{part}.log"
    known = sorted(each.stem for each in home.logs.glob("*.log"))
    if part not in known:
        raise LocalError(f"There is no log of {part!r}. There is: {', '.join(known) or 'none'}.")
    file = open_log(path)
    sys.stdout.writelines(deque(file, LINES_OF_LOG))
    for text in followed(file, path) if follow else ():
        sys.stdout.write(text)
        sys.stdout.flush()
    return 0


@admin.command
def reset(username: str = "admin") -> int:
    """Show a one-time link to set a new password; it also lifts a lock."""
    settings = load_settings()
    answer = call_inside(settings, "auth", "/internal/resets", {"username": username})
    if answer.status_code != HTTPStatus.CREATED:
        raise LocalError(f"Refused: {answer.json().get('detail', answer.status_code)}")
    link = answer.json()
    console.say(f"A new password for {link['username']} can be set once, until the link expires:")
    console.say(f"  {settings.http_url}{link['path']}")
    console.say(f"  expires {link['expires_at']}")
    return 0


def call_inside(
    settings: LocalSettings, service: str, path: str, body: dict[str, Any]
) -> httpx.Response:
    """Call an operator's endpoint of a service. Raises `LocalError`."""
    token = os.environ.get("KILOWATCH_INTERNAL_TOKEN") or Home(settings.home).internal_token()
    if token is None:
        raise LocalError("There is no platform here yet. `kilowatch up` makes one.")
    named = os.environ.get(f"KILOWATCH_{service.upper()}_URL")
    url = named or service_urls(settings)[service][0]
    try:
        return httpx.post(
            f"{url}{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=15,
            trust_env=False,
        )
    except httpx.HTTPError as error:
        raise LocalError(f"The service {service} cannot be reached at {url}.") from error


@admin.command
def create(
    *,
    username: str = "admin",
    name: str = "Administrator",
    demo: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Add an administrator with a generated password, shown only once.

    Parameters
    ----------
    username
        Username.
    name
        Full name.
    demo
        Also fill the platform, which must be empty, with the demo's users and devices.

    """
    settings = load_settings()
    password = secrets.token_urlsafe(12)
    body = {"name": name, "username": username, "password": password}
    answer = call_inside(settings, "users", "/internal/administrators", body)
    if answer.status_code != HTTPStatus.CREATED:
        raise LocalError(f"Refused: {answer.json().get('detail', answer.status_code)}")
    for line in console.login_lines("The administrator's login", username, password):
        console.say(line)
    if demo:
        for line in fill_with_demo(settings, username, password):
            console.say(line)
    return 0
