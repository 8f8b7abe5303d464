"""The claimed name, and how long a lease is certain, by a clock of the test's own."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import asyncpg
import pytest

from kilowatch.kit.database import Pool
from kilowatch.kit.leases import Grant, LeaseKeeper, lowest_free, only

LAPSES_AFTER_S = 5.0


class Clock:
    """A monotonic clock that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 1_000.0
        monkeypatch.setattr(
            "kilowatch.kit.leases.time", SimpleNamespace(monotonic=lambda: self.now_s)
        )


class SlowDatabase:
    """Stands in for a pool: each statement takes a second of the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.held: list[str] = []
        self.fence: int | None = 7
        self.renewed = "UPDATE 1"
        self.error: Exception | None = None
        self.lifetimes: list[timedelta] = []

    async def fetch(self, _query: str, *_args: object) -> list[dict[str, str]]:
        """Return who holds a name."""
        self._work()
        return [{"name": name} for name in self.held]

    async def fetchval(self, _query: str, *args: Any) -> int | None:
        """Claim a name."""
        self._work()
        self.lifetimes.append(args[-1])
        return self.fence

    async def execute(self, _query: str, *args: Any) -> str:
        """Renew or release a name."""
        self._work()
        self.lifetimes.append(args[-1])
        return self.renewed

    def _work(self) -> None:
        self._clock.now_s += 1
        if self.error is not None:
            raise self.error


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def database(clock: Clock) -> SlowDatabase:
    return SlowDatabase(clock)


@pytest.fixture
def keeper(database: SlowDatabase) -> LeaseKeeper:
    return LeaseKeeper(cast("Pool", database), only("it"), lapses_after_s=LAPSES_AFTER_S)


async def claim(keeper: LeaseKeeper) -> None:
    await keeper._claim()  # pyright: ignore[reportPrivateUsage]


async def renew(keeper: LeaseKeeper) -> None:
    assert keeper.grant is not None
    await keeper._renew(keeper.grant)  # pyright: ignore[reportPrivateUsage]


async def test_a_lease_is_certain_from_its_claim_until_just_before_it_lapses(
    clock: Clock, database: SlowDatabase, keeper: LeaseKeeper
) -> None:
    begun_s = clock.now_s
    assert not keeper.is_sure

    await claim(keeper)

    assert keeper.grant == Grant("it", 7)
    assert database.lifetimes == [timedelta(seconds=LAPSES_AFTER_S)]
    clock.now_s = begun_s + LAPSES_AFTER_S - 0.001
    assert keeper.is_sure
    clock.now_s = begun_s + LAPSES_AFTER_S
    assert not keeper.is_sure


async def test_a_renewal_extends_the_certainty_by_the_full_duration(
    clock: Clock, database: SlowDatabase, keeper: LeaseKeeper
) -> None:
    await claim(keeper)
    begun_s = clock.now_s

    await renew(keeper)

    assert database.lifetimes[-1] == timedelta(seconds=LAPSES_AFTER_S)
    clock.now_s = begun_s + LAPSES_AFTER_S - 0.001
    assert keeper.is_sure
    clock.now_s = begun_s + LAPSES_AFTER_S
    assert not keeper.is_sure


@pytest.mark.parametrize("error", [TimeoutError(), asyncpg.PostgresError("away"), OSError()])
@pytest.mark.parametrize("was_sure", [True, False])
async def test_a_certain_lease_stays_certain_during_a_database_outage(
    clock: Clock, database: SlowDatabase, keeper: LeaseKeeper, error: Exception, was_sure: bool
) -> None:
    await claim(keeper)
    clock.now_s += LAPSES_AFTER_S / 2 if was_sure else LAPSES_AFTER_S
    database.error = error

    await renew(keeper)

    clock.now_s += LAPSES_AFTER_S - 1.001
    assert keeper.is_sure is was_sure
    assert keeper.grant is not None


async def test_losing_a_lease_is_noticed_at_once(
    database: SlowDatabase, keeper: LeaseKeeper
) -> None:
    await claim(keeper)
    database.renewed = "UPDATE 0"

    await renew(keeper)

    assert (keeper.grant, keeper.is_sure) == (None, False)
    await keeper.until_lost()


@pytest.mark.parametrize(("held", "fence"), [(["it"], 7), ([], None)])
async def test_a_name_that_is_held_or_was_claimed_first_by_another_is_not_granted(
    database: SlowDatabase, keeper: LeaseKeeper, held: list[str], fence: int | None
) -> None:
    database.held, database.fence = held, fence

    await claim(keeper)

    assert (keeper.grant, keeper.is_sure) == (None, False)


async def test_nothing_is_granted_during_a_database_outage(
    database: SlowDatabase, keeper: LeaseKeeper
) -> None:
    database.error = asyncpg.PostgresError("away")

    await claim(keeper)

    assert keeper.grant is None


@pytest.mark.parametrize(
    ("held", "name"),
    [(set[str](), "m-1"), ({"m-2"}, "m-1"), ({"m-1"}, "m-2"), ({"m-1", "m-2", "m-4"}, "m-3")],
)
def test_the_lowest_free_number_is_claimed(held: set[str], name: str) -> None:
    assert lowest_free("m-")(held) == name


def test_a_single_name_is_awaited() -> None:
    assert only("it")({"other"}) == "it"
    assert only("it")({"it"}) is None


def test_a_preferred_name_comes_first_and_is_awaited_for_a_limited_time(clock: Clock) -> None:
    choose = lowest_free("m-", preferred="m-3", patience_s=10)
    assert choose({"m-1"}) == "m-3"

    assert choose({"m-3"}) is None
    clock.now_s += 9.999
    assert choose({"m-3"}) is None
    clock.now_s += 0.001
    assert choose({"m-3"}) == "m-1"
    assert choose({"m-1"}) == "m-3"
    # It was free meanwhile: the wait starts again.
    assert choose({"m-3"}) is None
