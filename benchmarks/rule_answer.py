"""Response times of a rule: ``python -m benchmarks.rule_answer [CHECKOUT]``.

From the client's question to the confirmation that holds the answer, both stored on a disk that
PostgreSQL waits for, against a process of `support` of its own over HTTP. With the folder of
another checkout that one's process is asked by turns with ours, so that whatever else the machine
does meets both: what counts then is the ratio.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx

from kilowatch.contracts.roles import Role
from tests.harness.servers import Servers, fresh_broker, fresh_database, ready_postgres_url
from tests.harness.serving import eventually, free_port
from tests.harness.tokens import TokenIssuer, add_account

ROUNDS = 400
WARM_UP = 50
QUESTION = "How do I read the chart?"
OURS = Path(__file__).parents[1]


class Asker:
    """A client in a conversation with one process."""

    def __init__(self, client: httpx.AsyncClient, conversation_id: str) -> None:
        self._client = client
        self._path = f"/api/support/conversations/{conversation_id}/messages"
        self.took_ms: list[float] = []

    async def ask(self) -> None:
        """One question; notes how long its answer took."""
        body = {"id": str(uuid4()), "text": QUESTION}
        begun = time.perf_counter()
        answer = await self._client.post(self._path, json=body)
        took = time.perf_counter() - begun
        answer.raise_for_status()
        assert answer.json()["answer"]["path"] == "rule"
        self.took_ms.append(took * 1000)


@asynccontextmanager
async def asker(checkout: Path, issuer: TokenIssuer) -> AsyncGenerator[Asker]:
    """A client of the `support` of ``checkout``, with a database and a broker of its own."""
    user_id, port = uuid4(), free_port()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_database(await ready_postgres_url(), "support"))
        broker = await stack.enter_async_context(fresh_broker())
        await add_account(url, user_id, Role.CLIENT)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kilowatch.support",
            cwd=checkout,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(checkout / "src"),
                "KILOWATCH_AMQP_URL": broker.amqp_url,
                "KILOWATCH_JWKS_URL": issuer.jwks_url,
                "KILOWATCH_INTERNAL_TOKEN": "x" * 32,
                "KILOWATCH_SUPPORT_DATABASE_URL": url,
                "KILOWATCH_SUPPORT_PORT": str(port),
                "KILOWATCH_SUPPORT_MESSAGES_PER_MINUTE": "1000000",
                "KILOWATCH_SUPPORT_CHANGES_PER_MINUTE": "1000000",
                "KILOWATCH_LOG_LEVEL": "warning",
            },
        )
        stack.push_async_callback(process.wait)
        stack.callback(process.terminate)
        client = await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}",
                headers=issuer.headers(user_id, Role.CLIENT),
                timeout=20,
                trust_env=False,
            )
        )

        async def healthy() -> bool:
            try:
                return (await client.get("/health")).is_success
            except httpx.TransportError:
                return False

        await eventually(healthy, within_s=60)
        opened = await client.post("/api/support/conversations", json={"language": "en"})
        yield Asker(client, opened.raise_for_status().json()["id"])


def told(name: str, took_ms: list[float]) -> str:
    """Median and 95th percentile."""
    centiles = statistics.quantiles(took_ms, n=20)
    return f"{name:8} p50 {centiles[9]:6.1f} ms   p95 {centiles[18]:6.1f} ms"


async def run(other: Path | None) -> None:
    """Ask by turns, and say what came out."""
    checkouts = {"ours": OURS} | ({"other": other} if other is not None else {})
    async with AsyncExitStack() as stack:
        issuer = await stack.enter_async_context(TokenIssuer().publishing_keys())
        askers = {
            name: await stack.enter_async_context(asker(checkout, issuer))
            for name, checkout in checkouts.items()
        }
        for _ in range(WARM_UP + ROUNDS):
            for each in askers.values():
                await each.ask()
        took = {name: each.took_ms[WARM_UP:] for name, each in askers.items()}
    for name, took_ms in took.items():
        sys.stdout.write(told(name, took_ms) + "\n")
    if other is not None:
        ratio = statistics.median(took["ours"]) / statistics.median(took["other"])
        sys.stdout.write(f"ours takes {ratio:.2f} times as long as the other\n")


def main() -> None:
    """Run on servers that are started for it."""
    servers = Servers()
    servers.start(postgres=True, rabbitmq=True, durable=True)
    try:
        asyncio.run(run(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None))
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
