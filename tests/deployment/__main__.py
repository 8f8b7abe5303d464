"""``make deploy-test``: build the images, run them by Compose and on a Swarm, test and measure.

Results are printed and stored in ``build/deploy-test.json``. Nothing is left behind.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.deployment.checks import (
    assert_gateway_is_as_documented,
    assert_logs_show_turns,
    assert_own_certificate_is_used,
    assert_services_are_well,
)
from tests.deployment.composed import Composed
from tests.deployment.deployed import STAND_IN_IMAGES, Deployed, image_named
from tests.deployment.ending import end_in_good_order, in_time
from tests.deployment.engine import (
    FOLDER,
    ROOT,
    CannotRun,
    Docker,
    assert_ports_are_free,
    engine,
)
from tests.deployment.hosted import HostedBroker
from tests.deployment.meters import assert_meters_live, make_demo
from tests.deployment.report import Report
from tests.deployment.scenes import (
    UNDISTURBED,
    active_are,
    compose_deeds,
    flow,
    hosted_deeds,
    say,
    swarm_deeds,
    whole,
)
from tests.deployment.swarm import Swarm, shared_folder
from tests.harness.serving import eventually

SECRETS = ROOT / "deploy" / "secrets"
PROJECT = "kilowatch-test"
RELEASE = "test"
IF_POSSIBLE = "if-possible"
"""KILOWATCH_DEPLOY_TEST: a machine that can't run containers is no failure. A fault of ours is."""

CAN_NOT = 69
"""Exit status of deploy/stand-ins/build if this machine can't run it."""

PORT = os.environ.get("KILOWATCH_HTTP_PORT", "80")
PORTS = (
    int(PORT),
    443,
    int(os.environ.get("KILOWATCH_DASHBOARD_PORT", "8080")),
    5672,
    1883,
    5671,
    8883,
)
HTTP_URL = f"http://127.0.0.1:{PORT}" if PORT != "80" else "http://127.0.0.1"
BROWSER_TESTS = (
    "tests/browser/test_administrator.py::test_wrong_password_shows_an_error_and_session_survives_reload",
    "tests/browser/test_administrator.py::test_creates_a_user_and_a_device_and_assigns_the_device",
    "tests/browser/test_client.py::test_a_red_alert_appears_on_any_page_and_links_to_its_hour",
    "tests/browser/test_client.py::test_a_reading_appears_on_todays_page_as_soon_as_it_is_stored",
    "tests/system/test_live.py::test_live_readings_reach_the_owner_through_either_process",
    "tests/system/test_live.py::test_a_client_cannot_see_data_of_others",
)


def main() -> int:
    """Run the given stages: ``compose``, ``hosted``, ``swarm``, else all of them."""
    wanted = sys.argv[1:] or list(RUNS)
    end_in_good_order()
    report = Report()
    folder = shared_folder(FOLDER)
    had_secrets = SECRETS.exists()
    try:
        with engine() as docker:
            try:
                with in_time():
                    _run(docker, report, folder, wanted)
            finally:
                _remove_images(docker)
        report.content["passed"] = True
    except CannotRun as error:
        report.content["could_not_run"] = str(error)
        say(f"The platform in containers was NOT tested: {error}")
        if os.environ.get("KILOWATCH_DEPLOY_TEST") == IF_POSSIBLE:
            return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not had_secrets:
            shutil.rmtree(SECRETS, ignore_errors=True)
        report.write()
    return 0 if report.content["passed"] else 1


def _run(docker: Docker, report: Report, folder: Path, wanted: list[str]) -> None:
    prepared = _prepare(docker, report, folder)
    for name, run in RUNS.items():
        if name in wanted:
            run(docker, report, folder, prepared)


def _remove_images(docker: Docker) -> None:
    """Delete all but the stand-in images, which make the next run faster."""
    ours = ("--filter", f"reference=kilowatch/*:{RELEASE}")
    for image in docker.try_("docker", "images", "-q", *ours).stdout.split():
        docker.try_("docker", "image", "rm", "--force", image)


def _prepare(docker: Docker, report: Report, folder: Path) -> Composed:
    """Prepare base images, secrets and our own images."""
    docker.environment |= {
        "DOCKER_BUILDKIT": "1",
        "COMPOSE_DOCKER_CLI_BUILD": "1",
        # Other projects on this machine keep their own images and files.
        "KILOWATCH_VERSION": RELEASE,
        "COMPOSE_FILE": "docker-compose.yml",
        "KILOWATCH_DASHBOARD_PORT": os.environ.get("KILOWATCH_DASHBOARD_PORT", "8080"),
    }
    docker.run("deploy/make-secrets")
    report.content["stand_ins"] = not os.environ.get("KILOWATCH_OFFICIAL_IMAGES")
    if report.content["stand_ins"]:
        docker.environment |= STAND_IN_IMAGES
        with report.timed("stand-ins for the images of others"):
            _make_stand_ins(docker)
    else:
        # A build keeps its pulled layers private; their size is queried.
        docker.run("docker", "pull", image_named(docker, "python"))
    composed = Composed(docker, folder, HTTP_URL, PROJECT)
    # Remains of a killed run.
    composed.down()
    HostedBroker(composed).stop()
    assert_ports_are_free(PORTS)
    with report.timed("images built"):
        composed.build()
    report.content["images"] = composed.image_sizes()
    return composed


