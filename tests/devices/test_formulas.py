"""Formulas of calculated channels: checked when set, and published with their device."""

from typing import Any
from uuid import uuid4

import pytest

from kilowatch.contracts.devices import DeviceChanged, DeviceRegistered
from kilowatch.contracts.formulas import FACTOR_SCALE
from kilowatch.devices.formulas.domain import DEEPEST
from tests.devices.env import DevicesEnv

Json = dict[str, Any]


def term(device: Json, channel: str = "import", factor: float | None = None) -> Json:
    found: Json = {"device_id": device["id"], "channel": channel}
    return found if factor is None else {**found, "factor": factor}


def formula(*terms: Json, since: str | None = None) -> Json:
    return {"since": since, "terms": list(terms)}


async def add(env: DevicesEnv, device: Json, code: str, status: int = 201, **body: Any) -> Json:
    answer = await env.request("POST", f"/{device['id']}/channels", {"code": code, **body})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def change(env: DevicesEnv, device: Json, code: str, *steps: Json, status: int = 200) -> Json:
    path = f"/{device['id']}/channels/{code}/formula"
    answer = await env.request("PUT", path, {"steps": list(steps)})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def test_a_calculated_channel_has_a_formula_and_its_event_too(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, "export")

    channel = await add(
        env,
        device,
        "consumption",
        formula=[formula(term(device), term(device, "2.8.0", -1.5))],
    )

    assert channel["formula"] == [
        {"since": None, "terms": [term(device, factor=1.0), term(device, "export", -1.5)]}
    ]
    *_, event = await env.hear(3)
    assert isinstance(event, DeviceChanged)
    [_, state] = event.channels
    assert state.formula is not None
    assert [each.factor_millionths for each in state.formula[0].terms] == [
        FACTOR_SCALE,
        -3 * FACTOR_SCALE // 2,
    ]


async def test_a_virtual_device_is_calculated_from_the_start(env: DevicesEnv) -> None:
    flat, shop = await env.create(), await env.create()

    building = await env.create(formula=[formula(term(flat), term(shop))])

    assert [len(step["terms"]) for step in building["channels"][0]["formula"]] == [2]
    *_, event = await env.hear(3)
    assert isinstance(event, DeviceRegistered)
    assert event.formula is not None
    read = await env.request("GET", f"/{building['id']}")
    assert read.json()["channels"] == building["channels"]


async def test_steps_are_kept_in_the_order_of_their_dates(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, "gas")
    early, late = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"
    await add(
        env, device, "gas-kwh", kind="gas", direction="import", unit="kWh",
        formula=[formula(term(device, "gas", 10.5))],
    )  # fmt: skip

    found = await change(
        env,
        device,
        "gas-kwh",
        formula(term(device, "gas", 10.7), since=late),
        formula(term(device, "gas", 10.5)),
        formula(term(device, "gas", 10.6), since=early),
    )

    assert [each["since"] for each in found["formula"]] == [None, early, late]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "invalid_request"),
        ([{"terms": []}], "invalid_request"),
        ([{"terms": [{"channel": "export"}]}], "invalid_request"),
        ([{"terms": [{"factor": 0}]}], "formula_invalid"),
        ([{"terms": [{"factor": 0.0000001}]}], "formula_invalid"),
        ([{"terms": [{}, {}]}], "formula_invalid"),
        ([{"terms": [{}]}, {"terms": [{}]}], "formula_invalid"),
        ([{"terms": [{"channel": "export-t1"}]}], "part_unknown"),
        ([{"terms": [{"device_id": str(uuid4())}]}], "part_unknown"),
        ([{"terms": [{"channel": "gas"}]}], "factor_needed"),
    ],
)
async def test_a_formula_that_says_nothing_or_too_much_is_refused(
    env: DevicesEnv, steps: list[Json], code: str
) -> None:
    device = await env.create()
    await add(env, device, "gas")
    no_device = code == "invalid_request"
    for each in steps:
        for one in each["terms"]:
            if not no_device:
                one.setdefault("device_id", device["id"])

    refused = await add(env, device, "consumption", 422, formula=steps)

    assert refused["code"] == code
    assert len((await env.request("GET", f"/{device['id']}")).json()["channels"]) == 2


async def test_no_formula_follows_from_itself(env: DevicesEnv) -> None:
    device, other = await env.create(), await env.create()
    await add(env, device, "consumption", formula=[formula(term(device))])
    await add(env, other, "consumption", formula=[formula(term(device, "consumption"))])

    itself = await change(
        env, device, "consumption", formula(term(device, "consumption")), status=409
    )
    around = await change(
        env, device, "consumption", formula(term(other, "consumption")), status=409
    )

    assert (itself["code"], around["code"]) == ("formula_circular", "formula_circular")
    # Nothing of it stays.
    await change(env, device, "consumption", formula(term(other)))


async def test_formulas_may_follow_from_each_other_only_so_far(env: DevicesEnv) -> None:
    device = await env.create()
    before = "import"
    for n in range(DEEPEST):
        code = f"level-{n}"
        await add(
            env, device, code, kind="electricity", direction="consumption",
            formula=[formula(term(device, before))],
        )  # fmt: skip
        before = code

    refused = await add(
        env, device, "too-deep", 409, kind="electricity", direction="consumption",
        formula=[formula(term(device, before))],
    )  # fmt: skip

    assert refused["code"] == "formula_circular"


async def test_what_is_measured_does_not_become_calculated(env: DevicesEnv) -> None:
    device, other = await env.create(), await env.create()
    await add(env, device, "export")

    for code in ("import", "export"):
        refused = await change(env, device, code, formula(term(other)), status=409)
        assert refused["code"] == "channel_is_measured"
    missing = await change(env, device, "production", formula(term(other)), status=404)
    assert missing["code"] == "channel_not_found"


async def test_what_others_are_calculated_from_is_not_removed(env: DevicesEnv) -> None:
    device, other = await env.create(name="Solar"), await env.create(name="House")
    await add(env, device, "export")
    await add(env, other, "consumption", formula=[formula(term(device, "export"))])

    channel = await env.request("DELETE", f"/{device['id']}/channels/export")
    whole = await env.request("DELETE", f"/{device['id']}")
    assert (channel.status_code, whole.status_code) == (409, 409)
    assert "House (consumption)" in whole.json()["detail"]

    assert (await env.request("DELETE", f"/{other['id']}/channels/consumption")).is_success
    assert (await env.request("DELETE", f"/{device['id']}/channels/export")).is_success
    assert (await env.request("DELETE", f"/{device['id']}")).is_success


async def test_a_device_may_be_deleted_with_the_formulas_over_itself(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, "consumption", formula=[formula(term(device))])

    assert (await env.request("DELETE", f"/{device['id']}")).is_success


async def test_a_change_of_a_formula_is_recorded(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, "consumption", formula=[formula(term(device))])

    await change(env, device, "consumption", formula(term(device, factor=2)))
    again = await change(env, device, "consumption", formula(term(device, factor=2)))

    assert again["formula"][0]["terms"][0]["factor"] == 2.0
    version = (await env.request("GET", f"/{device['id']}")).json()["version"]
    assert version == 3
