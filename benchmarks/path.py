"""A path of its own to measure: broker, databases, a balancer and three replicas."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from kilowatch.contracts.roles import Role
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import ADMIN
from tests.harness.servers import Servers, fresh_broker, fresh_database, ready_postgres_url
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer, add_account

Measure = Callable[[Fleet], Awaitable[dict[str, float]]]


@asynccontextmanager
async def running(sources: str, folder: Path) -> AsyncGenerator[Fleet]:
    """The processes of ``sources``, once readings would be taken."""
    admin_url = await ready_postgres_url()
    async with AsyncExitStack() as stack:
        broker = await stack.enter_async_context(fresh_broker())
        monitoring = await stack.enter_async_context(fresh_database(admin_url, "monitoring"))
        balancing = await stack.enter_async_context(fresh_database(admin_url, "balancing"))
        issuer = await stack.enter_async_context(TokenIssuer().publishing_keys())
        for url in (monitoring, balancing):
            await add_account(url, ADMIN, Role.ADMIN)
        fleet = Fleet(broker, issuer, monitoring, balancing, folder)
        fleet.sources = sources
        await stack.enter_async_context(fleet.process("balancing"))
        for number in (1, 2, 3):
            name = f"monitoring-{number}"
            await stack.enter_async_context(fleet.process("monitoring", replica=name))
        await eventually(fleet.events_are_routed)
        yield fleet


def compare(measure: Measure, chosen: list[str]) -> None:
    """Measure each folder of sources (default ``src``) in one run, and say what came out."""
    asyncio.run(_compare(measure, [str(Path(each).resolve()) for each in chosen or ["src"]]))


async def _compare(measure: Measure, all_sources: list[str]) -> None:
    servers = Servers()
    servers.start(postgres=True, rabbitmq=True, durable=True)
    try:
        for sources in all_sources:
            with tempfile.TemporaryDirectory() as folder:
                async with running(sources, Path(folder)) as fleet:
                    found = await measure(fleet)
            sys.stdout.write(f"{sources}\n")
            for name, value in found.items():
                sys.stdout.write(f"  {name:28} {value:12,.2f}\n")
            sys.stdout.flush()
    finally:
        servers.stop()
