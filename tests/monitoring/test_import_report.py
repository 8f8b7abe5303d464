"""The report of an import on record."""

from tests.monitoring.db import MonitoringDb
from tests.monitoring.import_steps import ImportSteps


async def test_a_report_from_before_an_option_was_renamed_can_be_read(db: MonitoringDb) -> None:
    steps = ImportSteps(db)
    before = await steps.run(await db.device())
    await db.pool.execute(
        """UPDATE import_job SET report = replace(report::text,
               '"timestamps_mark": "interval_start"', '"stamps": "start"')::jsonb"""
    )
    [row] = await db.rows("SELECT report::text AS report FROM import_job")
    assert '"stamps"' in row["report"]

    assert (await steps.one(before.id)).report == before.report
