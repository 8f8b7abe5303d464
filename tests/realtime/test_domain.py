from datetime import UTC, datetime
from uuid import uuid4

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.overconsumption import OverconsumptionRetracted
from kilowatch.contracts.socket import Alert, ServerMessage
from kilowatch.realtime.domain import (
    REPLAY_LIMIT,
    Ending,
    Notification,
    draft_of,
    overconsumption_alert,
    starting_point,
    wire_form,
)
from tests.realtime.env import overconsumption

numbers = st.integers(min_value=0, max_value=2**60)


@given(last_number=numbers)
def test_who_names_no_number_starts_with_what_is_new(last_number: int) -> None:
    start = starting_point(None, last_number)

    assert (start.number, start.gap) == (last_number, False)


@given(after=numbers, behind=st.integers(min_value=0, max_value=REPLAY_LIMIT))
def test_who_is_a_little_behind_starts_where_they_were(after: int, behind: int) -> None:
    start = starting_point(after, after + behind)

    assert (start.number, start.gap) == (after, False)


@given(after=numbers, last_number=numbers)
def test_nothing_is_left_out_without_saying_so(after: int, last_number: int) -> None:
    start = starting_point(after, last_number)

    assert start.gap == (start.number != after)
    assert start.gap or 0 <= last_number - start.number <= REPLAY_LIMIT


def test_history_and_devices_without_an_owner_interrupt_nobody() -> None:
    assert draft_of(overconsumption(UserId(uuid4()), live=False)) is None
    assert draft_of(overconsumption(None)) is None


def test_an_alert_speaks_kilowatt_hours() -> None:
    alert = overconsumption_alert(overconsumption(UserId(uuid4())))

    assert (alert.energy_kwh, alert.limit_kwh, alert.state) == (2.5, 2.0, "raised")


def test_a_retraction_can_be_for_want_of_a_limit() -> None:
    raised = msgspec.structs.asdict(overconsumption(UserId(uuid4())))
    retracted = msgspec.convert(raised | {"limit_uwh": None}, OverconsumptionRetracted)

    alert = overconsumption_alert(retracted)

    assert (alert.limit_kwh, alert.state) == (None, "retracted")


def test_what_goes_out_is_what_the_contract_says() -> None:
    draft = draft_of(overconsumption(UserId(uuid4())))
    assert draft is not None
    sent_at = datetime(2026, 3, 1, 19, tzinfo=UTC)

    text = wire_form(Notification(draft.user_id, 18, draft.kind, draft.body, sent_at))

    message = msgspec.json.decode(text, type=ServerMessage)
    alert = overconsumption_alert(overconsumption(draft.user_id))
    assert message == Alert(number=18, sent_at=sent_at, alert=alert)


def test_every_close_reason_fits_into_a_close_frame() -> None:
    assert all(len(ending.reason.encode()) <= 123 for ending in Ending)
