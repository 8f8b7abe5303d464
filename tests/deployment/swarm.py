"""The platform on a Swarm of one machine."""

import json
from pathlib import Path
from tempfile import mkdtemp

from tests.deployment.deployed import Deployed
from tests.deployment.engine import ROOT, Docker

LABELS = ("kilowatch.data=true", "kilowatch.gateway=true")
OPERATOR_SECRETS = ("internal_token", "meter_provisioning_token")


class Swarm(Deployed):
    """Up from `up` to `down`."""

    def __init__(self, docker: Docker, folder: Path, http_url: str, stack: str) -> None:
        super().__init__(docker, folder, http_url)
        self._stack = stack
        self._keyring = f"{stack}_operator"

    def up(self) -> None:
        """Make a Swarm of this machine and deploy the stack."""
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
        """Make the Swarm as the stack file says."""
        stack = ROOT / "deploy" / "stack.yml"
        never = ("--resolve-image", "never")
        self.docker.run("docker", "stack", "deploy", *never, "-c", str(stack), self._stack)

    def command(self, *arguments: str) -> str:
        """``kilowatch …`` in a container that joins the stack's network."""
        secrets = ROOT / "deploy" / "secrets"
        mounts = [
            part
            for name in OPERATOR_SECRETS
            for part in ("-v", f"{secrets / name}:/run/secrets/{name}:ro")
        ]
        known = {
            f"KILOWATCH_{each.upper()}_URL": f"http://{each}:8000"
            for each in ("auth", "users", "devices", "balancing", "monitoring", "realtime")
        } | {
            "KILOWATCH_METER_AMQP_URL": "amqp://127.0.0.1:5672/",
            "KILOWATCH_METER_HTTP_URL": "http://gateway:8000",
            "KILOWATCH_METER_PROVISIONING_URL": "http://auth:8000/internal/provisioning",
        }
        told = [part for name, value in known.items() for part in ("-e", f"{name}={value}")]
        network = ("--network", f"{self._stack}_services")
        volume = ("-v", f"{self._keyring}:/var/lib/kilowatch")
        run = ("docker", "run", "--rm", *network, *volume, *mounts, *told)
        line = (*run, *self.operator_mounts(), "kilowatch/operator:0.1.0", "kilowatch", *arguments)
        return self.docker.run(*line)

    def containers(self, part: str) -> list[str]:
        """Identifiers of the running containers of a part."""
        name = f"label=com.docker.swarm.service.name={self._stack}_{part}"
        return self.docker.run("docker", "ps", "-q", "--filter", name).split()

    def update(self, part: str, *changes: str) -> None:
        """Roll a change over the containers of a part, one after the other; waits for it."""
        service = f"{self._stack}_{part}"
        self.docker.run("docker", "service", "update", "--quiet", *changes, service)

    def update_state(self, part: str) -> str:
        """How the last update of a part ended, such as ``completed`` or ``rollback_completed``."""
        service = f"{self._stack}_{part}"
        described = json.loads(self.docker.run("docker", "service", "inspect", service))
        return str(described[0].get("UpdateStatus", {}).get("State", "none"))

    def missing(self) -> dict[str, str]:
        """Parts that do not have all their copies yet."""
        listed = self.docker.run("docker", "service", "ls", "--format", "{{.Name}} {{.Replicas}}")
        counts = dict(line.split()[:2] for line in listed.splitlines())
        return {name: n for name, n in counts.items() if n.split("/")[0] != n.split("/")[1]}

    def down(self) -> None:
        """End the stack and the Swarm, with all it kept."""
        self.docker.try_("docker", "stack", "rm", self._stack)
        self.docker.try_("docker", "swarm", "leave", "--force")


def shared_folder(within: Path) -> Path:
    """A folder that the operator's container may read."""
    within.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=within, prefix="recordings-"))
    folder.chmod(0o755)
    return folder
