"""HTTP routes: readings."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from kilowatch.balancing.container import container
from kilowatch.balancing.schemas import Receipt
from kilowatch.balancing.senders import CurrentSender, Sender
from kilowatch.balancing.service.intake import (
    ForeignDevice,
    MalformedReadings,
    NoReadings,
    RequestTooLarge,
    UnknownPayload,
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
    await _admit(request, sender)
    body = await request.body()
    with _noting(request, sender, body):
        receipt = await app.intake.take(body, sender.device_id)
    if receipt.rejected:
        detail, count = receipt.rejected[0].detail, len(receipt.rejected)
        app.rejections.note(sender.device_id, "malformed_reading", detail, body, count)
    return receipt


PAYLOAD_EXAMPLE = {"Time": "2025-11-25T10:00:00+02:00", "ENERGY": {"Total": 123.456}}


@router.post(
    "/readings/{end:path}",
    status_code=202,
    tags=["readings"],
    summary="Send what a meter says in its own form",
    openapi_extra={
        **audited(AuditAction.READINGS_REPORTED),
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "oneOf": [
                            {"type": "object"},
                            {"type": "array", "maxItems": 1000, "items": {"type": "object"}},
                        ]
                    },
                    "example": PAYLOAD_EXAMPLE,
                },
                "text/plain": {"schema": {"type": "string", "maxLength": 65536}},
            },
        },
    },
)
@raises(NoReadings, UnknownPayload, RequestTooLarge, ForeignDevice, OverQuota)
async def post_payload(
    sender: CurrentSender,
    request: Request,
    end: Annotated[
        str,
        Path(
            description="What the body is, as at the end of MQTT topics: `p1`, `tasmota/SENSOR`, "
            "`shelly/status/switch:0`, `zigbee2mqtt`, `homewizard`, `homeassistant` or `senml`.",
            max_length=100,
            examples=["tasmota/SENSOR"],
        ),
    ],
    device_id: Annotated[
        UUID | None,
        Query(description="The device that reports; a device itself may leave it out."),
    ] = None,
) -> Receipt:
    """Send one message of a meter as its maker made it: a P1 telegram, a status of a Shelly.

    It counts as one in `accepted`, however many counters it shows. What can't be understood is
    listed among the rejections, with what was expected.
    """
    app = container(request)
    await _admit(request, sender)
    body = await request.body()
    with _noting(request, sender, body):
        if sender.device_id is not None and device_id not in {None, sender.device_id}:
            raise ForeignDevice(0)
        reporting = sender.device_id or device_id
        if reporting is None:
            raise NoReadings
        return await app.intake.take_payload(body, reporting, end.replace("/", "."))


async def _admit(request: Request, sender: Sender) -> None:
    app = container(request)
    app.broker_room.check()
    if sender.device_id is None:
        await record_once(app.pool, AuditAction.READINGS_REPORTED)
    else:
        app.holding.admit(sender.device_id)


@contextmanager
def _noting(request: Request, sender: Sender, body: bytes) -> Generator[None]:
    """List a request that is refused whole among the rejections."""
    try:
        yield
    except Unavailable:
        raise
    except KilowatchError as error:
        app = container(request)
        app.rejections.note(sender.device_id, error.code, error.detail, body)
        request.scope[NOTED] = True
        raise
