"""A client asks; rules, data or a human answer. Two browsers, typing to each other."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import PHONE, Login, Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


def log_of(page: Page) -> Locator:
    """What was said."""
    return page.get_by_role("log")


async def say(page: Page, text: str) -> None:
    """Write and send, as a person does."""
    field = page.get_by_role("textbox", name="Message")
    await field.press_sequentially(text)
    await field.press("Enter")


async def ask(page: Page, text: str) -> None:
    """Open a conversation with a question."""
    await page.goto("/support")
    await say(page, text)
    await expect(log_of(page)).to_contain_text(text)


async def waiting_conversation(visitors: Visitors, client: Login) -> str:
    """A conversation in which a human was asked for."""
    base, talk = "/api/support/conversations", str(uuid4())
    await visitors.platform.call("POST", base, client.person, json={"id": talk})
    body = {"id": str(uuid4()), "text": "hello"}
    await visitors.platform.call("POST", f"{base}/{talk}/messages", client.person, json=body)
    await visitors.platform.call("POST", f"{base}/{talk}/human", client.person)
    return talk


async def test_a_rule_answers_at_once_and_says_why(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/")
        await page.get_by_role("link", name="Support").click()
        await expect(page.get_by_text("Nothing was asked yet.")).to_be_visible()
        await say(page, "hello")

        log = log_of(page)
        await expect(log).to_contain_text("Hello! Ask me about your consumption")
        await expect(log).to_contain_text("Answered by a rule")
        await log.get_by_role("button", name="Why this answer?").click()
        await expect(log).to_contain_text("100% sure · rule 'Hello': \"hello\" fits by hello")

        await page.reload()
        await expect(log).to_contain_text("Hello! Ask me about your consumption")


async def test_shift_and_enter_begin_a_line_and_an_unanswered_question_offers_a_human(
    visitors: Visitors,
) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/support")
        field = page.get_by_role("textbox", name="Message")
        await field.press_sequentially("Zorblax")
        await field.press("Shift+Enter")
        await say(page, "quimbly")
        log = log_of(page)
        await expect(log).to_contain_text("Not answered")
        assert "Zorblax\nquimbly" in await log.inner_text()

        await log.get_by_role("button", name="Speak to a human").click()
        await expect(page.get_by_text("A colleague has been asked and will answer")).to_be_visible()
        await page.get_by_role("button", name="Close the conversation").click()
        await expect(page.get_by_text("This conversation is closed.")).to_be_visible()
        await page.get_by_role("button", name="Reopen").click()
        await expect(page.get_by_text("The assistant answers.")).to_be_visible()


async def test_what_could_not_be_sent_is_kept_and_sent_again_once(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await ask(page, "hello")
        await page.route("**/messages", lambda route: route.abort())
        await say(page, "thanks")
        await expect(page.get_by_text("Not sent.")).to_be_visible()
        await page.unroute("**/messages")
        await page.get_by_role("button", name="Send again").click()

        await expect(log_of(page)).to_contain_text("You are welcome.")
        await expect(page.get_by_text("Not sent.")).to_be_hidden()
        await expect(log_of(page).get_by_text("thanks", exact=True)).to_have_count(1)


async def test_a_message_whose_confirmation_is_lost_stands_there_once(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await ask(page, "hello")

        async def store_but_never_confirm(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await page.route("**/messages", store_but_never_confirm)
        await say(page, "thanks")

        await expect(log_of(page)).to_contain_text("You are welcome.")
        await expect(page.get_by_text("Not sent.")).to_be_hidden()
        await expect(log_of(page).get_by_text("thanks", exact=True)).to_have_count(1)


async def test_client_and_administrator_type_to_each_other(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    async with visitors.window(client) as theirs, visitors.window(admin) as ours:
        await ask(theirs, "speak to a human")
        asked = theirs.get_by_role("status").get_by_text("A colleague has been asked and will")
        await expect(asked).to_be_visible()

        await ours.goto("/support")
        await ours.get_by_role("link", name=re.compile(client.username)).click()
        await expect(log_of(ours)).to_contain_text("speak to a human")
        await ours.get_by_role("button", name="Take over").click()
        await expect(theirs.get_by_text(f"{admin.username} has the conversation.")).to_be_visible()

        await ours.get_by_role("textbox", name="Message").press_sequentially("Good")
        writing = f"{admin.username} is writing …"
        await expect(theirs.get_by_text(writing)).to_be_visible()
        await say(ours, " evening")
        await expect(log_of(theirs)).to_contain_text("Good evening")
        await expect(theirs.get_by_text(writing)).to_be_hidden()
        await expect(log_of(ours)).to_contain_text("Read")

        await theirs.get_by_role("textbox", name="Message").press_sequentially("My pump")
        await expect(ours.get_by_text(f"{client.username} is writing …")).to_be_visible()
        await say(theirs, " hums")
        await expect(log_of(ours)).to_contain_text("My pump hums")
        await expect(log_of(theirs)).to_contain_text("Read")

        await ours.get_by_role("button", name="Hand back to the assistant").click()
        await expect(theirs.get_by_text("The assistant answers.")).to_be_visible()
        await say(theirs, "hello")
        await expect(log_of(theirs)).to_contain_text("Hello! Ask me")
        await expect(log_of(ours)).to_contain_text("Hello! Ask me")


async def test_of_two_administrators_who_take_over_one_is_told_who_has_it(
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

        told = f"{first.username} has just taken this conversation"
        await expect(page.get_by_role("alert").get_by_text(told)).to_be_visible()
        await expect(
            page.get_by_role("button", name=f"Take it from {first.username}")
        ).to_be_visible()
        await expect(page.get_by_role("textbox", name="Message")).to_be_hidden()


async def test_what_was_missed_is_counted_until_it_is_read(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    platform = visitors.platform
    talk = await waiting_conversation(visitors, client)
    base = f"/api/support/conversations/{talk}"
    await platform.call("POST", f"{base}/marks", client.person, json={"read": 10})
    async with visitors.window(client) as page:
        await page.goto("/history")
        support = page.get_by_role("link", name="Support")
        await expect(support).to_have_accessible_name("Support")

        await platform.call("POST", f"{base}/take-over", admin.person, json={})
        body = {"id": str(uuid4()), "text": "I am here now."}
        await platform.call("POST", f"{base}/messages", admin.person, json=body)
        await expect(support).to_have_accessible_name(re.compile("1 conversation with news"))

        await support.click()
        await page.get_by_role("link", name=re.compile("I am here now")).click()
        await expect(log_of(page)).to_contain_text("I am here now.")
        await page.get_by_role("link", name="History").click()
        await expect(support).to_have_accessible_name("Support")


async def test_an_administrator_looks_leaves_a_note_and_uses_a_ready_reply(
    visitors: Visitors,
) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    device = await visitors.platform.device(client.person, name="Lathe", max_consumption=3)
    talk = await waiting_conversation(visitors, client)
    title = f"Greeting {uuid4().hex[:6]}"
    async with visitors.window(admin) as page:
        await page.goto(f"/support?c={talk}")
        beside = page.get_by_role("complementary")
        await expect(beside).to_contain_text("1 message of the client")
        await expect(beside.get_by_text("Lathe")).to_be_hidden()
        await beside.get_by_role("button", name="Look at it").click()
        await expect(beside.get_by_role("link", name="Lathe")).to_be_visible()
        looks = await visitors.platform.call(
            "GET", f"/api/support/looks?client_id={client.person.user_id}", admin.person
        )
        assert looks["total"] == 1
        assert str(device) in (
            await beside.get_by_role("link", name="Lathe").get_attribute("href") or ""
        )

        await beside.get_by_label("Write a note").fill("Calls back tomorrow")
        await beside.get_by_role("button", name="Add the note").click()
        await expect(beside.get_by_role("listitem")).to_contain_text("Calls back tomorrow")

        await page.get_by_role("button", name="Take over").click()
        ready = page.get_by_label("Ready replies")
        await ready.select_option("Edit ready replies")
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


async def test_a_rule_is_made_of_what_nobody_answered_and_answers(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    word = f"xylo{uuid4().hex[:8]}"
    async with visitors.window(client) as theirs, visitors.window(admin) as ours:
        await ask(theirs, word)
        await expect(log_of(theirs)).to_contain_text("Not answered")

        await ours.goto("/rules")
        await ours.get_by_role("button", name=re.compile(f"Make a rule.*{word}")).click()
        dialog = ours.get_by_role("dialog")
        await dialog.get_by_label("Answer in English").fill("Now it is known.")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_be_hidden()
        await expect(ours.get_by_text("Never answered yet").last).to_be_visible()
        await expect(ours.get_by_role("region", name="What nobody")).not_to_contain_text(word)

        await ours.get_by_role("textbox", name="Sentence").fill(word)
        await ours.get_by_role("button", name="Try", exact=True).click()
        await expect(ours.get_by_text("This rule answers")).to_be_visible()
        await say(theirs, word)
        await expect(log_of(theirs)).to_contain_text("Now it is known.")

        await ours.get_by_role("button", name=f"Move up: {word}").click()
        await expect(ours.get_by_role("button", name=f"Move down: {word}")).to_be_enabled()
        await ours.get_by_role("region", name="Rules").get_by_text(word).first.click()
        await dialog.get_by_role("button", name="Delete …").click()
        await dialog.get_by_role("button", name="Delete for good").click()
        await expect(ours.get_by_role("region", name="Rules")).not_to_contain_text(word)


@pytest.mark.parametrize(
    ("language", "message", "take_over"),
    [("en-GB", "Message", "Take over"), ("ro-RO", "Mesaj", "Preia")],
)
async def test_axe_finds_nothing_in_a_conversation_on_either_side(
    visitors: Visitors, language: str, message: str, take_over: str
) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    await visitors.platform.device(client.person, name="Seen", max_consumption=2)
    talk = await waiting_conversation(visitors, client)
    async with visitors.window(client, language=language) as page:
        await page.goto(f"/support?c={talk}")
        await expect(page.get_by_role("textbox", name=message)).to_be_visible()
        await assert_good_in_every_shape(page, f"a client's conversation in {language}")
    async with visitors.window(admin, language=language) as page:
        await page.goto(f"/support?c={talk}&view=all")
        taking = page.get_by_role("button", name=take_over)
        await expect(taking).to_be_visible()
        await taking.click()
        await expect(page.get_by_role("textbox", name=message)).to_be_visible()
        await expect(page.get_by_role("link", name="Seen")).to_be_visible()
        await assert_good_in_every_shape(page, f"an administrator's conversation in {language}")


async def test_on_a_phone_one_goes_from_the_list_to_a_conversation_and_back(
    visitors: Visitors,
) -> None:
    client = await visitors.client()
    await waiting_conversation(visitors, client)
    async with visitors.window(client) as page:
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await page.goto("/support")
        await page.get_by_role("link", name=re.compile("Waits")).click()
        await expect(log_of(page)).to_contain_text("hello")
        await expect(page.get_by_role("heading", name="Conversations")).to_be_hidden()
        await page.get_by_role("link", name="All conversations").click()
        await expect(page.get_by_role("heading", name="Conversations")).to_be_visible()
