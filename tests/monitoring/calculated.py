"""Calculated channels in a monitoring database, filled without a broker."""

from datetime import datetime, timedelta
from uuid import UUID

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.devices import ChannelState, DeviceChanged
from kilowatch.contracts.formulas import FACTOR_SCALE, FormulaStep, FormulaTerm
from kilowatch.contracts.ids import DeviceId
from kilowatch.monitoring.calculation import Calculation
from kilowatch.monitoring.channel_copy import apply_device
from kilowatch.monitoring.domain import ChannelName, ParsedReading
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

KWH = 1_000_000_000
HOUR = timedelta(hours=1)
START = datetime.fromisoformat("2025-06-02T10:00:00Z")


def step(*terms: tuple[UUID, str, float], since: datetime | None = None) -> FormulaStep:
    return FormulaStep(
        since=since,
        terms=tuple(
            FormulaTerm(
                device_id=DeviceId(device),
                channel=code,
                factor_millionths=round(factor * FACTOR_SCALE),
            )
            for device, code, factor in terms
        ),
    )


async def calculated(
    db: MonitoringDb,
    device: UUID,
    *steps: FormulaStep,
    version: int = 2,
    zone: str = "UTC",
    limit_uwh: int | None = None,
    code: str = "consumption",
) -> UUID:
    """Apply the state of a device that has a calculated channel."""
    channel = ChannelState(
        code=code,
        label=None,
        kind="electricity",
        direction="consumption",
        tariff=None,
        unit="kWh",
        limit_per_hour=limit_uwh,
        formula=steps,
    )
    of_import = code == "import"
    event = DeviceChanged(
        device_id=DeviceId(device),
        version=version,
        name="Meter",
        owner_id=None,
        owned_since=None,
        limit_uwh_per_hour=None,
        reporting_interval_s=None,
        time_zone=zone,
        channels=[] if of_import else [channel],
        formula=steps if of_import else None,
        occurred_at=START,
    )
    async with db.pool.acquire() as connection, connection.transaction():
        await apply_device(connection, event, NOW, NOW - NEWS_WINDOW)
    return channel_id(device, code)


async def send(
    db: MonitoringDb,
    device: UUID,
    code: str,
    kwh: float,
    at: datetime = START,
    source: int = 1,
    interval_s: int | None = 3600,
) -> None:
    channel = None if code == "import" else ChannelName(device, code, None)
    reading = ParsedReading(
        channel_id(device, code), at, round(kwh * KWH), interval_s, source, 0, channel
    )
    await db.storage.take([reading], [], NOW)


async def settle(db: MonitoringDb, now: datetime = NOW) -> None:
    calculation = Calculation(db.pool, NEWS_WINDOW, 1)
    while await calculation.settle(now):
        pass


async def hours(db: MonitoringDb, key: UUID) -> dict[str, float]:
    rows = await db.rows(
        """SELECT hour, energy_uwh FROM hourly_consumption JOIN channel USING (channel_key)
           WHERE channel_id = $1 ORDER BY hour""",
        key,
    )
    return {f"{row['hour']:%d %H:%M}": row["energy_uwh"] / KWH for row in rows}


async def meter(db: MonitoringDb, *codes: str, zone: str = "UTC") -> UUID:
    device = await db.device(time_zone=zone)
    for code in codes:
        await db.device(device, channel=code, time_zone=zone)
    return device


async def house(db: MonitoringDb, **options: object) -> tuple[UUID, UUID]:
    """Return a meter with solar, and its channel: import - export + production."""
    device = await meter(db, "export", "production")
    formula = step((device, "import", 1), (device, "export", -1), (device, "production", 1))
    return device, await calculated(db, device, formula, **options)  # type: ignore[arg-type]
