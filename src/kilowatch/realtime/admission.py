"""Limits connections that are not authenticated yet, in total and by address."""

from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from prometheus_client import Counter as Metric
from prometheus_client import Gauge

from kilowatch.realtime.domain import ConnectionEnds, Ending

WAITING = Gauge("kilowatch_realtime_waiting_sockets", "Sockets that have not authenticated yet.")
ENDED = Metric("kilowatch_realtime_endings_total", "Sockets closed by us, by reason.", ["reason"])

NETWORK_OF_ONE: int = 64
"""Bits of an IPv6 address that belong to one customer: the rest is their choice."""


def address_of(headers: Mapping[str, str], peer: str | None) -> str:
    """Return the address of a connection, as reported by the gateway, which overwrites the header.

    Of an IPv6 address only the network counts.
    """
    try:
        address = ip_address(headers.get("x-real-ip") or peer or "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> NETWORK_OF_ONE << NETWORK_OF_ONE))
    return str(address)


class Admission:
    """Counts connections by address, and those not authenticated yet."""

    def __init__(self, *, waiting: int, waiting_per_address: int, per_address: int) -> None:
        self._most_waiting = waiting
        self._most_waiting_per_address = waiting_per_address
        self._most_per_address = per_address
        self._open: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def connected(self, address: str) -> Generator[None]:
        """Count a connection while the body runs. Raises `ConnectionEnds`."""
        with _counted(self._open, address, self._most_per_address):
            yield

    @contextmanager
    def waiting(self, address: str) -> Generator[None]:
        """Count one that is not authenticated yet. Raises `ConnectionEnds`."""
        if self._waiting.total() >= self._most_waiting:
            raise ConnectionEnds(Ending.TOO_MANY_WAITING)
        with _counted(self._waiting, address, self._most_waiting_per_address):
            WAITING.inc()
            try:
                yield
            finally:
                WAITING.dec()


@contextmanager
def _counted(counts: Counter[str], address: str, most: int) -> Generator[None]:
    if counts[address] >= most:
        raise ConnectionEnds(Ending.TOO_MANY_OF_ADDRESS)
    counts[address] += 1
    try:
        yield
    finally:
        counts[address] -= 1
        if counts[address] == 0:
            del counts[address]
