"""The state folder: everything a platform keeps between two starts."""

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.local.errors import LocalError
from kilowatch.local.private_files import write_private

T = TypeVar("T", bound=msgspec.Struct)

LONGEST_SOCKET_PATH = 100
"""The kernel accepts 107 bytes for the path of a Unix socket."""

SERVICES_WITH_DATABASE = (
    "auth",
    "users",
    "devices",
    "balancing",
    "monitoring",
    "realtime",
    "support",
)


def _token() -> str:
    return secrets.token_urlsafe(32)


class Secrets(msgspec.Struct):
    """Generated once per platform, never shown, never logged."""

    postgres: str = msgspec.field(default_factory=_token)
    rabbitmq: str = msgspec.field(default_factory=_token)
    internal_token: str = msgspec.field(default_factory=_token)
    bootstrap_token: str = msgspec.field(default_factory=_token)
    databases: dict[str, str] = msgspec.field(
        default_factory=lambda: {service: _token() for service in SERVICES_WITH_DATABASE}
    )


class Progress(msgspec.Struct):
    """The progress of a platform's first start.

    ``seeding_password`` is the first administrator's, kept only until the demo is seeded.
    """

    administrator_exists: bool = False
    seeding_password: str | None = None


class Scale(msgspec.Struct):
    """The number of replicas after the last manual change."""

    replicas: int


class Home:
    """The state folder at ``path``, accessible to its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def logs(self) -> Path:
        """Return the folder of the log files, one per process."""
        return self.path / "logs"

    @property
    def run(self) -> Path:
        """Return the folder of the records of running processes."""
        return self.path / "run"

    @property
    def meter_env(self) -> Path:
        """Return the path of the file with the endpoints for meters on this machine."""
        return self.path / "meter.env"

    def create(self) -> None:
        """Create the folder if it is missing."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            for folder in (self.logs, self.run):
                folder.mkdir(exist_ok=True, mode=0o700)
            ignore = self.path / ".gitignore"
            ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise LocalError(
                f"The state folder cannot be used: {error}. KILOWATCH_HOME sets another."
            ) from error

    def load_secrets(self) -> Secrets:
        """Return the platform's secrets, generated at the first start."""
        path = self.path / "secrets.json"
        kept = _load(path, Secrets) or Secrets()
        for service in SERVICES_WITH_DATABASE:
            kept.databases.setdefault(service, _token())
        _save(path, kept)
        return kept

    def load_progress(self) -> Progress:
        """Return the progress of this platform's first start."""
        return _load(self.path / "progress.json", Progress) or Progress()

    def save_progress(self, progress: Progress) -> None:
        """Store the progress of the first start."""
        _save(self.path / "progress.json", progress)

    def load_replicas(self) -> int | None:
        """Return the number of replicas this platform was scaled to, None if never."""
        kept = _load(self.path / "scale.json", Scale)
        return kept.replicas if kept else None

    def save_replicas(self, replicas: int) -> None:
        """Store the number of replicas for the next start."""
        _save(self.path / "scale.json", Scale(replicas))

    def internal_token(self) -> str | None:
        """Return the token shared by the services, or None if there never was a platform."""
        kept = _load(self.path / "secrets.json", Secrets)
        return kept.internal_token if kept else None

    def write_meter_env(self, settings: Mapping[str, str]) -> None:
        """Store the endpoints for meters on this machine, and where to get credentials."""
        lines = (f"{name}={value}\n" for name, value in settings.items())
        write_private(self.meter_env, "".join(lines))

    @contextmanager
    def locked(self) -> Generator[None]:
        """Become the only supervisor of this folder. Raises `LocalError` if there is another."""
        with (self.run / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LocalError(
                    f"Kilowatch is running already with the state folder {self.path}. "
                    "`kilowatch status` shows it, `kilowatch down` ends it."
                ) from None
            yield

    def is_locked(self) -> bool:
        """Return true if a supervisor is running here."""
        try:
            with self.locked():
                return False
        except LocalError:
            return True
        except FileNotFoundError:
            return False

    def make_socket_path(self) -> Path:
        """Return a path for the control socket, recorded if it had to be a shorter one."""
        path = self.run / "control.sock"
        if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
            path = self._short_folder() / "control.sock"
        (self.run / "control").write_text(str(path), encoding="utf-8")
        return path

    def _short_folder(self) -> Path:
        """Return a folder that is unique to this state folder."""
        mark = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"kilowatch-{os.geteuid()}-{mark}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise LocalError(f"{folder} belongs to somebody else. KILOWATCH_HOME sets a shorter.")
        return folder

    def forget_socket(self) -> None:
        """Remove the record of the control socket."""
        path = self.socket_path()
        (self.run / "control").unlink(missing_ok=True)
        if path is not None and path.parent != self.run:
            shutil.rmtree(path.parent, ignore_errors=True)

    def socket_path(self) -> Path | None:
        """Return the path of the socket on which the running supervisor takes commands."""
        try:
            return Path((self.run / "control").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None


def _load(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except DECODING_ERRORS as error:
        raise LocalError(f"{path} is damaged: {error}") from error


def _save(path: Path, value: msgspec.Struct) -> None:
    write_private(path, msgspec.json.format(msgspec.json.encode(value)).decode() + "\n")
