"""Finds RabbitMQ's programs on this machine, or downloads them without changing it.

Downloading needs no privileges: Debian's packages are downloaded into a private folder with a
private apt state, and unpacked there. Nothing is installed.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kilowatch.local.command import inherited_environment
from kilowatch.local.errors import LocalError

PACKAGES = (
    "rabbitmq-server",
    *(
        f"erlang-{name}"
        for name in (
            *("base", "asn1", "crypto", "eldap", "ftp", "inets", "mnesia", "os-mon"),
            *("parsetools", "public-key", "runtime-tools", "snmp", "ssl", "syntax-tools"),
            *("tftp", "tools", "xmerl"),
        )
    ),
)

ADVICE = (
    "Either install it (`apt-get install rabbitmq-server`), or set KILOWATCH_AMQP_URL, "
    "KILOWATCH_STREAM_URL and KILOWATCH_MANAGEMENT_URL to a broker that exists."
)

INSTALLED = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""Debian's own script. The one in /usr/sbin is a wrapper that switches the user."""

FETCH_TIMEOUT_S = 600
Report = Callable[[str], None]


@dataclass(frozen=True)
class RabbitmqPrograms:
    """The server's script, the folder of Erlang's programs, and its port mapper."""

    server: Path
    erlang_bin: Path

    @property
    def epmd(self) -> Path:
        """Return Erlang's port mapper."""
        return self.erlang_bin / "epmd"


def find_programs(cache: Path, report: Report) -> RabbitmqPrograms:
    """Return RabbitMQ's programs, downloaded into ``cache`` if this machine has none.

    Raises `LocalError` with advice if that fails. May block for minutes.
    """
    return installed_programs() or _unpacked(cache / "rabbitmq") or _fetch(cache, report)


def installed_programs() -> RabbitmqPrograms | None:
    """Return the programs of this machine, or None."""
    erl = shutil.which("erl")
    if erl is None:
        return None
    if INSTALLED.exists():
        return RabbitmqPrograms(INSTALLED, Path(erl).parent)
    server = shutil.which("rabbitmq-server")
    if server is None or Path(server).parent == Path("/usr/sbin"):
        return None
    return RabbitmqPrograms(Path(server), Path(erl).parent)


def _unpacked(folder: Path) -> RabbitmqPrograms | None:
    servers = sorted(folder.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"))
    if not servers:
        return None
    return RabbitmqPrograms(servers[-1], folder / "usr/lib/erlang/bin")


def _fetch(cache: Path, report: Report) -> RabbitmqPrograms:
    target = cache / "rabbitmq"
    with _one_at_a_time(cache):
        if ready := _unpacked(target):
            return ready
        for program in ("apt-get", "dpkg"):
            if shutil.which(program) is None:
                raise LocalError(f"RabbitMQ is missing, and so is {program} to fetch it. {ADVICE}")
        with tempfile.TemporaryDirectory(dir=cache, prefix="fetch-") as scratch:
            report("fetching RabbitMQ (about 60 MB, once)")
            packages = _download(Path(scratch))
            report("unpacking RabbitMQ")
            tree = Path(scratch) / "tree"
            for package in packages:
                _run(("dpkg", "-x", str(package), str(tree)), cwd=Path(scratch))
            _set_erlang_root(tree, target)
            shutil.rmtree(target, ignore_errors=True)
            tree.rename(target)
    programs = _unpacked(target)
    if programs is None:
        raise LocalError(f"What apt-get fetched holds no RabbitMQ server. {ADVICE}")
    _prove_that_erlang_runs(programs, target)
    return programs


def _download(scratch: Path) -> list[Path]:
    packages = scratch / "packages"
    for folder in (packages, scratch / "state", scratch / "cache"):
        folder.mkdir()
    private = (
        f"-oDir::State={scratch / 'state'}",
        f"-oDir::Cache={scratch / 'cache'}",
        "-oAcquire::Languages=none",
        "-oAcquire::Retries=3",
        # The user apt would switch to cannot write into the folder.
        *(("-oAPT::Sandbox::User=root",) if os.geteuid() == 0 else ()),
    )
    _run(("apt-get", *private, "-qq", "update"), cwd=packages)
    _run(("apt-get", *private, "-qq", "download", *PACKAGES), cwd=packages)
    return sorted(packages.glob("*.deb"))


def _run(command: tuple[str, ...], cwd: Path) -> None:
    try:
        result = subprocess.run(
            command,
            cwd=cwd,
            env=inherited_environment() | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=FETCH_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LocalError(f"RabbitMQ could not be fetched in time. {ADVICE}") from None
    if result.returncode != 0:
        said = result.stderr.strip().splitlines()[-5:]
        raise LocalError("\n".join([f"RabbitMQ could not be fetched. {ADVICE}", *said]))


def _set_erlang_root(tree: Path, target: Path) -> None:
    """Replace the installation folder in Erlang's scripts by the actual one."""
    erlang = tree / "usr/lib/erlang"
    for script in (*erlang.glob("bin/*"), *erlang.glob("erts-*/bin/*")):
        if script.name in {"erl", "start"} and not script.is_symlink():
            text = script.read_text(encoding="utf-8")
            here = f'ROOTDIR="{target / "usr/lib/erlang"}"'
            script.write_text(
                text.replace("ROOTDIR=/usr/lib/erlang\n", here + "\n"), encoding="utf-8"
            )


def _prove_that_erlang_runs(programs: RabbitmqPrograms, target: Path) -> None:
    check = ("-noshell", "-eval", "{ok, _} = application:ensure_all_started(ssl), halt(0).")
    try:
        _run((str(programs.erlang_bin / "erl"), *check), cwd=target)
    except LocalError:
        shutil.rmtree(target, ignore_errors=True)
        raise LocalError(f"The RabbitMQ that was fetched does not run here. {ADVICE}") from None


@contextmanager
def _one_at_a_time(folder: Path) -> Generator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
