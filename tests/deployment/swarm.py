"""The platform on a Swarm of one machine."""

import json
import time
from pathlib import Path
from tempfile import mkdtemp

from tests.deployment.deployed import Deployed
from tests.deployment.engine import ROOT, Docker

GONE_WITHIN_S = 30
LABELS = ("kilowatch.data=true", "kilowatch.gateway=true")


class Swarm(Deployed):
    """Runs from `up` to `down`."""

    def __init__(self, docker: Docker, folder: Path, http_url: str, stack: str) -> None:
        super().__init__(docker, folder, http_url)
        self.stack = stack
        self._is_ours = False

    def up(self) -> None:
        """Initialize a Swarm on this machine and deploy the stack."""
        state = self.docker.run("docker", "info", "--format", "{{.Swarm.LocalNodeState}}").strip()
        if state != "inactive":
            raise AssertionError(f"this engine's Swarm is {state}: it is not ours to test on")
        self._is_ours = True
        here = "127.0.0.1"
        self.docker.run(
            *("docker", "swarm", "init", "--advertise-addr", here),
            *("--listen-addr", f"{here}:2377", "--data-path-addr", here),
        )
        node = self.docker.run("docker", "node", "ls", "-q").strip()
        labels = [part for each in LABELS for part in ("--label-add", each)]
        self.docker.run("docker", "node", "update", *labels, node)
        self.deploy()

    def deploy(self) -> None:
        """Initialize the Swarm as in the stack file."""
        stack = ROOT / "deploy" / "stack.yml"
        never = ("--resolve-image", "never")
        self.docker.run("docker", "stack", "deploy", *never, "-c", str(stack), self.stack)

    def command(self, *arguments: str) -> str:
        """Run ``kilowatch …`` as in the docs."""
        self.docker.environment |= {
            "KILOWATCH_STACK": self.stack,
            "KILOWATCH_FILES": str(self.folder),
        }
        return self.docker.run("deploy/kilowatch-on-swarm", *arguments)

    def containers(self, part: str) -> list[str]:
        """Return identifiers of the running containers of a service."""
        name = f"label=com.docker.swarm.service.name={self.stack}_{part}"
        return self.docker.run("docker", "ps", "-q", "--filter", name).split()

    def update(self, part: str, *changes: str) -> None:
        """Roll a change out over the containers of a service, one after the other; wait for it."""
        service = f"{self.stack}_{part}"
        self.docker.run("docker", "service", "update", "--quiet", *changes, service)

    def update_state(self, part: str) -> str:
        """Return the state of the last update, such as ``completed`` or ``rollback_completed``."""
        service = f"{self.stack}_{part}"
        described = json.loads(self.docker.run("docker", "service", "inspect", service))
        return str(described[0].get("UpdateStatus", {}).get("State", "none"))

    def missing(self) -> dict[str, str]:
        """Return services that do not have all their instances yet."""
        listed = self.docker.run("docker", "service", "ls", "--format", "{{.Name}} {{.Replicas}}")
        counts = dict(line.split()[:2] for line in listed.splitlines())
        return {name: n for name, n in counts.items() if n.split("/")[0] != n.split("/")[1]}

    def down(self) -> None:
        """Remove the stack and the Swarm, with all its data."""
        if not self._is_ours:
            return
        self.docker.try_("docker", "stack", "rm", self.stack)
        self.docker.try_("docker", "swarm", "leave", "--force")
        kept = ("--filter", f"label=com.docker.stack.namespace={self.stack}")
        volumes = self.docker.try_("docker", "volume", "ls", "-q", *kept).stdout.split()
        for volume in (*volumes, f"{self.stack}_operator"):
            self._remove(volume)

    def _remove(self, volume: str) -> None:
        """Remove a volume as soon as its containers are gone."""
        deadline = time.monotonic() + GONE_WITHIN_S
        while self.docker.try_("docker", "volume", "inspect", volume).returncode == 0:
            if time.monotonic() > deadline:
                return
            self.docker.try_("docker", "volume", "rm", volume)
            time.sleep(0.5)


def shared_folder(within: Path) -> Path:
    """Return a folder that the operator's container can read."""
    within.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=within, prefix="recordings-"))
    folder.chmod(0o755)
    return folder
