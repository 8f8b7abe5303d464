"""HTTP routes: readings."""

from fastapi import APIRouter, Request

from kilowatch.balancing.container import container
from kilowatch.balancing.schemas import Receipt
from kilowatch.balancing.senders import CurrentSender
from kilowatch.balancing.service.intake import (
    ForeignDevice,
    MalformedReadings,
    NoReadings,
    RequestTooLarge,
)
from kilowatch.balancing.service.quotas import OverQuota
from kilowatch.balancing.unread import NOTED
from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.audit import audited, record_once
from kilowatch.kit.errors import KilowatchError, Unavailable
from kilowatch.kit.problems import raises

router = APIRouter(prefix="/api")

READING_EXAMPLE = {
    "device_id": "7d8f6c1e-53a8-4b2c-9d0e-1f2a3b4c5d6e",
    "measured_at": "2025-11-25T10:00:00Z",
    "energy_kwh": 0.125,
    "interval_s": 900,
}


@router.post(
    "/readings",
    status_code=202,
    tags=["readings"],
    summary="Send readings",
    openapi_extra={
        **audited(AuditAction.READINGS_REPORTED),
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "oneOf": [
                            {"type": "object"},
                            {"type": "array", "items": {"type": "object"}},
                        ]
                    },
                    "example": READING_EXAMPLE,
                }
            },
        },
    },
)
@raises(NoReadings, MalformedReadings, RequestTooLarge, ForeignDevice, OverQuota)
async def post_readings(sender: CurrentSender, request: Request) -> Receipt:
    """Send one reading or an array of them, as meters do.

    A device logs in with its own credential (basic authentication, its identifier as username)
    and reports for itself, so it may leave `device_id` out. An administrator may report for any
    device.

    What is accepted is stored by the broker for good. A value that isn't valid is found when it
    is stored, and listed among the rejections. While the broker is short of disk or memory the
    answer is 503; `Retry-After` says when to try again.
    """
    app = container(request)
    app.broker_room.check()
    if sender.device_id is None:
        await record_once(app.pool, AuditAction.READINGS_REPORTED)
    else:
        app.holding.admit(sender.device_id)
    body = await request.body()
    try:
        receipt = await app.intake.take(body, sender.device_id)
    except Unavailable:
        raise
    except KilowatchError as error:
        app.rejections.note(sender.device_id, error.code, error.detail, body)
        request.scope[NOTED] = True
        raise
    if receipt.rejected:
        detail, count = receipt.rejected[0].detail, len(receipt.rejected)
        app.rejections.note(sender.device_id, "malformed_reading", detail, body, count)
    return receipt
