"""The current state of devices that report on several channels."""

from kilowatch.contracts.channels import channel_id
from kilowatch.monitoring.domain import ChannelName, Parsed, ParsedReading
from tests.monitoring.env import KWH, MonitoringEnv, early_in_an_hour
from tests.monitoring.test_latest import latest, mark_all_as_dispatched


async def test_a_device_is_heard_by_any_of_its_channels(env: MonitoringEnv) -> None:
    admin = await env.admin()
    hour = await early_in_an_hour()
    device = await env.db.device(interval_s=3600)
    readings: list[Parsed] = []
    for n, code in enumerate(("import-t1", "import-t2", "gas")):
        await env.db.device(device, channel=code, interval_s=3600)
        named = ChannelName(device, code, None)
        key = channel_id(device, code)
        readings.append(ParsedReading(key, hour, (n + 1) * KWH, 3600, n, 0, named))
    await env.db.storage.take(readings, [], hour)
    await mark_all_as_dispatched(env)

    [item] = (await latest(env, admin))["items"]

    assert (item["state"], item["reading"]) == ("live", None)
    assert item["hour"]["energy_kwh"] == item["today"]["energy_kwh"] == 3.0


async def test_a_total_counts_in_place_of_its_registers(env: MonitoringEnv) -> None:
    admin = await env.admin()
    hour = await early_in_an_hour()
    device = await env.db.device()
    await env.db.device(device, channel="import-t1")
    named = ChannelName(device, "import-t1", None)
    readings: list[Parsed] = [
        ParsedReading(device, hour, 2 * KWH, 3600, 1, 0),
        ParsedReading(channel_id(device, "import-t1"), hour, 2 * KWH, 3600, 2, 0, named),
    ]
    await env.db.storage.take(readings, [], hour)

    [item] = (await latest(env, admin))["items"]

    assert item["hour"]["energy_kwh"] == item["today"]["energy_kwh"] == 2.0
