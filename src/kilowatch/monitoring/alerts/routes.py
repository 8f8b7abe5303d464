"""HTTP routes: alerts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Moment, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.problems import raises
from kilowatch.monitoring.alerts.domain import AlertFilter
from kilowatch.monitoring.alerts.schemas import Alert, AlertEvidence, AlertPage, AlertSort
from kilowatch.monitoring.alerts.service import AlertNotFound, Alerts
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED

router = APIRouter(prefix="/api/monitoring/alerts", tags=["alerts"], dependencies=LIMITED)


def _alerts(request: Request) -> Alerts:
    return container(request).alerts


TheAlerts = Annotated[Alerts, Depends(_alerts)]


@router.get("", summary="List alerts", openapi_extra=audited(AuditAction.LOOK_ALERTS))
async def get_alerts(
    caller: CurrentCaller,
    alerts: TheAlerts,
    device_id: UUID | None = None,
    *,
    raised: Annotated[
        bool | None, Query(description="True: only raised alerts; false: only retracted ones.")
    ] = None,
    unacknowledged: Annotated[
        bool | None,
        Query(description="True: only raised alerts that nobody acknowledged; false: only others."),
    ] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to", description="Alerts before this hour.")] = None,
    search: Search = None,
    sort: AlertSort = "-hour",
    limit: Limit = 50,
    offset: Offset = 0,
) -> AlertPage:
    """Hours over their limit: a client's own, or all for an administrator.

    `search` is in the device's name.
    """
    wanted = AlertFilter(None, device_id, raised, start, end, unacknowledged)
    return await alerts.page(caller, wanted, PageRequest(search or None, sort, limit, offset))


@router.get(
    "/{alert_id}",
    summary="Get an alert with its evidence",
    openapi_extra=audited(AuditAction.LOOK_ALERTS),
)
@raises(AlertNotFound)
async def get_alert(caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID) -> AlertEvidence:
    """Return the hour's readings with their earlier values, and the limit that holds."""
    return await alerts.evidence(caller, alert_id)


@router.post(
    "/{alert_id}/acknowledge",
    summary="Acknowledge an alert",
    openapi_extra=audited(AuditAction.ALERT_ACKNOWLEDGED),
)
@raises(AlertNotFound)
async def acknowledge_alert(caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID) -> Alert:
    """By its owner or an administrator. An alert that is raised again is unacknowledged again."""
    return await alerts.acknowledge(caller, alert_id)


@router.delete(
    "/{alert_id}/acknowledge",
    summary="Withdraw an acknowledgement",
    openapi_extra=audited(AuditAction.ALERT_REOPENED),
)
@raises(AlertNotFound)
async def withdraw_acknowledgement(
    caller: CurrentCaller, alerts: TheAlerts, alert_id: UUID
) -> Alert:
    """Mark the alert as unacknowledged again."""
    return await alerts.withdraw(caller, alert_id)
