"""Events that could not be processed are inspected, replayed or discarded."""

import base64
import hashlib
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.exceptions import ChannelNotFoundEntity

from kilowatch.contracts.accounts import UserRegistered
from kilowatch.contracts.events import encode
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.readings import UNREADABLE_BATCHES_QUEUE, replica_queue
from kilowatch.contracts.roles import Role
from kilowatch.kit.messaging import consumers
from kilowatch.kit.messaging.dead_letters import ORIGIN_HEADER
from kilowatch.kit.messaging.queues import REASON_HEADER
from tests.harness.serving import eventually
from tests.sync.full_stack import FullStack
from tests.sync.test_resync import command

KEY = "users.user_registered.v1"


async def dead(full_stack: FullStack, service: str) -> int:
    async with full_stack.channel() as channel:
        queue = await channel.declare_queue(f"events.{service}.dead", passive=True)
        return queue.declaration_result.message_count or 0


async def test_an_unreadable_event_is_listed_with_its_reason_until_discarded(
    full_stack: FullStack,
) -> None:
    await full_stack.begin("auth", "users", "devices")
    for number in range(3):
        await full_stack.put("events.devices", b'{"user_id": 7}', KEY, f"broken-{number}")
    await eventually(lambda: _has(full_stack, 3))

    looks = [await command(full_stack, "dead-letters", "devices") for _ in range(3)]
    one = await command(full_stack, "dead-letters", "devices", "--discard", "--event", "broken-1")
    report = await full_stack.examine()
    rest = await command(full_stack, "dead-letters", "devices", "--discard")

    for code, output in looks:
        assert code == 0
        assert "3 dead letters of devices." in output
        assert output.index("broken-0") < output.index("broken-1") < output.index("broken-2")
        assert "MalformedEvent: users.user_registered.v1" in output
    assert one == (0, "1 dead letters discarded.\n")
    assert any(line.startswith("devices: 2 dead letters") for line in report.problems)
    assert any("broken-0: MalformedEvent" in line for line in report.problems)
    assert rest == (0, "2 dead letters discarded.\n")
    assert await dead(full_stack, "devices") == 0


async def _has(full_stack: FullStack, count: int) -> bool:
    return await dead(full_stack, "devices") == count


async def test_a_failed_event_is_applied_on_replay_once_its_cause_is_fixed(
    full_stack: FullStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "MAX_ATTEMPTS", 1)
    await full_stack.begin("auth", "users", "devices")
    await full_stack.run(
        "devices", "ALTER TABLE account ADD CONSTRAINT none CHECK (name <> 'Grace')"
    )
    event = UserRegistered(
        user_id=UserId(uuid4()), version=1, username="grace", name="Grace", role=Role.CLIENT
    )
    await full_stack.put("events.devices", encode(event), KEY, str(event.event_id))
    await eventually(lambda: _has(full_stack, 1))

    again = await command(full_stack, "dead-letters", "devices", "--replay")
    await eventually(lambda: _has(full_stack, 1))
    shown = await command(full_stack, "dead-letters", "devices", "--event", str(event.event_id))
    await full_stack.run("devices", "ALTER TABLE account DROP CONSTRAINT none")
    mended = await command(full_stack, "dead-letters", "devices", "--replay")

    assert again == mended == (0, "1 dead letters replayed.\n")
    assert "CheckViolationError" in shown[1]
    assert '"username":"grace"' in shown[1]
    found = "SELECT EXISTS (SELECT FROM account WHERE user_id = $1)"
    await eventually(lambda: full_stack.value("devices", found, event.user_id))
    assert await dead(full_stack, "devices") == 0


async def test_contradictory_options_and_unknown_events_are_rejected(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    both = await command(full_stack, "dead-letters", "devices", "--replay", "--discard")
    missing = await command(full_stack, "dead-letters", "devices", "--replay", "--event", "nothing")
    assert (both[0], missing[0]) == (1, 1)
    assert "Either" in both[1]


async def test_a_batch_no_replica_can_read_is_a_dead_letter_of_monitoring(
    full_stack: FullStack,
) -> None:
    await full_stack.begin("auth", "users", "devices", "monitoring")
    queue = replica_queue("monitoring-1")
    await eventually(lambda: _is_there(full_stack, queue))
    unreadable = b"\x93\x01\x1b[31mred"
    for body in (unreadable, b"no batch"):
        await _put_nameless(full_stack, queue, body)
    await eventually(lambda: _has_refused(full_stack, 2))

    looks = [await command(full_stack, "dead-letters", "monitoring") for _ in range(2)]
    report = await full_stack.examine("monitoring")
    name = hashlib.sha256(unreadable).hexdigest()[:16]
    shown = await command(full_stack, "dead-letters", "monitoring", "--event", name)
    replayed = await command(full_stack, "dead-letters", "monitoring", "--replay", "--event", name)
    await eventually(lambda: _has_refused(full_stack, 2))
    again = await command(full_stack, "dead-letters", "monitoring")
    rest = await command(full_stack, "dead-letters", "monitoring", "--discard")

    for code, output in [*looks, again]:
        assert code == 0
        assert "2 dead letters of monitoring." in output
        assert output.count("rejected by monitoring.monitoring-1") == 2
        assert "some time ago" not in output
    assert any(line.startswith("monitoring: 2 dead letters") for line in report.problems)
    # What could control a terminal is shown digit by digit.
    assert unreadable.hex() in shown[1]
    assert "\x1b" not in shown[1]
    assert replayed == (0, "1 dead letters replayed.\n")
    assert rest == (0, "2 dead letters discarded.\n")
    assert await _has_refused(full_stack, 0)


async def test_a_dead_letter_whose_queue_is_gone_stays(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices", "monitoring")
    await eventually(lambda: _is_there(full_stack, replica_queue("monitoring-1")))
    async with full_stack.channel() as channel:
        letter = aio_pika.Message(
            b"no batch", headers={ORIGIN_HEADER: replica_queue("monitoring-9"), REASON_HEADER: "?"}
        )
        await channel.default_exchange.publish(letter, UNREADABLE_BATCHES_QUEUE)

    replayed = await command(full_stack, "dead-letters", "monitoring", "--replay")

    assert replayed == (0, "0 dead letters replayed.\n")
    assert await _has_refused(full_stack, 1)


async def _put_nameless(full_stack: FullStack, queue: str, body: bytes) -> None:
    """Put in a message without an identifier: our client would give it one."""
    broker = full_stack.broker
    url = f"{broker.management_url}/api/exchanges/{broker.vhost}/amq.default/publish"
    message = {
        "properties": {},
        "routing_key": queue,
        "payload": base64.b64encode(body).decode(),
        "payload_encoding": "base64",
    }
    answer = await full_stack.client.post(url, json=message)
    assert answer.json() == {"routed": True}


async def _is_there(full_stack: FullStack, queue: str) -> bool:
    async with full_stack.channel() as channel:
        try:
            await channel.declare_queue(queue, passive=True)
        except ChannelNotFoundEntity:
            return False
    return True


async def _has_refused(full_stack: FullStack, count: int) -> bool:
    async with full_stack.channel() as channel:
        queue = await channel.declare_queue(UNREADABLE_BATCHES_QUEUE, passive=True)
        return queue.declaration_result.message_count == count
