"""The pool of a service: it never keeps the service from ending."""

import asyncio

from kilowatch.kit import database
from tests.conftest import MakeDatabase


async def test_a_session_that_is_never_given_back_does_not_keep_a_service_from_ending(
    make_database: MakeDatabase,
) -> None:
    pool = await database.connect(await make_database("auth"), application="test")
    await pool.acquire()

    async with asyncio.timeout(database.CLOSE_WITHIN_S + 30):
        await database.close(pool)

    assert pool.get_size() == 0
