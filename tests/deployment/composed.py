"""The platform by Docker Compose."""

from pathlib import Path

from tests.deployment.deployed import Deployed
from tests.deployment.engine import Docker

UP_WITHIN_S = 590


class Composed(Deployed):
    """Runs from `up` to `down`."""

    def __init__(self, docker: Docker, folder: Path, http_url: str, project: str) -> None:
        super().__init__(docker, folder, http_url)
        self.project = project
        self.files: tuple[str, ...] = ()
        """``-f FILE`` for each file that Compose reads; none means docker-compose.yml."""

    def compose(self, *arguments: str, within_s: float = 600) -> str:
        """Run ``docker compose …``."""
        return self.docker.run(*self._line(*arguments), within_s=within_s)

    def _line(self, *arguments: str) -> tuple[str, ...]:
        return (*self.docker.compose, "-p", self.project, *self.files, *arguments)

    def command(self, *arguments: str) -> str:
        """``docker compose run --rm kilowatch …``, as the README has it."""
        run = ("run", "--rm", "-T", *self.operator_mounts(), "kilowatch")
        return self.compose(*run, *arguments)

    def containers(self, part: str) -> list[str]:
        """Return identifiers of the containers of a service, including stopped ones."""
        return self.compose("ps", "-q", part).split()

    def logs(self, *parts: str) -> str:
        """Run ``docker compose logs``, one service after the other, which keeps their order."""
        return "".join(self.compose("logs", "--no-color", part) for part in parts)

    def select(self, service: str, query: str) -> str:
        """``docker compose exec … psql``, as the README has it."""
        psql = ("psql", "-U", "postgres", "kilowatch", "-tAc", query)
        return self.compose("exec", "-T", f"{service}-db", *psql).strip()

    def build(self) -> None:
        """Build all our images, including the operator's."""
        profiles = ("--profile", "operator")
        self.compose(*profiles, "build", within_s=580)

    def up(self) -> None:
        """Start everything in order; return when the gateway, the last one, has started."""
        self.compose("up", "-d", within_s=UP_WITHIN_S)

    def scale(self, replicas: int) -> None:
        """Change the number of monitoring replicas."""
        scale = f"monitoring={replicas}"
        self.compose("up", "-d", "--no-recreate", "--no-deps", "--scale", scale, "monitoring")

    def down(self) -> None:
        """Delete it, with all its data."""
        profiles = ("--profile", "demo", "--profile", "simulator")
        self.docker.try_(*self._line(*profiles, "down", "-v", "--remove-orphans"))
