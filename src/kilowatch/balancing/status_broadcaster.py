"""Samples the dispatch status: for charts, for Prometheus, and for the other balancer.

The history has a sample a second; the other balancer gets them more often, so that it makes
little difference which of the two is asked.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractConnection
from prometheus_client import Gauge

from kilowatch.balancing.arrivals import Arrivals
from kilowatch.balancing.domain import ReplicaPool, ReplicaState
from kilowatch.balancing.sample_history import SAMPLE_EVERY_S, SampleHistory, is_outdated
from kilowatch.balancing.stream_dispatcher import StreamDispatcher
from kilowatch.balancing.stream_head import StreamHead
from kilowatch.contracts.balancing import BALANCING_EXCHANGE, BalancingSample, ReplicaSample
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.leases import LeaseKeeper
from kilowatch.kit.messaging.listeners import FanOutListener, declare_fan_out

log = structlog.get_logger()

TELL_EVERY_S = 0.25

active_gauge = Gauge("kilowatch_balancing_active", "1 while this balancer is the active one.")
lag_gauge = Gauge(
    "kilowatch_stream_lag_messages", "Messages in the stream that are not dispatched yet."
)
backlog_gauge = Gauge(
    "kilowatch_replica_backlog_batches", "Batches dispatched and not done, by replica", ["replica"]
)
held_gauge = Gauge("kilowatch_senders_held", "Devices over their quota that have to wait.")
waiting_gauge = Gauge(
    "kilowatch_sender_waiting_messages", "Messages waiting of the device that has most of them."
)
stuck_gauge = Gauge(
    "kilowatch_replica_stuck", "1 while a delivery of a replica does not move", ["replica"]
)
up_gauge = Gauge("kilowatch_replica_up", "1 while a replica is active, by replica", ["replica"])

_decoder = msgspec.json.Decoder(BalancingSample)


class StatusBroadcaster:
    """Broadcasts the dispatch status while active, and listens while another balancer is."""

    def __init__(
        self,
        amqp_url: str,
        name: str,
        lease: LeaseKeeper,
        replica_pool: ReplicaPool,
        dispatcher: StreamDispatcher,
        stream_head: StreamHead,
        stuck_after_s: float,
    ) -> None:
        self._stuck_after_s = stuck_after_s
        self._name = name
        self._lease = lease
        self._replica_pool = replica_pool
        self._dispatcher = dispatcher
        self._stream_head = stream_head
        self._arrivals = Arrivals()
        self._shown: set[str] = set()
        self._heard: BalancingSample | None = None
        self.history = SampleHistory()
        self.publisher = BrokerSessions(amqp_url, "balancing status publisher", self._speak)
        self._listener = FanOutListener(
            amqp_url,
            "balancing status subscriber",
            BALANCING_EXCHANGE,
            _decoder,
            self._on_sample,
        )
        self.subscriber = self._listener.sessions

    async def listen(self) -> None:
        """Receive the active balancer's samples until cancelled."""
        await self._listener.run()

    async def speak(self) -> None:
        """Broadcast the dispatch status until cancelled, as the active balancer does."""
        if self._heard is not None:
            self._replica_pool.take_over(self._heard.replicas)
        active_gauge.set(1)
        try:
            await run_together(self.publisher.run(), self._record())
        finally:
            active_gauge.set(0)

    def sample(self) -> BalancingSample | None:
        """Return the dispatch status now; None if this is not the active balancer."""
        grant = self._lease.grant
        if grant is None or not self._lease.is_sure:
            return None
        now, now_s = datetime.now(UTC), time.monotonic()
        self._note_arrivals(self._stream_head.seen_at, self._stream_head.offset)
        return BalancingSample(
            at=now,
            active=self._name,
            fence=grant.fence,
            strategy=self._replica_pool.strategy.value,
            position=self._dispatcher.position,
            newest_offset=self._stream_head.offset,
            replicas=[
                _sample(self._replica_pool.replicas[name], now, now_s, self._stuck_after_s)
                for name in sorted(self._replica_pool.replicas)
            ],
            newest_seen_at=self._stream_head.seen_at,
            dispatched_until=self._arrivals.before(self._dispatcher.position),
            busy_senders=self._dispatcher.busy_senders(),
        )

    def _note_arrivals(self, seen_at: datetime | None, newest_offset: int | None) -> None:
        if seen_at is not None and newest_offset is not None:
            self._arrivals.note(seen_at, newest_offset)

    def current(self) -> BalancingSample | None:
        """Return the dispatch status now, or as last received from the active balancer."""
        return self.sample() or self._heard or self.history.latest

    async def _record(self) -> None:
        while True:
            sample = self.sample()
            if sample is not None:
                self.history.add(sample)
                self._show(sample)
            await asyncio.sleep(SAMPLE_EVERY_S)

    def _show(self, sample: BalancingSample) -> None:
        names = {each.name for each in sample.replicas}
        for gone in self._shown - names:
            backlog_gauge.remove(gone)
            up_gauge.remove(gone)
            stuck_gauge.remove(gone)
        self._shown = names
        for each in sample.replicas:
            backlog_gauge.labels(each.name).set(each.backlog_batches)
            up_gauge.labels(each.name).set(each.state == "active")
            stuck_gauge.labels(each.name).set(each.stuck_since is not None)
        lag_gauge.set(sample.lag_messages or 0)
        held_gauge.set(sum(each.held for each in sample.busy_senders))
        waiting_gauge.set(max((each.waiting_messages for each in sample.busy_senders), default=0))

    async def _speak(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await declare_fan_out(channel, BALANCING_EXCHANGE)
            while True:
                sample = self.sample()
                if sample is not None:
                    body = msgspec.json.encode(sample)
                    await exchange.publish(aio_pika.Message(body), "", mandatory=False)
                await asyncio.sleep(TELL_EVERY_S)

    def _on_sample(self, sample: BalancingSample) -> None:
        grant = self._lease.grant
        is_our_own = grant is not None and sample.fence == grant.fence
        if is_our_own or is_outdated(sample, self._heard):
            return
        self._heard = sample
        self._note_arrivals(sample.newest_seen_at, sample.newest_offset)
        if self.history.is_due(sample):
            self.history.add(sample)


def _sample(
    state: ReplicaState, now: datetime, now_s: float, stuck_after_s: float
) -> ReplicaSample:
    stuck_since_s = state.deliveries.stuck_since_s(state.heartbeat, now_s, stuck_after_s)
    # A silent replica is disconnected, and its batches go to others.
    is_stuck = stuck_since_s is not None and not state.silent
    return ReplicaSample(
        name=state.name,
        incarnation=state.heartbeat.incarnation,
        state=state.standing.value,
        since=now - timedelta(seconds=now_s - state.since_s),
        last_heartbeat_at=state.heartbeat.sent_at,
        dispatched_batches=state.dispatched_batches,
        dispatched_messages=state.dispatched_messages,
        waiting_batches=state.waiting_batches,
        unacknowledged_batches=state.heartbeat.unacknowledged,
        backlog_batches=state.backlog_batches,
        done_batches=state.heartbeat.batches_total,
        done_readings=state.heartbeat.readings_total,
        broker_unacknowledged_batches=state.deliveries.at_broker,
        stuck_since=now - timedelta(seconds=now_s - (stuck_since_s or now_s)) if is_stuck else None,
    )
