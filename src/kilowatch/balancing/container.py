"""The container of the `balancing` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.balancing.broker_room import BrokerRoomWatch
from kilowatch.balancing.quotas import QuotaMeter
from kilowatch.balancing.senders import WithSenders
from kilowatch.balancing.service.health import HealthPoller
from kilowatch.balancing.service.intake import Intake
from kilowatch.balancing.service.quotas import Holding
from kilowatch.balancing.service.strategy import StrategySelector
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.status_broadcaster import StatusBroadcaster
from kilowatch.kit.container import container_of
from kilowatch.kit.database import Pool
from kilowatch.kit.internal_api import WithInspection


@dataclass(frozen=True, kw_only=True)
class BalancingContainer(WithInspection, WithSenders):
    """The services that the routes of `balancing` call."""

    settings: BalancingSettings
    pool: Pool
    selector: StrategySelector
    broadcaster: StatusBroadcaster
    intake: Intake
    holding: Holding
    quota_meter: QuotaMeter
    poller: HealthPoller
    broker_room: BrokerRoomWatch


def container(connection: HTTPConnection) -> BalancingContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, BalancingContainer)
