"""RabbitMQ's management API: disconnects a frozen replica, and lists queues."""

from urllib.parse import quote

import structlog

from kilowatch.kit.management import MANAGEMENT_UNREACHABLE, management_client, vhost_of

log = structlog.get_logger()

UNREACHABLE = MANAGEMENT_UNREACHABLE


class Management:
    """A client of the management API for one virtual host."""

    def __init__(self, url: str, amqp_url: str) -> None:
        self._client = management_client(url)
        self._vhost = vhost_of(amqp_url)

    async def cut_off(self, connection_name: str, reason: str) -> bool:
        """Close the connection that a client named so; False if it is not listed (yet)."""
        listed = await self._client.get(
            "/connections", params={"columns": "name,client_properties.connection_name"}
        )
        listed.raise_for_status()
        for each in listed.json():
            named = each.get("client_properties", {}).get("connection_name")
            if named == connection_name:
                path = f"/connections/{quote(each['name'], safe='')}"
                closed = await self._client.delete(path, headers={"X-Reason": reason})
                return closed.status_code in {204, 404}
        return False

    async def queues(self, prefix: str) -> dict[str, int | None]:
        """Return the unacknowledged deliveries of queues whose names begin with ``prefix``.

        None if the broker has not counted yet. A count is a few seconds old.
        """
        listed = await self._client.get(
            f"/queues/{quote(self._vhost, safe='')}",
            params={"columns": "name,messages_unacknowledged"},
        )
        listed.raise_for_status()
        return {
            each["name"]: each.get("messages_unacknowledged")
            for each in listed.json()
            if each["name"].startswith(prefix)
        }

    async def close(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()
