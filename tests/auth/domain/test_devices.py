"""The rights of a device at the broker, and disconnections. Denied by default."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kilowatch.auth.domain.devices import (
    BrokerQuestion,
    device_of_username,
    disconnection_times,
    fits,
    may_enter,
    may_use_resource,
    may_use_topic,
    new_secret,
    owns_client_id,
    secret_hash,
)

DEVICE = "7d8f6c1e-0000-4000-8000-000000000001"
OTHER = "7d8f6c1e-0000-4000-8000-000000000002"
RESOURCE = BrokerQuestion(DEVICE, "/", "exchange", "readings", "write")
TOPIC = replace(RESOURCE, resource="topic", routing_key=f"meters.{DEVICE}.readings")


@pytest.mark.parametrize(
    "change",
    [
        {"vhost": "other"},
        {"resource": "queue"},
        {"name": "events"},
        {"permission": "read"},
        {"permission": "configure"},
    ],
    ids=str,
)
def test_a_device_may_only_write_to_the_readings_exchange(change: dict[str, str]) -> None:
    assert may_use_resource(RESOURCE, "/")
    assert may_use_topic(TOPIC, "/")
    assert not may_use_resource(replace(RESOURCE, **change), "/")
    assert not may_use_topic(replace(TOPIC, **change), "/")


def test_a_device_may_only_use_the_platforms_virtual_host() -> None:
    assert may_enter(RESOURCE, "/")
    assert not may_enter(RESOURCE, "other")


@pytest.mark.parametrize(
    "change",
    [
        {"routing_key": f"meters.{OTHER}.readings"},
        {"routing_key": "meters.#"},
        {"routing_key": ""},
        {"username": DEVICE.upper(), "routing_key": f"meters.{DEVICE.upper()}.readings"},
        {"username": "ada", "routing_key": "meters.ada.readings"},
    ],
    ids=str,
)
def test_a_device_publishes_only_under_its_own_routing_key(change: dict[str, str]) -> None:
    assert not may_use_topic(replace(TOPIC, **change), "/")


@pytest.mark.parametrize(
    ("end", "is_allowed"),
    [
        ("p1", True),
        ("tasmota.SENSOR", True),
        ("tasmota.tele.SENSOR", True),
        ("tasmota.stat.STATUS10", True),
        ("shelly.status.switch:0", True),
        ("shelly.events.rpc", True),
        ("shelly.relay.0.energy", True),
        ("homeassistant", True),
        ("p1.x", False),
        ("P1", False),
        ("tasmota.cmnd.POWER", False),
        ("tasmota.STATUS14", False),
        ("shelly.status.switch:100", False),
        ("shelly.status.made-up", False),
        ("tasmota.*", False),
        ("#", False),
        ("readings.x", False),
        ("p1\n", False),
        ("", False),
    ],
)
def test_a_device_publishes_payloads_under_known_ends(end: str, is_allowed: bool) -> None:
    asked = replace(TOPIC, routing_key=f"meters.{DEVICE}.{end}")
    assert may_use_topic(asked, "/") is is_allowed
    assert not may_use_topic(replace(asked, permission="read", client_id=DEVICE), "/")
    assert not may_use_topic(replace(asked, routing_key=f"meters.{OTHER}.{end}"), "/")


def test_an_mqtt_connection_with_the_devices_own_client_id_may_subscribe_to_commands() -> None:
    queue = replace(RESOURCE, resource="queue", name=f"mqtt-subscription-{DEVICE}qos1")
    exchange = replace(RESOURCE, permission="read")
    topic = replace(
        TOPIC, permission="read", routing_key=f"meters.{DEVICE}.tasmota.cmnd.#", client_id=DEVICE
    )
    for asked in (queue, exchange):
        assert may_use_resource(replace(asked, client_id=DEVICE), "/")
        for client_id in ("", f"{DEVICE}.2", OTHER):
            assert not may_use_resource(replace(asked, client_id=client_id), "/")
    assert not may_use_resource(
        replace(queue, client_id=DEVICE, name=f"mqtt-subscription-{OTHER}qos1"), "/"
    )
    assert may_use_topic(topic, "/")
    for change in ({"client_id": ""}, {"permission": "write"}, {"vhost": "other"}):
        assert not may_use_topic(replace(topic, **change), "/")
    for key in (
        f"meters.{DEVICE}.#",
        f"meters.{DEVICE}.tasmota.#",
        f"meters.{DEVICE}.shelly.rpc",
        f"meters.{OTHER}.tasmota.cmnd.#",
        "meters.*.tasmota.cmnd.#",
        "#",
    ):
        assert not may_use_topic(replace(topic, routing_key=key), "/"), key


def test_a_question_about_a_topic_has_the_client_id_among_its_variables() -> None:
    for name in ("client_id", "variable_map.client_id"):
        assert BrokerQuestion.of({"username": DEVICE, name: DEVICE}).client_id == DEVICE


def test_a_device_id_has_only_one_accepted_spelling() -> None:
    assert str(device_of_username(DEVICE)) == DEVICE
    for name in (DEVICE.upper(), DEVICE.replace("-", ""), f"{{{DEVICE}}}", "ada", ""):
        assert device_of_username(name) is None


def test_a_client_id_starts_with_the_device_id() -> None:
    for client_id in (None, DEVICE, f"{DEVICE}.1"):
        assert owns_client_id(DEVICE, client_id)
    for client_id in ("", f"x{DEVICE}", OTHER, DEVICE[:-1]):
        assert not owns_client_id(DEVICE, client_id)


def test_unknown_fields_of_a_broker_request_are_ignored() -> None:
    form = {"username": "ada", "vhost": "/", "ip": "127.0.0.1"}

    assert BrokerQuestion.of(form) == BrokerQuestion(username="ada", vhost="/")


def test_connections_are_closed_at_once_and_again_after_the_broker_cache_expires() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    times = disconnection_times(now, timedelta(milliseconds=500))

    assert [(each - now) / timedelta(milliseconds=1) for each in times] == [0, 750, 1500]


def test_a_secret_matches_only_its_own_hash_and_is_never_repeated() -> None:
    one, other = new_secret(), new_secret()

    assert len(one) == 43
    assert one != other
    assert fits(one, secret_hash(one))
    assert not fits(other, secret_hash(one))
    assert not fits("\udcff", secret_hash(one))
