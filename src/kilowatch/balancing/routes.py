"""HTTP in: readings, and how they are dealt."""

from fastapi import APIRouter, Request

from kilowatch.balancing.domain import ReplicaState, Roster
from kilowatch.balancing.schemas import Receipt, Replica, Replicas
from kilowatch.balancing.senders import CurrentSender
from kilowatch.kit.accounts import CurrentAdministrator

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
        }
    },
)
async def post_readings(sender: CurrentSender, request: Request) -> Receipt:
    """One reading or an array of them, as meters send them.

    A device logs in with its own credential (basic authentication, its identifier as username)
    and reports for itself alone, so it need not name itself in each reading. An administrator
    may report for any device.

    The answer says what the broker has taken for good. What is wrong with a value is found
    when it is stored, and listed among the rejections.
    """
    receipt: Receipt = await request.app.state.intake.take(await request.body(), sender.device_id)
    return receipt


@router.get("/balancing/replicas", tags=["balancing"], summary="The replicas and their shares")
async def get_replicas(_: CurrentAdministrator, request: Request) -> Replicas:
    """Who lives, what each was dealt, and what waits for it; administrators only."""
    roster: Roster = request.app.state.roster
    return Replicas(
        strategy="round_robin",
        position=request.app.state.dealer.position,
        items=[_replica(roster.replicas[name]) for name in sorted(roster.replicas)],
    )


def _replica(state: ReplicaState) -> Replica:
    return Replica(
        name=state.name,
        state="silent" if state.silent else "active",
        dealt_batches=state.dealt_batches,
        dealt_messages=state.dealt_messages,
        waiting_batches=state.waiting_batches,
        unacknowledged_batches=state.heartbeat.unacknowledged,
        done_batches=state.heartbeat.batches_total,
        done_readings=state.heartbeat.readings_total,
        last_heartbeat_at=state.heartbeat.sent_at,
    )
