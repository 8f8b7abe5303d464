"""The container of the `web` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.container import Container, container_of
from kilowatch.web.front_end import FrontEnd
from kilowatch.web.service import Documents


@dataclass(frozen=True, kw_only=True)
class WebContainer(Container):
    """The services behind the routes of `web`; ``services`` are the names of those with an API."""

    documents: Documents
    front_end: FrontEnd
    services: frozenset[str]


def container(connection: HTTPConnection) -> WebContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, WebContainer)
