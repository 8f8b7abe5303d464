"""The administrators' desk: taking over, the client beside it, canned replies, and the rules."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Route, expect

from tests.browser.chat_steps import ask, log_of, say, waiting_conversation
from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_the_slower_of_two_takeovers_is_shown_who_has_the_conversation(
    visitors: Visitors,
) -> None:
    client = await visitors.client()
    first, second = await visitors.administrator(), await visitors.administrator()
    talk = await waiting_conversation(visitors, client)
    path = f"/api/support/conversations/{talk}/take-over"

    async def be_overtaken(route: Route) -> None:
        await visitors.platform.call("POST", path, first.person, json={})
        await route.continue_()

    async with visitors.window(second) as page:
        await page.goto(f"/support?c={talk}")
        await page.route("**/take-over", be_overtaken)
        await page.get_by_role("button", name="Take over").click()

        told = f"{first.username} has just taken over this conversation"
        await expect(page.get_by_role("alert").get_by_text(told)).to_be_visible()
        await expect(
            page.get_by_role("button", name=f"Take over from {first.username}")
        ).to_be_visible()
        await expect(page.get_by_role("textbox", name="Message")).to_be_hidden()


async def test_an_administrator_looks_adds_a_note_and_uses_a_canned_reply(
    visitors: Visitors,
) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    device = await visitors.platform.device(client.person, name="Lathe", max_consumption=3)
    talk = await waiting_conversation(visitors, client)
    title = f"Greeting {uuid4().hex[:6]}"
    async with visitors.window(admin) as page:
        await page.goto(f"/support?c={talk}")
        beside = page.get_by_role("complementary")
        await expect(beside).to_contain_text("1 message from the client")
        await expect(beside.get_by_text("Lathe")).to_be_hidden()
        await beside.get_by_role("button", name="View data").click()
        await expect(beside.get_by_role("link", name="Lathe")).to_be_visible()
        looks = await visitors.platform.call(
            "GET", f"/api/support/looks?client_id={client.person.user_id}", admin.person
        )
        assert looks["total"] == 1
        await beside.get_by_role("button", name="Who viewed this data").click()
        await expect(beside.get_by_role("listitem")).to_contain_text(admin.username)
        await beside.get_by_role("button", name="Who viewed this data").click()
        assert str(device) in (
            await beside.get_by_role("link", name="Lathe").get_attribute("href") or ""
        )

        await beside.get_by_label("Write a note").fill("Calls back tomorrow")
        await beside.get_by_role("button", name="Add note").click()
        await expect(beside.get_by_role("listitem")).to_contain_text("Calls back tomorrow")

        await page.get_by_role("button", name="Take over").click()
        ready = page.get_by_label("Canned replies")
        await ready.select_option("Edit canned replies")
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="New reply").click()
        await dialog.get_by_label("Title").fill(title)
        await dialog.get_by_label("Text").fill("Good day, how can I help?")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog.get_by_text(title).first).to_be_visible()
        await dialog.get_by_role("button", name="Close").click()
        await ready.select_option(title)
        await expect(page.get_by_role("textbox", name="Message")).to_have_value(
            "Good day, how can I help?"
        )


async def test_a_rule_made_from_an_unanswered_question_answers_it(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    word = f"xylo{uuid4().hex[:8]}"
    async with visitors.window(client) as theirs, visitors.window(admin) as ours:
        await ask(theirs, word)
        await expect(log_of(theirs)).to_contain_text("Not answered")

        await ours.goto("/rules")
        await ours.get_by_role("button", name=re.compile(f"Create rule.*{word}")).click()
        dialog = ours.get_by_role("dialog")
        await dialog.get_by_label("Answer in English").fill("Now it is known.")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_be_hidden()
        await expect(ours.get_by_text("Never used").last).to_be_visible()
        await expect(ours.get_by_role("region", name="Unanswered questions")).not_to_contain_text(
            word
        )

        await ours.get_by_role("textbox", name="Sentence").fill(word)
        await ours.get_by_role("button", name="Test", exact=True).click()
        await expect(ours.get_by_text("This rule answers")).to_be_visible()
        await say(theirs, word)
        await expect(log_of(theirs)).to_contain_text("Now it is known.")

        await ours.get_by_role("button", name=f"Move up: {word}").click()
        await expect(ours.get_by_role("button", name=f"Move down: {word}")).to_be_enabled()
        await ours.get_by_role("region", name="Rules").get_by_text(word).first.click()
        await dialog.get_by_role("button", name="Delete …").click()
        await dialog.get_by_role("button", name="Delete permanently").click()
        await expect(ours.get_by_role("region", name="Rules")).not_to_contain_text(word)
