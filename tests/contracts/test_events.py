"""Yesterday's events are read by today's consumers."""

from pathlib import Path

import msgspec
import pytest

from kilowatch.contracts import events
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.events import MalformedEvent, UnknownEvent

SAMPLES = Path(__file__).parents[2] / "schemas" / "events" / "samples"


@pytest.mark.parametrize("key", sorted(declared_events()))
def test_the_committed_sample_is_read_and_written_back(key: str) -> None:
    body = (SAMPLES / f"{key}.json").read_bytes()

    event = events.decode(key, body)

    assert events.routing_key(type(event)) == key
    written = msgspec.json.decode(events.encode(event))
    assert msgspec.json.decode(body).items() <= written.items()


@pytest.mark.parametrize("key", sorted(declared_events()))
def test_unknown_fields_are_ignored(key: str) -> None:
    fields = msgspec.json.decode((SAMPLES / f"{key}.json").read_bytes())

    events.decode(key, msgspec.json.encode({**fields, "added_tomorrow": 1}))


def test_an_unknown_key_and_a_malformed_body_are_distinguished() -> None:
    with pytest.raises(UnknownEvent):
        events.decode("users.user_sang.v1", b"{}")
    with pytest.raises(MalformedEvent):
        events.decode("users.user_deleted.v1", b'{"user_id": 5}')
