"""A platform in containers, with the interface of the system tests."""

import asyncio
import json
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from deploy.parts import BASES, IMAGES
from tests.deployment.engine import ROOT, Docker
from tests.system.platform import Person, Platform

STAND_INS = "kilowatch-stand-in"

STAND_IN_IMAGES = {
    f"KILOWATCH_{part.upper()}_IMAGE": f"{STAND_INS}/{part}"
    for part in ("python", "node", "traefik", "rabbitmq", "postgres")
}


def image_named(docker: Docker, part: str) -> str:
    """Return the image of a third-party service: a stand-in, or the official one."""
    name = f"KILOWATCH_{part.upper()}_IMAGE"
    known = {
        "KILOWATCH_PYTHON_IMAGE": BASES["PYTHON_IMAGE"],
        "KILOWATCH_RABBITMQ_IMAGE": IMAGES["rabbitmq"],
    }
    by_default = known[name].removeprefix(f"${{{name}:-").removesuffix("}")
    return docker.environment.get(name, by_default)


class Deployed(Platform):
    """Accessed through its gateway; ``kilowatch …`` runs in the operator's container."""

    def __init__(self, docker: Docker, folder: Path, http_url: str) -> None:
        self.docker = docker
        self.folder = folder
        self.http_url = http_url
        self.admin = Person(UUID(int=0), "")

    @abstractmethod
    def command(self, *arguments: str) -> str:
        """Run ``kilowatch …`` to its end; return what it printed."""

    @abstractmethod
    def containers(self, part: str) -> list[str]:
        """Return identifiers of the running containers of a service."""

    def logs(self, *parts: str) -> str:
        """Return the output of some services' containers."""
        containers = [each for part in parts for each in self.containers(part)]
        return "".join(self.docker.try_("docker", "logs", each).stdout for each in containers)

    def select(self, service: str, query: str) -> str:
        """Return the output of `psql` in a service's database, as the README shows it."""
        container = self.containers(f"{service}-db")[0]
        psql = ("psql", "-U", "postgres", "-d", "kilowatch", "-tAc", query)
        return self.docker.run("docker", "exec", container, *psql).strip()

    async def stored_of(self, devices: list[UUID]) -> int:
        """Return the number of some devices' readings in the database."""
        return await self._count("count(*)", devices)

    async def reporting(self, devices: Sequence[UUID]) -> int:
        """Return how many of the devices have a reading in the database."""
        return await self._count("count(DISTINCT device_id)", devices)

    async def _count(self, what: str, devices: Sequence[UUID]) -> int:
        listed = ", ".join(f"'{each}'" for each in devices)
        query = f"SELECT {what} FROM reading JOIN channel USING (channel_key)"
        query += f" WHERE device_id IN ({listed})"
        return int(await asyncio.to_thread(self.select, "monitoring", query))

    def operator_mounts(self) -> list[str]:
        """Give the operator's container access to the recordings, under the same paths."""
        paths = (ROOT / "data", self.folder)
        return [part for path in paths for part in ("-v", f"{path}:{path}:ro")]

    def unhealthy(self) -> dict[str, str]:
        """Return running containers that are not healthy, or not yet, by name."""
        listed = self.docker.run("docker", "ps", "--format", "{{.Names}} {{.Status}}")
        return {
            name: state
            for name, state in (line.split(" ", 1) for line in listed.splitlines())
            if "(unhealthy)" in state or "starting)" in state
        }

    def image_sizes(self) -> dict[str, dict[str, float]]:
        """Return the MB of each of our images: in total, and beyond the base image."""
        base = self._size(image_named(self.docker, "python"))
        names = self.docker.run("docker", "images", "--format", "{{.Repository}}:{{.Tag}}")
        ours = sorted(each for each in names.splitlines() if self._was_built_here(each))
        return {
            each.split("/")[1].split(":")[0]: {
                "MB": round(self._size(each) / 1e6, 1),
                "MB_beyond_base": round((self._size(each) - base) / 1e6, 1),
            }
            for each in ours
        }

    def _was_built_here(self, image: str) -> bool:
        release = self.docker.environment["KILOWATCH_VERSION"]
        return image.startswith("kilowatch/") and image.endswith(f":{release}")

    def _size(self, image: str) -> int:
        described = json.loads(self.docker.run("docker", "image", "inspect", image))
        return int(described[0]["Size"])
