"""The container of the `users` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection
from kilowatch.users.audit.service import AuditLog
from kilowatch.users.service import People
from kilowatch.users.settings import UsersSettings


@dataclass(frozen=True, kw_only=True)
class UsersContainer(WithInspection):
    """The services that the routes of `users` call."""

    audit_log: AuditLog
    people: People
    settings: UsersSettings


def container(connection: HTTPConnection) -> UsersContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, UsersContainer)
