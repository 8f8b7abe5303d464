"""Every list is paged, sorted by its columns, and searched."""

from itertools import chain

import pytest

from kilowatch.monitoring.domain import Rejection
from tests.monitoring.correction_steps import KWH
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.env import MonitoringEnv
from tests.monitoring.import_client import ImportClient
from tests.monitoring.reference_model import Sent
from tests.monitoring.test_early_warnings import this_hour, until_warning_is, warned_device

NAMES = ("Cellar", "attic", "Barn")
IN_ORDER = ["attic", "Barn", "Cellar"]
"""Ignoring case, as people search."""


@pytest.fixture
async def filled(db: MonitoringDb, import_client: ImportClient) -> ImportClient:
    """Import three devices, each with one more hour over its limit than the previous one."""
    for hours, name in enumerate(NAMES, start=1):
        device = await db.device(name=name, limit_uwh=KWH)
        rows = "".join(f"2025-06-02T{hour:02}:00,{hours + 1}\n" for hour in range(hours))
        file = f"start,energy (kWh)\n{rows}".encode()
        done = await import_client.run(
            device, file, file_name=f"{name}-{hours}.csv", interval_s=3600
        )
        assert done["state"] == "done"
    return import_client


def names_of(page: dict[str, list[dict[str, str]]]) -> list[str]:
    """Return the devices of a page, each as often as it occurs."""
    return [each.get("device_name") or each["name"] for each in page["items"]]


@pytest.mark.parametrize("path", ["/alerts", "/corrections", "/imports", "/latest"])
async def test_devices_are_sorted_by_name_and_found_by_part_of_it(
    filled: ImportClient, path: str
) -> None:
    column = "name" if path == "/latest" else "device"

    up = names_of(await filled.admin_client.get(path, sort=column))
    down = names_of(await filled.admin_client.get(path, sort=f"-{column}"))
    found = await filled.admin_client.get(path, search="TT")

    assert list(dict.fromkeys(up)) == IN_ORDER
    assert down == up[::-1]
    assert set(names_of(found)) == {"attic"}
    assert found["total"] == len(found["items"])


async def test_a_page_continues_where_the_previous_one_ended(filled: ImportClient) -> None:
    whole = await filled.admin_client.get("/alerts", sort="energy")
    parts = [
        (await filled.admin_client.get("/alerts", sort="energy", limit=1, offset=offset))["items"]
        for offset in range(whole["total"])
    ]

    assert list(chain.from_iterable(parts)) == whole["items"]
    energies = [each["energy_kwh"] for each in whole["items"]]
    assert energies == sorted(energies)


@pytest.mark.parametrize(
    ("path", "sort", "expected"),
    [
        ("/imports", "rows", ["Cellar", "attic", "Barn"]),
        ("/imports", "-made_at", ["Barn", "attic", "Cellar"]),
        ("/corrections", "-difference", ["Barn", "attic", "Cellar"]),
        ("/alerts", "-energy", ["Barn", "Barn", "Barn", "attic", "attic", "Cellar"]),
    ],
)
async def test_other_columns_can_be_sorted(
    filled: ImportClient, path: str, sort: str, expected: list[str]
) -> None:
    assert names_of(await filled.admin_client.get(path, sort=sort)) == expected


async def test_imports_are_found_by_file_name(filled: ImportClient) -> None:
    assert names_of(await filled.admin_client.get("/imports", search="barn-3.CSV")) == ["Barn"]
    assert names_of(await filled.admin_client.get("/imports", search="100%")) == []


async def test_rejections_are_sorted_and_found_by_the_sent_text(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    refused = [
        Rejection(1, 0, "meter-b", "not_json", "This is no JSON.", "{broken"),
        Rejection(2, 0, "meter-a", "value_negative", "Energy is never negative.", '{"v": -1}'),
    ]
    await db.storage.take([], refused, NOW)

    by_sender = await import_client.admin_client.get("/rejections", sort="sender")
    by_reason = await import_client.admin_client.get("/rejections", sort="-reason")
    found = await import_client.admin_client.get("/rejections", search="BROKEN")

    assert [each["sender"] for each in by_sender["items"]] == ["meter-a", "meter-b"]
    assert [each["reason"] for each in by_reason["items"]] == ["value_negative", "not_json"]
    assert ([each["body"] for each in found["items"]], found["total"]) == (["{broken"], 1)


async def test_early_warnings_are_found_by_device(
    env: MonitoringEnv, import_client: ImportClient
) -> None:
    owner = await env.person()
    device = await warned_device(env, owner)
    await env.db.take(device, [Sent(this_hour(), round(1.7 * KWH), 60, 1)])
    await until_warning_is(env, owner, "raised")

    assert names_of(
        await import_client.admin_client.get("/early-warnings", search="MET", sort="-energy")
    ) == ["Meter"]
    assert names_of(await import_client.admin_client.get("/early-warnings", search="attic")) == []


@pytest.mark.parametrize(
    "path", ["/alerts", "/corrections", "/imports", "/latest", "/rejections", "/early-warnings"]
)
async def test_an_unknown_sort_order_is_rejected(import_client: ImportClient, path: str) -> None:
    answer = await import_client.admin_client.request("GET", path, sort="hour; DROP TABLE reading")

    assert answer.status_code == 422
    assert (await import_client.admin_client.request("GET", path, search="' OR 1=1 --")).json()[
        "items"
    ] == []