def _make_stand_ins(docker: Docker) -> None:
    done = docker.try_("deploy/stand-ins/build", within_s=590)
    if done.returncode == CAN_NOT:
        raise CannotRun(done.stderr.strip())
    assert done.returncode == 0, f"deploy/stand-ins/build:\n{done.stdout}{done.stderr}"


def _run_compose(docker: Docker, report: Report, folder: Path, platform: Composed) -> None:
    try:
        with report.timed("compose: up"):
            platform.up()
            logins = make_demo(platform)
        _walk_through(platform, report, "compose", lambda: compose_outcome(platform))
        with report.timed("compose: simulator and demo"):
            asyncio.run(assert_meters_live(platform, logins))
        with report.timed("compose: TLS with an own certificate"):
            asyncio.run(assert_own_certificate_is_used(platform))
    except BaseException:
        _keep_logs(platform, "compose")
        raise
    finally:
        platform.down()
        platform.files = ()


def _run_hosted(docker: Docker, report: Report, folder: Path, platform: Composed) -> None:
    broker = HostedBroker(platform)
    try:
        with report.timed("hosted broker: up"):
            broker.start()
            platform.compose("up", "--no-start", "--no-deps", "gateway")
            broker.join()
            platform.up()
        asyncio.run(_log_in(platform))
        with report.timed("hosted broker: readings flow"):
            report.content["hosted"] = _flow_undisturbed(platform)
        _assert_nothing_is_amiss(report, "hosted")
    except BaseException:
        _keep_logs(platform, "hosted")
        raise
    finally:
        platform.down()
        broker.stop()


def _run_swarm(docker: Docker, report: Report, folder: Path, _composed: Composed) -> None:
    platform = Swarm(docker, folder, HTTP_URL, PROJECT)
    try:
        with report.timed("swarm: up"):
            platform.up()
            asyncio.run(whole(platform))
        _walk_through(platform, report, "swarm", lambda: swarm_outcome(platform))
    except BaseException:
        _keep_logs(platform, "swarm")
        raise
    finally:
        platform.down()


def _walk_through(
    platform: Deployed, report: Report, name: str, outcome: Callable[[], dict[str, Any]]
) -> None:
    asyncio.run(_log_in(platform))
    asyncio.run(assert_gateway_is_as_documented(platform))
    asyncio.run(assert_services_are_well(platform))
    with report.timed(f"{name}: readings flow while things break"):
        report.content[name] = outcome()
    assert_logs_show_turns(platform)
    with report.timed(f"{name}: doctor"):
        assert "All is well." in platform.command("doctor")
    with report.timed(f"{name}: browser and live channel"):
        _run_tests(platform)
    _assert_nothing_is_amiss(report, name)


def _assert_nothing_is_amiss(report: Report, name: str) -> None:
    found = report.content[name]
    say(f"{name}: {found['sent']} sent, {found['lost']} lost, {found['doubled']} doubled")
    assert (found["lost"], found["doubled"], found["hours_wrong"]) == (0, 0, 0)


def compose_outcome(platform: Composed) -> dict[str, Any]:
    """Return the outcome of the readings, with Compose."""
    return asyncio.run(flow(platform, "amqp", compose_deeds(platform))).as_json()


def swarm_outcome(platform: Swarm) -> dict[str, Any]:
    """Return the outcome of the readings, on a Swarm."""
    return asyncio.run(flow(platform, "http", swarm_deeds(platform))).as_json()


def _flow_undisturbed(platform: Composed) -> dict[str, Any]:
    flowing = flow(platform, "http", hosted_deeds(), UNDISTURBED)
    return asyncio.run(flowing).as_json()


async def _log_in(platform: Deployed) -> None:
    """Make the first administrator as the README says, and log in through the gateway."""

    async def is_up() -> bool:
        try:
            return (await platform.ask("GET", "/")).is_success
        except httpx.TransportError:
            return False

    await eventually(is_up, within_s=180)
    platform.admin = await platform.log_in_as_administrator()
    await active_are(platform, 3)


def _run_tests(platform: Deployed) -> None:
    """Run tests of the whole platform that need nothing but its gateway."""
    environment = {
        **os.environ,
        "KILOWATCH_DEPLOYED_URL": platform.http_url,
        "KILOWATCH_DEPLOYED_TOKEN": platform.admin.token,
    }
    command = (sys.executable, "-m", "pytest", "-x", *BROWSER_TESTS)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0, "tests failed on the deployed platform"


def _keep_logs(platform: Deployed, name: str) -> None:
    """Print the output of every container, for diagnosing a failure."""
    names = platform.docker.try_("docker", "ps", "-a", "--format", "{{.Names}} {{.Status}}")
    text = [names.stdout]
    for line in names.stdout.splitlines():
        container = line.split()[0]
        said = platform.docker.try_("docker", "logs", "--tail", "300", container)
        text.append(f"==== {line}\n{said.stdout}{said.stderr}")
    path = FOLDER / f"{name}.log"
    path.write_text("\n".join(text))
    say(f"What the containers said is in {path.relative_to(ROOT)}.")


RUNS = {"compose": _run_compose, "hosted": _run_hosted, "swarm": _run_swarm}

if __name__ == "__main__":
    sys.exit(main())
