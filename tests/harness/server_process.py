"""Runs the PostgreSQL and RabbitMQ of one test run, and ends them with it.

A process of its own: it sees the end of its standard input whatever way the run ended,
a crash or `kill -9` included, so that no server is ever left behind.
"""

import contextlib
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import msgspec

from kilowatch.local.command import Command
from kilowatch.local.errors import LocalError
from kilowatch.local.meter_tls import MeterTls
from kilowatch.local.postgres import Postgres
from kilowatch.local.rabbitmq import DeviceAuthority, Rabbitmq, RabbitmqPorts
from kilowatch.local.rabbitmq_parts import RabbitmqPrograms, find_programs
from tests.harness.broker_auth_proxy import BrokerAuthProxy
from tests.harness.certificates import make_certificates


class ServerPlan(msgspec.Struct, frozen=True):
    """The servers to run, and their folder and ports."""

    folder: str
    parts: str
    password: str
    postgres_port: int | None
    rabbitmq_ports: RabbitmqPorts | None
    authority_port: int | None = None
    """Port of the proxy that the broker asks about devices."""
    amqps_port: int = 0
    mqtts_port: int = 0
    durable: bool = False
    """True if PostgreSQL syncs to disk, as in production: no test needs that."""


def run(plan: ServerPlan) -> None:
    """Run the servers of ``plan`` until standard input ends."""
    folder = Path(plan.folder)
    processes: list[subprocess.Popen[bytes]] = []
    if plan.authority_port is not None:
        BrokerAuthProxy(plan.authority_port, folder).start()
    try:
        _start(plan, folder, processes)
        sys.stdin.buffer.read()
    except LocalError as error:
        (folder / "failed").write_text(str(error), encoding="utf-8")
        sys.stdin.buffer.read()
    finally:
        for process in reversed(processes):
            # Makes PostgreSQL end its own children at once, and does no harm to the others.
            process.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _start(plan: ServerPlan, folder: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    if plan.postgres_port is not None:
        postgres = Postgres(
            folder / "postgres", plan.postgres_port, plan.password, durable=plan.durable
        )
        postgres.prepare()
        processes.append(_spawn(postgres.command(), folder / "postgres.log"))
    if plan.rabbitmq_ports is not None:
        programs = find_programs(Path(plan.parts), lambda _: None)
        rabbitmq = broker_of(plan, programs)
        make_certificates(tls_folder(plan))
        rabbitmq.prepare()
        processes.append(_spawn(rabbitmq.epmd_command(), folder / "epmd.log"))
        processes.append(_spawn(rabbitmq.command(), folder / "rabbitmq.log"))


def broker_of(plan: ServerPlan, programs: RabbitmqPrograms) -> Rabbitmq:
    """The RabbitMQ of ``plan``."""
    assert plan.rabbitmq_ports is not None
    folder = Path(plan.folder) / "rabbitmq"
    authority = DeviceAuthority(f"http://127.0.0.1:{plan.authority_port}", "broker_auth_proxy")
    made = tls_folder(plan)
    tls = MeterTls(
        made / "certificate.pem",
        made / "key.pem",
        "127.0.0.1",
        plan.amqps_port,
        plan.mqtts_port,
    )
    return Rabbitmq(folder, plan.rabbitmq_ports, plan.password, programs, authority, tls=tls)


def tls_folder(plan: ServerPlan) -> Path:
    """Return the folder of the run's certificates."""
    return Path(plan.folder) / "tls"


def _spawn(command: Command, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        return subprocess.Popen(
            command.arguments,
            env=command.environment,
            cwd=command.directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


if __name__ == "__main__":
    run(msgspec.json.decode(sys.stdin.buffer.readline(), type=ServerPlan))
