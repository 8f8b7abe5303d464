"""Registers are corrected and meters swapped; the energy between them follows."""

from typing import Any

import pytest

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import at, everything, hours, over, registers, set_to
from tests.monitoring.db import MonitoringDb


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({**set_to(0), "energy_kwh": None, "register_kwh": 104}, {0: 4, 1: 2, 2: 4}),
        (over("remove", 1, 2, target="registers"), {0: 3, 1: 3, 2: 4}),
        (over("scale", 0, 9, target="registers", factor="0.001"), {0: 0.002, 1: 0.004, 2: 0.004}),
        (
            {
                "action": "swap",
                "at": at(1.5),
                "old_last_kwh": "104",
                "new_first_kwh": "105",
                "reason": "replaced",
            },
            {0: 2, 1: 2 + 0.5, 2: 4.5 - 4},
        ),
    ],
    ids=["set", "removed", "scaled", "swapped"],
)
async def test_registers_are_corrected_and_undone_exactly(
    db: MonitoringDb, admin_client: AdminClient, asked: dict[str, Any], left: dict[float, float]
) -> None:
    device = await db.device()
    await registers(db, device, 100, 102, 106, 110)
    if asked["action"] == "swap":
        await registers(db, device, 100, 102, 105.5, 106, source=2)
    before = await everything(db)

    effect = await admin_client.post(f"/devices/{device}/corrections", asked)
    assert await hours(db, device) == left
    await admin_client.post(f"/corrections/{effect['correction_id']}/undo")

    assert await everything(db) == before


async def test_a_swap_between_any_two_registers_loses_nothing(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    """The old one ended at 90,003, the new one began at 12; each reported once before."""
    device = await db.device()
    await registers(db, device, 90_000, 90_001, 13, 14)
    assert await hours(db, device) == {0: 1, 2: 1}

    await admin_client.post(
        f"/devices/{device}/corrections",
        {
            "action": "swap",
            "at": at(1.5),
            "old_last_kwh": 90_003,
            "new_first_kwh": 12,
            "reason": "calibration ran out",
        },
    )

    assert await hours(db, device) == {0: 1, 1: 3, 2: 1}


@pytest.mark.parametrize(
    ("reported", "old_last", "new_first", "left"),
    [
        # What the new one shows next is between the old one's last two values.
        ((100, 101, 105, 106), 110, 100, {0: 1, 1: 9 + 5, 2: 1}),
        # The administrator read less than the meter had reported: that time is unknown.
        ((100, 101, 105, 106), 90, 102, {0: 1, 2: 1}),
        ((100, 101, 5, 6), 101, 0, {0: 1, 1: 5, 2: 1}),
    ],
    ids=["looks like a spike", "below the last value", "at the last value, from 0"],
)
async def test_a_swap_follows_the_administrators_statement_and_not_the_values(
    db: MonitoringDb,
    admin_client: AdminClient,
    reported: tuple[float, ...],
    old_last: float,
    new_first: float,
    left: dict[float, float],
) -> None:
    device = await db.device()
    await registers(db, device, *reported)

    await admin_client.post(
        f"/devices/{device}/corrections",
        {
            "action": "swap",
            "at": at(1.5),
            "old_last_kwh": old_last,
            "new_first_kwh": new_first,
            "reason": "replaced",
        },
    )

    known = await hours(db, device)
    if old_last < reported[1]:
        # Half an hour is known: from the new meter's start on.
        assert known.pop(1) == reported[2] - new_first
    assert known == left
