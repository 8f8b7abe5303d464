"""An AI answers in the browser: sentence by sentence, and whatever fails, the client gets help."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.browser.chat_steps import ask, log_of
from tests.browser.visitor import Login, Visitors
from tests.harness.provider import GatedReply, Reply, ScriptedProvider, ToolCalls
from tests.harness.serving import eventually

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

SAVE = "How can I save energy?"
USED_KWH = 1.5


async def client_who_used(visitors: Visitors, energy_kwh: float) -> Login:
    """A client whose only reading is known."""
    client = await visitors.client()
    device = await visitors.platform.device(client.person, name="Kettle")
    reading = {
        "device_id": str(device),
        "measured_at": datetime.now(UTC).isoformat(),
        "energy_kwh": energy_kwh,
        "interval_s": 1,
    }
    await visitors.platform.call("POST", "/api/readings", visitors.platform.admin, json=reading)

    async def is_stored() -> bool:
        return await visitors.platform.stored(device) == 1

    await eventually(is_stored, within_s=60)
    return client


async def test_sentences_appear_as_they_are_released_without_unsupported_ones(
    visitors: Visitors, provider: ScriptedProvider
) -> None:
    client = await client_who_used(visitors, USED_KWH)
    go_on = asyncio.Semaphore(0)
    sentences = [
        f"You used {USED_KWH} kWh this year. ",
        "[general] Washing cold saves about 30%. ",
        "You used 999 kWh this year. ",
        "Ask for more. ",
        "Good night.",
    ]
    provider.play(
        ToolCalls([("get_consumption", '{"period": "this_year"}')]), GatedReply(sentences, go_on)
    )
    async with visitors.window(client) as page:
        await ask(page, SAVE)
        log = log_of(page)
        await expect(log).to_contain_text("You used 1.5 kWh this year.")
        await expect(log.get_by_role("link", name="Chart")).to_be_visible()
        await expect(log).not_to_contain_text("Washing cold")

        go_on.release()
        await expect(log).to_contain_text("Washing cold saves about 30%.")
        await expect(log).to_contain_text("General advice, not based on your measurements")

        go_on.release()
        go_on.release()
        await expect(log).to_contain_text("Ask for more.")
        await expect(log).not_to_contain_text("999")
        await expect(log).not_to_contain_text("Answered by AI")

        go_on.release()
        await expect(log).to_contain_text("Good night.")
        await expect(log).to_contain_text("I left out what I couldn't check against your data.")
        await expect(log).to_contain_text("Answered by AI, figures checked against your data")
        await expect(log.get_by_text("Washing cold")).to_have_count(1)
        await page.reload()
        await expect(log).to_contain_text("Good night.")
        await expect(log).not_to_contain_text("999")
        await log.get_by_role("link", name="Chart").click()
        await expect(page).to_have_url(re.compile("/history.*span=year"))


async def test_a_provider_failure_mid_stream_shows_an_error_and_offers_a_human(
    visitors: Visitors, provider: ScriptedProvider
) -> None:
    client = await client_who_used(visitors, USED_KWH)
    provider.play(Reply("Close the windows first. Then look at th", cut=True))
    async with visitors.window(client) as page:
        await ask(page, SAVE)
        log = log_of(page)
        await expect(log).to_contain_text("I can't answer that right now")
        await expect(log).to_contain_text("Close the windows first.")
        # Midnight may have passed since the reading.
        await expect(log).to_contain_text(
            re.compile("Your use today|There are no readings for today")
        )
        await expect(log).not_to_contain_text("Then look")

        await log.get_by_role("button", name="Talk to a human").click()
        asked = page.get_by_role("status").get_by_text("We've asked a colleague, who will")
        await expect(asked).to_be_visible()
