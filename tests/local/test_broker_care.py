"""A RabbitMQ that runs and has lost its queues is restarted: in time, and not too often."""

from itertools import pairwise
from typing import cast

from kilowatch.local.broker_care import FIRST_PAUSE_S, PATIENCE_S, BrokerCare
from kilowatch.local.managed_process import ManagedProcess

QUEUES = ["events.auth", "events.users"]


class Node:
    """Stands in for the process, and counts how often it was ended."""

    def __init__(self) -> None:
        self.ended = 0

    def end_at_once(self) -> None:
        self.ended += 1


class Case:
    def __init__(self) -> None:
        self.node, self.has_room = Node(), True
        self.said: list[str] = []
        part = cast("ManagedProcess", self.node)
        self.care = BrokerCare(part, "http://127.0.0.1:1", lambda: self.has_room, self.said.append)


def test_a_node_whose_queues_stay_without_a_leader_is_restarted() -> None:
    case = Case()

    case.care.judge(QUEUES, 100)
    case.care.judge(QUEUES, 100 + PATIENCE_S - 1)
    assert (case.node.ended, case.care.warning) == (0, None)
    case.care.judge(QUEUES, 100 + PATIENCE_S)

    assert case.node.ended == 1
    assert case.said == [
        "RabbitMQ runs, but has lost 2 queues (events.auth, events.users, …). It is started again."
    ]


def test_a_leader_election_is_not_a_failure() -> None:
    case = Case()

    for now_s in range(0, 300, 10):
        case.care.judge(QUEUES if now_s % 20 else [], now_s)

    assert case.node.ended == 0
    assert case.care.warning is None


def test_a_restart_waits_for_disk_space_with_a_warning() -> None:
    case = Case()
    case.has_room = False
    for now_s in (0, PATIENCE_S, PATIENCE_S + 3):
        case.care.judge(QUEUES, now_s)
    assert case.node.ended == 0
    assert case.care.warning is not None

    case.has_room = True
    case.care.judge(QUEUES, PATIENCE_S + 6)

    assert case.node.ended == 1


def test_unsuccessful_restarts_become_less_frequent() -> None:
    case = Case()
    ended_at: list[int] = []

    for now_s in range(600):
        before = case.node.ended
        case.care.judge(QUEUES, now_s)
        if case.node.ended > before:
            ended_at.append(now_s)

    pauses = [later - earlier for earlier, later in pairwise(ended_at)]
    assert pauses[:2] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S]
    assert len(ended_at) <= 5


def test_an_alarm_is_reported_when_it_starts_and_ends() -> None:
    case = Case()

    for alarms in ([], ["disk", "memory"], ["disk", "memory"], ["memory"]):
        case.care.note_alarms(alarms)
    assert case.care.alarm == (
        "RabbitMQ is short of memory: readings are held back at their senders."
    )
    case.care.note_alarms([])

    assert case.care.alarm is None
    assert [each.partition(":")[0] for each in case.said] == [
        "RabbitMQ is short of disk and memory",
        "RabbitMQ is short of memory",
        "RabbitMQ takes readings again.",
    ]
