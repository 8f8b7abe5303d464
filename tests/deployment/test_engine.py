"""The message of `make deploy-test` on a machine that can't run containers."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

import tests.deployment.__main__ as proof
from tests.deployment import report
from tests.deployment.engine import CannotRun, assert_ports_are_free
from tests.harness.serving import free_port

BUILD = Path(__file__).parents[2] / "deploy" / "stand-ins" / "build"
CAN_NOT = 69
OVERDUE = """
import subprocess
from tests.deployment import ending

ending.WITHIN_S = 1
command = subprocess.Popen(["sleep", "600"])
try:
    with ending.in_time():
        command.wait()
except ending.Overdue as error:
    print(f"{error}, ended by {command.wait()}")
"""


def build(folder: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """Run deploy/stand-ins/build with these scripts instead of the real programs."""
    for name, text in programs.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    path = {"PATH": f"{folder}:{os.environ['PATH']}"}
    return subprocess.run([BUILD], env=path, capture_output=True, text=True, check=False)


def test_a_machine_without_access_to_debian_is_recognized(tmp_path: Path) -> None:
    done = build(tmp_path, docker="exit 1", debootstrap='echo "E: no mirror"; exit 1')

    assert done.returncode == CAN_NOT
    assert "debootstrap could not make a Debian: E: no mirror" in done.stderr


def test_a_machine_that_cannot_run_containers_is_recognized(tmp_path: Path) -> None:
    done = build(tmp_path, docker='[ "$1" = image ]')

    assert done.returncode == CAN_NOT
    assert "A container could not run" in done.stderr


def test_an_image_that_cannot_be_built_is_a_failure(tmp_path: Path) -> None:
    done = build(tmp_path, docker='[ "$1" != build ]')

    assert done.returncode not in {0, CAN_NOT}


def test_a_port_in_use_is_named() -> None:
    assert_ports_are_free([free_port()])
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Port {port} can't be had"):
            assert_ports_are_free([free_port(), port])


@pytest.mark.parametrize(("setting", "code"), [("", 1), ("if-possible", 0)])
def test_a_machine_without_an_engine_is_skipped_only_if_allowed(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    code: int,
) -> None:
    @contextmanager
    def none() -> Generator[None]:
        raise CannotRun("There is no Docker engine.")
        yield

    monkeypatch.setenv("KILOWATCH_DEPLOY_TEST", setting)
    monkeypatch.setattr(proof, "engine", none)
    monkeypatch.setattr(proof, "end_in_good_order", lambda: None)
    monkeypatch.setattr(proof, "FOLDER", tmp_path)
    monkeypatch.setattr(proof, "SECRETS", tmp_path / "secrets")
    monkeypatch.setattr(report, "PATH", tmp_path / "deploy-test.json")

    assert proof.main() == code
    assert "NOT tested: There is no Docker engine." in capsys.readouterr().out
    assert not json.loads((tmp_path / "deploy-test.json").read_text())["passed"]


def test_a_timeout_ends_the_running_command() -> None:
    # In a process of its own: everything it has started is ended.
    done = subprocess.run(
        [sys.executable, "-c", OVERDUE],
        cwd=BUILD.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"not done within 1 s, ended by {-signal.SIGTERM}\n", done.stderr
