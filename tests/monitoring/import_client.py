"""Shared steps of import tests: sending a file, and waiting for the result."""

from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.harness.serving import eventually
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.env import MonitoringEnv

DATA = Path(__file__).parents[2] / "data"
LONDON = (DATA / "london_household_MAC000002.csv").read_bytes()
UCI = (DATA / "uci_household_2007-02-01_02.csv").read_bytes()


class ImportClient:
    """An administrator with files."""

    def __init__(self, env: MonitoringEnv, admin_client: AdminClient) -> None:
        self._stage = env
        self.admin_client = admin_client

    async def send(self, path: str, file: bytes, **options: Any) -> httpx.Response:
        """A file as the administrator sends it."""
        return await self._stage.client.post(
            f"/api/monitoring{path}",
            content=file,
            params=options,
            headers=self.admin_client.headers,
        )

    async def preview(self, device: UUID, file: bytes, **options: Any) -> Any:
        """Return a preview."""
        answer = await self.send(f"/devices/{device}/imports/preview", file, **options)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def run(self, device: UUID, file: bytes, **options: Any) -> Any:
        """Import a file; gives the import when it is done."""
        answer = await self.send(f"/devices/{device}/imports", file, **options)
        assert answer.status_code == 202, answer.text
        return await self.settled(answer.json()["id"])

    async def undo(self, import_id: int) -> Any:
        """Undo an import; gives it when that is done."""
        answer = await self.admin_client.request("POST", f"/imports/{import_id}/undo")
        assert answer.status_code == 202, answer.text
        return await self.settled(import_id)

    async def settled(self, import_id: int) -> Any:
        """An import once no step of it is left."""

        async def at_rest() -> Any:
            told = await self.admin_client.get(f"/imports/{import_id}")
            return told if told["state"] not in {"running", "undoing"} else None

        return await eventually(at_rest, within_s=60)

    async def refused(self, device: UUID, file: bytes, status: int = 422, **options: Any) -> Any:
        """The code and the sentence a file is refused with, by the preview and by the import."""
        answers = [
            await self.send(f"/devices/{device}/imports{suffix}", file, **options)
            for suffix in ("/preview", "")
        ]
        assert {answer.status_code for answer in answers} == {status}, answers[0].text
        told = {(answer.json()["code"], answer.json()["detail"]) for answer in answers}
        assert len(told) == 1
        return told.pop()
