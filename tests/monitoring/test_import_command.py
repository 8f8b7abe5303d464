"""`kilowatch import` on the command line, with a real replica behind a gateway."""

from collections.abc import AsyncGenerator
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI, Request, Response

from kilowatch.contracts.roles import Role
from tests.harness.serving import serving
from tests.harness.tokens import TokenIssuer
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import MonitoringEnv
from tests.monitoring.file_reader import SAMPLES
from tests.monitoring.import_client import DATA
from tests.simulator.test_commands import run

LONDON = DATA / "london_household_MAC000002.csv"
PASSWORD = "correct horse battery staple"


@pytest.fixture
async def gateway(env: MonitoringEnv, issuer: TokenIssuer) -> AsyncGenerator[str]:
    """One address for the replica and for a login."""
    admin = await env.person(Role.ADMIN)
    app = FastAPI()

    @app.post("/api/auth/login")
    async def log_in(request: Request, response: Response) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        said = await request.json()
        if (said["username"], said["password"]) != ("admin", PASSWORD):
            response.status_code = 401
            return {"detail": "Username or password is wrong."}
        return {"access_token": issuer.token(admin.id, Role.ADMIN)}

    @app.api_route("/api/monitoring/{path:path}", methods=["GET", "POST"])
    async def forward(path: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        answer = await env.client.request(
            request.method,
            f"/api/monitoring/{path}",
            params=tuple(request.query_params.multi_items()),
            content=await request.body(),
            headers={"Authorization": request.headers["Authorization"]},
        )
        return Response(answer.content, answer.status_code, media_type="application/json")

    @app.post("/api/devices/{device_id}/channels", status_code=201)
    async def add_channel(device_id: UUID, request: Request) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        await env.db.device(device_id, channel=(await request.json())["code"], name="House")
        return {}

    async with serving(app) as url:
        yield url


async def test_a_file_is_previewed_then_imported(
    db: MonitoringDb, gateway: str, tmp_path: Path
) -> None:
    device = await db.device()
    command = ("import", str(LONDON), "--device", str(device), "--login", "admin", "--url", gateway)

    shown = await run(*command, "--preview", home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)
    assert shown.returncode == 0, shown.stderr
    assert "24140 readings, 6095.6720007 kWh" in shown.stdout
    assert "24140 new, 0 stored already" in shown.stdout
    assert "is not a number" in shown.stderr
    assert await db.rows("SELECT 1 FROM reading") == []

    unasked = await run(*command, home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)
    assert (unasked.returncode, "say --yes" in unasked.stderr) == (1, True)

    done = await run(*command, "--yes", home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    assert "is done: 24140 new" in done.stdout
    [row] = await db.rows("SELECT count(*) AS count FROM reading")
    assert row["count"] == 24_140


async def test_registers_fill_channels_that_are_added_first(
    db: MonitoringDb, gateway: str, tmp_path: Path
) -> None:
    device = await db.device(name="House")
    file = SAMPLES / "engie_solar.csv"
    sides = ("Type=Levering => import", "Type=Teruglevering => 2.8.0")
    parts = [argument for side in sides for argument in ("--part", side)]
    command = ("import", str(file), "--device", str(device), "--login", "admin", "--url", gateway)

    done = await run(*command, *parts, "--yes", home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)

    assert done.returncode == 0, done.stderr
    assert "House, import: " in done.stdout
    assert ", 26.3 kWh; " in done.stdout
    assert "House, export (a new channel): " in done.stdout
    assert ", 12.8 kWh; " in done.stdout
    stored = "SELECT DISTINCT code FROM reading JOIN channel USING (channel_key) ORDER BY 1"
    assert [row["code"] for row in await db.rows(stored)] == ["export", "import"]

    wrong = await run(*command, "--part", "export", home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)
    assert (wrong.returncode, "COLUMN=VALUE => CHANNEL" in wrong.stderr) == (1, True)


async def test_mistakes_are_reported_in_a_sentence(
    db: MonitoringDb, gateway: str, tmp_path: Path
) -> None:
    device = await db.device()
    bad = tmp_path / "bad.csv"
    bad.write_text("time,value\n2025-06-01,1\n2025-06-02,1\n", "utf-8")
    command = ("import", str(bad), "--device", str(device), "--username", "admin", "--url", gateway)

    unclear = await run(*command, home=tmp_path, KILOWATCH_PASSWORD=PASSWORD)
    wrong = await run(*command, home=tmp_path, KILOWATCH_PASSWORD="guess")
    nobody = await run(*command, home=tmp_path)

    assert [each.returncode for each in (unclear, wrong, nobody)] == [1, 1, 1]
    assert "say unit=Wh, kWh, MWh or kW" in unclear.stderr
    assert "Username or password is wrong." in wrong.stderr
    assert "KILOWATCH_PASSWORD" in nobody.stderr
    assert "Traceback" not in unclear.stderr + wrong.stderr + nobody.stderr
