from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.overconsumption import (
    EarlyWarningRaised,
    EarlyWarningRetracted,
    EarlyWarningState,
    OverconsumptionRetracted,
    OverconsumptionState,
)
from kilowatch.contracts.socket import Alert, ServerMessage
from kilowatch.realtime.domain import (
    REPLAY_LIMIT,
    Draft,
    Ending,
    LastNotification,
    Notification,
    draft_of,
    near_limit_warning,
    notification_of,
    overconsumption_alert,
    starting_point,
    wire_form,
)
from tests.realtime.env import overconsumption

numbers = st.integers(min_value=0, max_value=2**60)


@given(last_number=numbers)
def test_a_connection_without_a_number_starts_with_new_notifications(last_number: int) -> None:
    start = starting_point(None, last_number)

    assert (start.number, start.gap) == (last_number, False)


@given(after=numbers, behind=st.integers(min_value=0, max_value=REPLAY_LIMIT))
def test_a_connection_slightly_behind_starts_at_its_position(after: int, behind: int) -> None:
    start = starting_point(after, after + behind)

    assert (start.number, start.gap) == (after, False)


@given(after=numbers, last_number=numbers)
def test_skipped_notifications_are_reported_as_a_gap(after: int, last_number: int) -> None:
    start = starting_point(after, last_number)

    assert start.gap == (start.number != after)
    assert start.gap or 0 <= last_number - start.number <= REPLAY_LIMIT


def test_history_and_devices_without_an_owner_send_no_notification() -> None:
    assert draft_of(overconsumption(UserId(uuid4()), live=False)) is None
    assert draft_of(overconsumption(None)) is None


def test_an_alert_is_in_kilowatt_hours() -> None:
    alert = overconsumption_alert(overconsumption(UserId(uuid4())))

    assert (alert.energy_kwh, alert.limit_kwh, alert.state) == (2.5, 2.0, "raised")


def test_a_retraction_may_lack_a_limit() -> None:
    raised = msgspec.structs.asdict(overconsumption(UserId(uuid4())))
    retracted = msgspec.convert(raised | {"limit_uwh": None}, OverconsumptionRetracted)

    alert = overconsumption_alert(retracted)

    assert (alert.limit_kwh, alert.state) == (None, "retracted")


def test_sent_messages_match_the_contract() -> None:
    draft = draft_of(overconsumption(UserId(uuid4())))
    assert draft is not None
    sent_at = datetime(2026, 3, 1, 19, tzinfo=UTC)

    text = wire_form(Notification(draft.user_id, 18, draft.kind, draft.body, sent_at))

    message = msgspec.json.decode(text, type=ServerMessage)
    alert = overconsumption_alert(overconsumption(draft.user_id))
    assert message == Alert(number=18, sent_at=sent_at, alert=alert)


OWNER = UserId(UUID(int=7))
RAISED = overconsumption(OWNER)
RETRACTED = msgspec.convert(msgspec.structs.asdict(RAISED), OverconsumptionRetracted)
NEAR: dict[str, Any] = {
    "device_id": DeviceId(UUID(int=1)),
    "device_name": "Heat pump",
    "owner_id": OWNER,
    "hour": datetime(2026, 3, 1, 18, tzinfo=UTC),
    "time_zone": "UTC",
    "energy_uwh": 1_700_000_000,
    "limit_uwh": 2_000_000_000,
    "share_percent": 80,
    "version": 1,
    "live": True,
}
WARNED, WARNING_RETRACTED = EarlyWarningRaised(**NEAR), EarlyWarningRetracted(**NEAR)


def test_an_early_warning_is_in_kilowatt_hours_and_shares() -> None:
    warning = near_limit_warning(WARNED)

    assert (warning.energy_kwh, warning.limit_kwh, warning.share) == (1.7, 2.0, 0.8)
    assert (warning.state, near_limit_warning(WARNING_RETRACTED).state) == ("raised", "retracted")


@pytest.mark.parametrize(
    ("event", "kind", "about", "state"),
    [
        (RAISED, "alert", "overconsumption", "raised"),
        (RETRACTED, "alert", "overconsumption", "retracted"),
        (WARNED, "early_warning", "early_warning", "raised"),
        (WARNING_RETRACTED, "early_warning", "early_warning", "retracted"),
    ],
)
def test_a_notification_has_the_kind_subject_and_state_of_its_event(
    event: OverconsumptionState | EarlyWarningState, kind: str, about: str, state: str
) -> None:
    draft = draft_of(event)

    assert draft is not None
    assert (draft.kind, draft.version, draft.event_id) == (kind, 1, event.event_id)
    assert draft.subject == f"{about}/{event.device_id}/2026-03-01T18:00:00+00:00"
    assert msgspec.json.decode(draft.body)["state"] == state


def test_two_channels_of_an_hour_are_two_subjects() -> None:
    for event in (RAISED, WARNED):
        other = msgspec.structs.replace(event, channel="export")
        draft, own = draft_of(other), draft_of(event)
        assert draft is not None
        assert own is not None
        assert draft.subject == f"{own.subject}/export"
        assert msgspec.json.decode(draft.body)["channel"] == "export"


def is_silent(draft: Draft | None) -> bool | None:
    """Return whether a notification is silent; None if there is none."""
    return None if draft is None else msgspec.json.decode(draft.body).get("silent", False)


def test_a_late_retraction_is_sent_silently_only_after_a_notification() -> None:
    late = msgspec.structs.replace(RETRACTED, live=False)
    history = msgspec.structs.replace(RAISED, live=False)

    assert is_silent(draft_of(RETRACTED)) is False
    assert is_silent(draft_of(RETRACTED, silent=True)) is True
    assert is_silent(draft_of(late, was_notified=True)) is True
    assert draft_of(late) is None
    assert draft_of(history, was_notified=True) is None


def test_a_state_already_sent_to_its_owner_is_not_sent_again() -> None:
    def sent(event: OverconsumptionState, last: LastNotification | None) -> bool | None:
        return is_silent(notification_of(event, last))

    before = LastNotification(number=1, version=0, state="raised")
    same_version = msgspec.structs.replace(before, version=1, state="retracted")
    late = msgspec.structs.replace(RETRACTED, live=False)

    assert sent(RAISED, None) is False
    assert sent(RETRACTED, before) is False
    assert sent(late, before) is True
    assert sent(late, None) is None
    assert sent(RAISED, before) is None
    assert sent(RAISED, same_version) is None
    assert sent(RETRACTED, msgspec.structs.replace(before, state="retracted")) is None
    assert is_silent(notification_of(RAISED, None, silent=True)) is True


def test_a_notification_has_the_correlation_id_if_there_is_one() -> None:
    notification = Notification(OWNER, 1, "alert", "{}", datetime(2026, 3, 1, 19, tzinfo=UTC))
    traced = msgspec.structs.replace(notification, correlation_id="abc")

    assert "correlation_id" not in msgspec.json.decode(wire_form(notification))
    assert msgspec.json.decode(wire_form(traced))["correlation_id"] == "abc"


def test_every_close_reason_fits_into_a_close_frame() -> None:
    assert all(len(ending.reason.encode()) <= 123 for ending in Ending)
