"""Reports administrators' acts on the simulation to `users`: the simulator has no database."""

from collections.abc import Mapping

import httpx
import msgspec
import structlog

from kilowatch.contracts.audit import (
    SIMULATION_ACTS_PATH,
    AuditAction,
    Detail,
    Subject,
)
from kilowatch.kit.requests import forwarded_headers

log = structlog.get_logger()


class Acts:
    """Reports acts to `users` with the token of the acting administrator."""

    def __init__(self, http: httpx.AsyncClient, users_url: str) -> None:
        self._http = http
        self._url = f"{users_url}{SIMULATION_ACTS_PATH}"

    async def report(
        self,
        token: str,
        action: AuditAction,
        after: Mapping[str, Detail] | None = None,
        device_id: object = None,
    ) -> None:
        """Record an act. If `users` does not accept it, it is logged."""
        subject = Subject("simulation") if device_id is None else _meter(device_id)
        act = {
            "action": action.value,
            "subject": msgspec.to_builtins(subject),
            "after": None if after is None else dict(after),
        }
        headers = forwarded_headers() | {"Authorization": f"Bearer {token}"}
        try:
            answer = await self._http.post(self._url, json=act, headers=headers)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.error("act.not_recorded", act=act, error=repr(error))


def _meter(device_id: object) -> Subject:
    return Subject("device", str(device_id))
