"""plpgsql_check finds no fault in the functions, if the server has that extension.

PostgreSQL checks only the syntax of PL/pgSQL bodies; the extension also looks up the columns and
types that they use. The PostgreSQL of `make test` comes without it: to run these tests, set a
server that has it in KILOWATCH_TEST_POSTGRES_URL.
"""

import asyncpg
import pytest

from kilowatch.local.home import SERVICES_WITH_DATABASE
from tests.conftest import MakeDatabase

FAULTS = """
SELECT p.proname || ', line ' || coalesce(f.lineno, 0) || ': ' || f.message AS fault
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
CROSS JOIN LATERAL (
    SELECT min(tgrelid) AS relid, max(tgoldtable) AS old_table, max(tgnewtable) AS new_table
    FROM pg_trigger WHERE tgfoid = p.oid) AS t
CROSS JOIN LATERAL plpgsql_check_function_tb(
    p.oid, coalesce(t.relid, 0)::regclass, fatal_errors => false,
    oldtable => t.old_table, newtable => t.new_table) AS f
WHERE p.pronamespace = 'public'::regnamespace AND f.level IN ('error', 'warning')
"""


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
async def test_functions_pass_plpgsql_check(
    make_database: MakeDatabase, postgres_url: str, service: str
) -> None:
    admin = await asyncpg.connect(postgres_url)
    has_it = await admin.fetchval(
        "SELECT true FROM pg_available_extensions WHERE name = 'plpgsql_check'"
    )
    await admin.close()
    if not has_it:
        pytest.skip("this PostgreSQL has no plpgsql_check")
    name = (await make_database(service)).rpartition("/")[2]
    connection = await asyncpg.connect(f"{postgres_url.rpartition('/')[0]}/{name}")
    try:
        await connection.execute("CREATE SCHEMA checks")
        await connection.execute("CREATE EXTENSION plpgsql_check SCHEMA checks")
        await connection.execute("SET search_path = public, checks")
        faults = await connection.fetch(FAULTS)
    finally:
        await connection.close()

    assert [row["fault"] for row in faults] == []
