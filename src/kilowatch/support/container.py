"""The container of the `support` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection
from kilowatch.kit.pace import WithPacedChanges
from kilowatch.support.service.composing import Composer
from kilowatch.support.service.conversations import Conversations
from kilowatch.support.service.desk import Desk
from kilowatch.support.service.posting import Posting
from kilowatch.support.service.rules import Rules


@dataclass(frozen=True, kw_only=True)
class SupportContainer(WithInspection, WithPacedChanges):
    """The services that the routes of `support` call."""

    conversations: Conversations
    posting: Posting
    composer: Composer
    desk: Desk
    rules: Rules


def container(connection: HTTPConnection) -> SupportContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, SupportContainer)
