"""A client asks; rules, data or a human answer. Two browsers, typing to each other."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Route, expect

from tests.browser.chat_steps import ask, heard, log_of, say, waiting_conversation
from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import PHONE, Visitors

MESSAGES_PER_MINUTE = 30
"""The default pace of a client's messages."""

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_a_rule_answers_at_once_and_shows_its_reason(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/")
        await page.get_by_role("link", name="Support").click()
        await expect(page.get_by_text("No conversations yet.")).to_be_visible()
        await say(page, "hello")

        log = log_of(page)
        await expect(log).to_contain_text("Hello! Ask me about your consumption")
        await expect(log).to_contain_text("Answered by a rule")
        await log.get_by_role("button", name="Why this answer?").click()
        await expect(log).to_contain_text("100% confidence · rule “Hello”; “hello” matches hello")

        await page.reload()
        await expect(log).to_contain_text("Hello! Ask me about your consumption")


async def test_reasons_are_shown_in_romanian(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    talk = await waiting_conversation(visitors, client)
    async with visitors.window(client, language="ro-RO") as page:
        await page.goto(f"/support?c={talk}")
        log = log_of(page)
        await log.get_by_role("button", name="De ce acest răspuns?").click()
        await expect(log).to_contain_text("regula „Hello”; „hello” se potrivește cu hello")
    async with visitors.window(admin, language="ro-RO") as page:
        await page.goto(f"/support?c={talk}&view=all")
        beside = page.get_by_role("complementary")
        await expect(beside).to_contain_text("clientul a cerut un om")


async def test_shift_enter_starts_a_line_and_an_unanswered_question_offers_a_human(
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

        await log.get_by_role("button", name="Talk to a human").click()
        await expect(page.get_by_text("We've asked a colleague, who will reply")).to_be_visible()
        await page.get_by_role("button", name="Close conversation").click()
        await expect(page.get_by_text("This conversation is closed.")).to_be_visible()
        await page.get_by_role("button", name="Reopen").click()
        await expect(page.get_by_text("The assistant is answering.")).to_be_visible()


async def test_an_unsent_message_is_kept_and_sent_once(visitors: Visitors) -> None:
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


async def test_a_message_whose_confirmation_is_lost_appears_once(visitors: Visitors) -> None:
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


async def test_writing_too_fast_shows_an_error_and_keeps_the_message(visitors: Visitors) -> None:
    client = await visitors.client()
    talk = await waiting_conversation(visitors, client)
    path = f"/api/support/conversations/{talk}/messages"
    for number in range(MESSAGES_PER_MINUTE - 1):
        body = {"id": str(uuid4()), "text": f"line {number}"}
        await visitors.platform.call("POST", path, client.person, json=body)
    async with visitors.window(client) as page:
        await page.goto(f"/support?c={talk}")
        await expect(log_of(page)).to_contain_text(f"line {MESSAGES_PER_MINUTE - 2}")
        # However long typing and display take, the clock stands still here.
        await visitors.platform.run(
            "support", f"UPDATE message SET posted_at = now() WHERE conversation_id = '{talk}'"
        )
        await say(page, "one more")

        await expect(page.get_by_text("You are sending messages too quickly.")).to_be_visible()
        await expect(page.get_by_role("button", name="Send again")).to_be_visible()
        await expect(log_of(page)).to_contain_text("one more")


async def test_an_answer_that_arrives_while_the_conversation_loads_is_shown(
    visitors: Visitors,
) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        is_live, is_published = heard(page, '"ready"'), heard(page, "You are welcome.")
        await page.goto("/support")
        await is_live.wait()

        async def give_what_was_there_before(route: Route) -> None:
            if route.request.method != "GET" or is_published.is_set():
                await route.fallback()
                return
            await is_published.wait()
            told = await (await route.fetch()).json()
            await route.fulfill(json={"items": told["items"][:1], "last_number": 1})

        await page.route("**/messages?*", give_what_was_there_before)
        await say(page, "thanks")

        await expect(log_of(page)).to_contain_text("You are welcome.")


async def test_a_conversation_that_failed_to_load_loads_by_itself_later(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    talk = await waiting_conversation(visitors, client)
    async with visitors.window(admin) as page:

        async def be_away(route: Route) -> None:
            await route.fulfill(
                status=503, json={"code": "unavailable", "detail": "", "status": 503}
            )

        await page.route(f"**/conversations/{talk}", be_away)
        await page.goto(f"/support?c={talk}&view=all")
        region = page.get_by_role("region", name="Conversation")
        await expect(region.get_by_role("button", name="Try again")).to_be_visible()
        await page.unroute(f"**/conversations/{talk}")

        await expect(page.get_by_role("button", name="Take over")).to_be_visible()


async def test_client_and_administrator_see_each_others_messages(visitors: Visitors) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    async with visitors.window(client) as theirs, visitors.window(admin) as ours:
        await ask(theirs, "speak to a human")
        asked = theirs.get_by_role("status").get_by_text("We've asked a colleague, who will")
        await expect(asked).to_be_visible()

        await ours.goto("/support")
        await ours.get_by_role("link", name=re.compile(client.username)).click()
        await expect(log_of(ours)).to_contain_text("speak to a human")
        await ours.get_by_role("button", name="Take over").click()
        await expect(theirs.get_by_text(f"{admin.username} has taken over.")).to_be_visible()

        await ours.get_by_role("textbox", name="Message").press_sequentially("Good")
        writing = f"{admin.username} is typing …"
        await expect(theirs.get_by_text(writing)).to_be_visible()
        await say(ours, " evening")
        await expect(log_of(theirs)).to_contain_text("Good evening")
        await expect(theirs.get_by_text(writing)).to_be_hidden()
        await expect(log_of(ours)).to_contain_text("Read")

        await theirs.get_by_role("textbox", name="Message").press_sequentially("My pump")
        await expect(ours.get_by_text(f"{client.username} is typing …")).to_be_visible()
        await say(theirs, " hums")
        await expect(log_of(ours)).to_contain_text("My pump hums")
        await expect(log_of(theirs)).to_contain_text("Read")

        await ours.get_by_role("button", name="Hand back to the assistant").click()
        await expect(theirs.get_by_text("The assistant is answering.")).to_be_visible()
        await say(theirs, "hello")
        await expect(log_of(theirs)).to_contain_text("Hello! Ask me")
        await expect(log_of(ours)).to_contain_text("Hello! Ask me")


async def test_unread_messages_are_counted_until_read(visitors: Visitors) -> None:
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
        await expect(support).to_have_accessible_name(
            re.compile("1 conversation with new messages")
        )

        await support.click()
        await page.get_by_role("link", name=re.compile("I am here now")).click()
        await expect(log_of(page)).to_contain_text("I am here now.")
        await page.get_by_role("link", name="History").click()
        await expect(support).to_have_accessible_name("Support")


@pytest.mark.parametrize(
    ("language", "message", "take_over"),
    [("en-GB", "Message", "Take over"), ("ro-RO", "Mesaj", "Preia")],
)
async def test_conversations_of_both_sides_pass_axe(
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


async def test_a_phone_goes_from_the_list_to_a_conversation_and_back(visitors: Visitors) -> None:
    client = await visitors.client()
    await waiting_conversation(visitors, client)
    async with visitors.window(client) as page:
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await page.goto("/support")
        await page.get_by_role("link", name=re.compile("Waiting")).click()
        await expect(log_of(page)).to_contain_text("hello")
        await expect(page.get_by_role("heading", name="Conversations")).to_be_hidden()
        await page.get_by_role("link", name="All conversations").click()
        await expect(page.get_by_role("heading", name="Conversations")).to_be_visible()
