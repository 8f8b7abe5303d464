"""A Docker engine: the running one, else a private one that leaves nothing behind."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "deploy-test"
PACKAGES = ("docker.io", "docker-compose", "debootstrap", "iptables", "iproute2")
FORWARDING = Path("/proc/sys/net/ipv4/ip_forward")
INSTALLED_WITHIN_S = 600
STARTS_WITHIN_S = 180
ENDS_WITHIN_S = 60


class CannotRun(Exception):
    """This machine can't run the platform in containers; says why."""


class Docker:
    """Runs commands against one engine."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        has_plugin = self.try_("docker", "compose", "version").returncode == 0
        self.compose = ("docker", "compose") if has_plugin else ("docker-compose",)

    def try_(self, *command: str, within_s: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever its result."""
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=within_s,
            check=False,
        )

    def run(self, *command: str, within_s: float = 600) -> str:
        """Run a command that must succeed; return what it printed."""
        done = self.try_(*command, within_s=within_s)
        if done.returncode != 0:
            tail = "\n".join((done.stdout + done.stderr).splitlines()[-40:])
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}:\n{tail}")
        return done.stdout

    def answers(self) -> bool:
        """Return true if the engine answers."""
        try:
            return self.try_("docker", "info", within_s=60).returncode == 0
        except subprocess.TimeoutExpired:
            return False


@contextmanager
def engine() -> Generator[Docker]:
    """Provide an engine while the body runs. Raises `CannotRun`."""
    _end_leftover()
    running = _running()
    if running is None:
        _install()
        # If there is an init system, the installed engine may be running by now.
        running = _running()
    if running is not None:
        yield running
        return
    with _network_as_it_was(), _started() as docker:
        yield docker


def _running() -> Docker | None:
    """Return the engine of this machine, if it responds."""
    if shutil.which("docker") is None:
        return None
    docker = Docker(os.environ)
    return docker if docker.answers() else None


def assert_ports_are_free(ports: Iterable[int]) -> None:
    """Check that the published ports are free. Raises `CannotRun`."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except OSError as error:
                raise CannotRun(f"Port {port} can't be had: {error.strerror}.") from error


def _install() -> None:
    if shutil.which("dockerd") and shutil.which("docker-compose") and shutil.which("debootstrap"):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CannotRun(
            "There is no Docker engine. Start one, or run this as root on a Debian, where "
            f"{', '.join(PACKAGES)} are installed by themselves."
        )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another apt may be at work: it is waited for. A mirror may falter.
    apt = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")
    for command in (("update",), ("install", "-y", "--no-install-recommends", *PACKAGES)):
        try:
            done = subprocess.run(
                (*apt, *command),
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=INSTALLED_WITHIN_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise CannotRun(f"apt-get did not install an engine: {error}") from error
        if done.returncode != 0:
            raise CannotRun(f"apt-get could not install an engine: {done.stderr.strip()}")


@contextmanager
def _started() -> Generator[Docker]:
    """Run a private engine, with all its data in our folder."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    home = FOLDER / "engine"
    home.mkdir(exist_ok=True)
    socket = home / "docker.sock"
    command = (
        "dockerd",
        f"--data-root={home / 'data'}",
        f"--exec-root={home / 'exec'}",
        f"--pidfile={home / 'pid'}",
        f"--host=unix://{socket}",
    )
    with (FOLDER / "engine.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        # Debian's client matches Debian's engine; another one may need plugins it lacks.
        path = f"/usr/bin:{os.environ['PATH']}"
        docker = Docker({**os.environ, "PATH": path, "DOCKER_HOST": f"unix://{socket}"})
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not docker.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                tail = (FOLDER / "engine.log").read_text(errors="replace")[-2000:]
                raise CannotRun(f"dockerd did not start:\n{tail}")
            time.sleep(0.2)
        yield docker
    finally:
        _end(process.pid)
        process.wait()
        _remove(home)


def _end_leftover() -> None:
    """End the engine of a killed run."""
    home = FOLDER / "engine"
    with contextlib.suppress(FileNotFoundError, ValueError):
        pid = int((home / "pid").read_text())
        if b"dockerd" in Path(f"/proc/{pid}/cmdline").read_bytes():
            _end(pid)
    _remove(home)


def _end(pid: int) -> None:
    """Ask one of our processes to end, and make sure of it."""
    deadline = time.monotonic() + ENDS_WITHIN_S
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            if os.waitpid(pid, os.WNOHANG)[0] if _is_child(pid) else not _lives(pid):
                return
            time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)


def _is_child(pid: int) -> bool:
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _remove(home: Path) -> None:
    """Unmount what containers left mounted there, and delete it."""
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for mount in sorted((each for each in mounts if each.startswith(f"{home}/")), reverse=True):
        subprocess.run(("umount", "-l", mount), capture_output=True, check=False)
    shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _network_as_it_was() -> Generator[None]:
    """Restore rules, bridges and forwarding of the machine, which an engine changes."""
    rules = subprocess.run(("iptables-save",), capture_output=True, text=True, check=False)
    links = _links()
    forwarding = FORWARDING.read_text()
    try:
        yield
    finally:
        for link in _links() - links:
            subprocess.run(("ip", "link", "delete", link), capture_output=True, check=False)
        if rules.returncode == 0:
            # Tables that had no rule are not in what was saved.
            for table in ("filter", "nat"):
                if f"*{table}" not in rules.stdout:
                    rules.stdout += _empty(table)
            subprocess.run(("iptables-restore",), input=rules.stdout, text=True, check=False)
        FORWARDING.write_text(forwarding)


def _links() -> set[str]:
    return {each.name for each in Path("/sys/class/net").iterdir()}


def _empty(table: str) -> str:
    chains = {
        "filter": ("INPUT", "FORWARD", "OUTPUT"),
        "nat": ("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
    }[table]
    return f"*{table}\n" + "".join(f":{each} ACCEPT [0:0]\n" for each in chains) + "COMMIT\n"
