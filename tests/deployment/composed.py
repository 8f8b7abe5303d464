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
        self._databases: dict[str, str] = {}
        """Containers of databases that were asked already, by service."""

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
        """``docker compose exec … psql``, as the README has it.

        From the second time on past Compose, which takes half a second of the processor to start:
        some queries are asked until an answer comes true.
        """
        psql = ("psql", "-U", "postgres", "kilowatch", "-tAc", query)
        if container := self._databases.get(service):
            return self.docker.run("docker", "exec", container, *psql).strip()
        answer = self.compose("exec", "-T", f"{service}-db", *psql).strip()
        [self._databases[service]] = self.containers(f"{service}-db")
        return answer

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
        self._databases.clear()
        profiles = ("--profile", "demo", "--profile", "simulator")
        self.docker.try_(*self._line(*profiles, "down", "-v", "--remove-orphans"))
