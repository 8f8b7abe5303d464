"""The platform by Docker Compose."""

from pathlib import Path

from tests.deployment.deployed import Deployed
from tests.deployment.engine import Docker

UP_WITHIN_S = 420


class Composed(Deployed):
    """Up from `up` to `down`."""

    def __init__(self, docker: Docker, folder: Path, http_url: str, project: str) -> None:
        super().__init__(docker, folder, http_url)
        self._project = project

    def compose(self, *arguments: str, within_s: float = 600) -> str:
        """Run ``docker compose …``."""
        line = (*self.docker.compose, "-p", self._project, *arguments)
        return self.docker.run(*line, within_s=within_s)

    def command(self, *arguments: str) -> str:
        """``docker compose run --rm kilowatch …``, as the README has it."""
        run = ("run", "--rm", "-T", *self.operator_mounts(), "kilowatch")
        return self.compose(*run, *arguments)

    def containers(self, part: str) -> list[str]:
        """Identifiers of the containers of a part, stopped ones too."""
        return self.compose("ps", "-q", part).split()

    def build(self) -> None:
        """Build every image of ours, the operator's too."""
        profiles = ("--profile", "operator")
        self.compose(*profiles, "build", within_s=580)

    def up(self) -> None:
        """Start everything in order; returns when the gateway is started, the last of all."""
        self.compose("up", "-d", within_s=UP_WITHIN_S)

    def scale(self, replicas: int) -> None:
        """More or fewer replicas of monitoring."""
        scale = f"monitoring={replicas}"
        self.compose("up", "-d", "--no-recreate", "--no-deps", "--scale", scale, "monitoring")

    def down(self) -> None:
        """End it, with all it kept."""
        line = (*self.docker.compose, "-p", self._project, "down", "-v", "--remove-orphans")
        self.docker.try_(*line)
