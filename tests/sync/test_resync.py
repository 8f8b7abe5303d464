"""A new or emptied copy is filled again, during events."""

import asyncio
import os
import subprocess
import sys
from typing import Any
from uuid import UUID, uuid4

import msgspec

from kilowatch.contracts.accounts import UserChanged
from kilowatch.contracts.copies import CopyRequest, requests_queue
from kilowatch.contracts.events import encode
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from tests.harness.serving import eventually
from tests.sync.full_stack import SERVICES, FullStack, user_id
from tests.users.env import INTERNAL_TOKEN

CROWD = 1_200
"""More than two chunks that an owner sends at a time."""


async def command(full_stack: FullStack, *arguments: str) -> tuple[int, str]:
    """Run ``kilowatch …`` as the operator of these services; return exit code and output."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("KILOWATCH_")}
    urls = {f"KILOWATCH_{each.upper()}_URL": url for each, url in full_stack.urls.items()}
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "kilowatch", *arguments],
        env={**known, **urls, "KILOWATCH_INTERNAL_TOKEN": INTERNAL_TOKEN},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def add_crowd(full_stack: FullStack) -> None:
    """Create users from before any service listened; one in ten was deleted."""
    await full_stack.run(
        "users",
        """INSERT INTO person (id, version, username, name, role, status)
           SELECT gen_random_uuid(), 1, 'person' || n, 'Person', 'CLIENT', 'active'
           FROM generate_series(1, $1::int) AS n""",
        CROWD,
    )
    await full_stack.run(
        "users",
        """UPDATE person SET version = 2, username = '', name = '', status = 'deleted'
           WHERE username LIKE 'person%0'""",
    )


async def test_a_new_service_requests_its_copies(full_stack: FullStack) -> None:
    await add_crowd(full_stack)
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    ada = await full_stack.people.add_user(admin, "ada")
    await eventually(lambda: full_stack.in_step(), within_s=60)
    device = await full_stack.device(admin, ada["id"])

    await full_stack.begin("realtime", "monitoring")

    await eventually(lambda: full_stack.in_step("realtime", "monitoring"), within_s=60)
    count = "SELECT count(*) FROM account"
    assert await full_stack.value("realtime", count) == CROWD + 2
    deleted = f"{count} WHERE status = 'deleted'"
    assert await full_stack.value("realtime", deleted) == CROWD // 10
    found = await full_stack.value(
        "monitoring", "SELECT name FROM channel WHERE device_id = $1", UUID(device["id"])
    )
    assert found == "Heat pump"
    token = await full_stack.people.token_of("ada")
    async with full_stack.socket(token):
        pass


async def test_changes_during_a_resync_are_neither_lost_nor_reverted(full_stack: FullStack) -> None:
    await add_crowd(full_stack)
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    people = [await full_stack.people.add_user(admin, f"user{number}") for number in range(4)]
    await eventually(lambda: full_stack.in_step(), within_s=60)
    await full_stack.run("devices", "DELETE FROM account WHERE username <> 'admin'")

    async def rename() -> None:
        for turn in range(8):
            for person in people:
                path = f"/api/users/{person['id']}"
                await full_stack.ask("users", path, admin, "PATCH", {"name": f"Name {turn}"})

    (code, output), _ = await asyncio.gather(command(full_stack, "resync", "devices"), rename())

    assert code == 0, output
    assert f"devices: {CROWD + 5} accounts in step." in output
    await eventually(lambda: full_stack.in_step())
    for person in people:
        row = "SELECT name || version FROM account WHERE user_id = $1"
        assert await full_stack.value("devices", row, user_id(person)) == "Name 79"


async def test_an_older_state_that_arrives_late_changes_nothing(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    ada = await full_stack.people.add_user(admin, "ada")
    await full_stack.ask("users", f"/api/users/{ada['id']}", admin, "PATCH", {"name": "Ada L."})
    await eventually(lambda: full_stack.in_step(), within_s=30)
    late = UserChanged(
        user_id=UserId(user_id(ada)), version=1, username="ada", name="Late", role=Role.ADMIN
    )

    await full_stack.put(
        "events.devices", encode(late), "users.user_changed.v1", str(late.event_id)
    )

    noted = "SELECT EXISTS (SELECT FROM inbox WHERE event_id = $1)"
    await eventually(lambda: full_stack.value("devices", noted, late.event_id))
    assert await full_stack.in_step()


async def test_an_unknown_request_blocks_nothing(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    await full_stack.people.administrator()
    queue = requests_queue("users")
    nobody = msgspec.json.encode(CopyRequest(service="nobody", copy="accounts"))
    unknown = msgspec.json.encode(CopyRequest(service="devices", copy="treasures"))
    for body in (b"{", unknown, nobody):
        await full_stack.put(queue, body, "", "")
    await eventually(lambda: full_stack.in_step(), within_s=30)
    await full_stack.run("devices", "DELETE FROM account")

    await full_stack.put(
        queue, msgspec.json.encode(CopyRequest(service="devices", copy="accounts")), "", ""
    )

    await eventually(lambda: full_stack.value("devices", "SELECT count(*) = 1 FROM account"))


async def test_the_command_reports_and_repairs_problems(full_stack: FullStack) -> None:
    await full_stack.begin(*SERVICES)
    admin = await full_stack.people.administrator()
    await full_stack.device(admin)
    await eventually(lambda: full_stack.in_step(*SERVICES), within_s=30)
    await full_stack.run("realtime", "DELETE FROM account")

    sick = await command(full_stack, "doctor")
    repaired = await command(full_stack, "doctor", "--repair", "--json")
    well = await command(full_stack, "doctor")

    assert sick[0] == 1
    assert "realtime: accounts differ from users's: 1 missing." in sick[1]
    report: dict[str, Any] = msgspec.json.decode(repaired[1])
    assert repaired[0] == 0
    assert report["repaired"] == ["realtime: 1 of accounts mended."]
    assert well[0] == 0
    assert "All is well." in well[1]
    assert (await command(full_stack, "resync", "nobody"))[0] == 1


async def test_the_internal_api_is_only_for_the_platform(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    for path in ("/copies", "/copies/accounts/chunks", "/events", "/dead-letters"):
        assert (await full_stack.ask("users", f"/internal{path}", admin)).status_code == 401
    owned = "/internal/copies/accounts/resend?service=devices"
    assert (await full_stack.ask("users", owned, admin, "POST")).status_code == 401
    unknown = await full_stack.ask("users", "/internal/copies/treasures/chunks", INTERNAL_TOKEN)
    assert unknown.status_code == 404
    assert str(uuid4()) not in unknown.text
