"""The pool of a service never prevents its shutdown."""

import asyncio

from kilowatch.kit import database
from tests.conftest import MakeDatabase


async def test_a_leaked_connection_does_not_prevent_shutdown(make_database: MakeDatabase) -> None:
    pool = await database.connect(await make_database("auth"), application="test")
    await pool.acquire()

    async with asyncio.timeout(database.CLOSE_WITHIN_S + 30):
        await database.close(pool)

    assert pool.get_size() == 0
