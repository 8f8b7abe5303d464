"""HTTP in: alerts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Moment, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.problems import raises
from kilowatch.monitoring.alerts.schemas import Alert, AlertEvidence, AlertPage
from kilowatch.monitoring.alerts.service import AlertNotFound, Alerts
from kilowatch.monitoring.alerts.storage import AlertFilter, AlertSort
from kilowatch.monitoring.limits import LIMITED

router = APIRouter(prefix="/api/monitoring/alerts", tags=["alerts"], dependencies=LIMITED)


def _alerts(request: Request) -> Alerts:
    alerts: Alerts = request.app.state.alerts
    return alerts


TheAlerts = Annotated[Alerts, Depends(_alerts)]


@router.get("", summary="Hours over their limit", openapi_extra=audited(AuditAction.LOOK_ALERTS))
async def get_alerts(
    caller: CurrentCaller,
    alerts: TheAlerts,
    device_id: UUID | None = None,
    *,
    raised: Annotated[bool | None, Query(description="Only raised, or only retracted.")] = None,
    unacknowledged: Annotated[
        bool | None, Query(description="Only raised ones nobody took note of, or only others.")
    ] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to", description="Exclusive.")] = None,
    search: Search = None,
    sort: AlertSort = "-hour",
    limit: Limit = 50,
    offset: Offset = 0,
) -> AlertPage:
    """A client's own, an administrator's all. Searched is the device's name."""
    wanted = AlertFilter(None, device_id, raised, start, end, unacknowledged)
    return await alerts.page(caller, wanted, PageRequest(search or None, sort, limit, offset))


@router.get(
    "/{alert_id}", summary="What an alert rests on", openapi_extra=audited(AuditAction.LOOK_ALERTS)
)
@raises(AlertNotFound)
async def get_alert(caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID) -> AlertEvidence:
    """The readings of the hour with their earlier values, and the limit that holds for it."""
    return await alerts.evidence(caller, alert_id)


@router.post(
    "/{alert_id}/acknowledge",
    summary="Acknowledge an alert",
    openapi_extra=audited(AuditAction.ALERT_ACKNOWLEDGED),
)
@raises(AlertNotFound)
async def acknowledge_alert(caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID) -> Alert:
    """Its owner or an administrator. An alert that is raised again is unacknowledged again."""
    return await alerts.acknowledge(caller, alert_id)


@router.delete(
    "/{alert_id}/acknowledge",
    summary="Take the acknowledgement back",
    openapi_extra=audited(AuditAction.ALERT_REOPENED),
)
@raises(AlertNotFound)
async def withdraw_acknowledgement(
    caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID
) -> Alert:
    """The alert waits for somebody again."""
    return await alerts.withdraw(caller, alert_id)
