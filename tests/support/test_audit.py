"""Administrators' acts in the support inbox are audited, including reading; never the messages."""

from uuid import uuid4

from kilowatch.contracts.events import encode
from tests.harness.acts import hearing_acts
from tests.support.env import SupportEnv

SECRET = "my meter is behind the wardrobe"


async def test_reading_a_conversation_is_a_look_and_answering_an_act(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with hearing_acts(env.broker.amqp_url) as acts, env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, SECRET)
        path = f"/conversations/{talk}"
        for _ in range(3):
            await server.ask(boss, "GET", f"{path}/messages")
        [look] = await acts.hear("look.conversation")
        await server.ask(boss, "POST", f"{path}/take-over", {})
        await server.say(boss, talk, SECRET)
        await server.ask(boss, "POST", f"{path}/notes", {"id": str(uuid4()), "text": SECRET})
        await server.ask(boss, "POST", f"{path}/hand-back")
        await server.ask(boss, "POST", f"{path}/close")
        await server.ask(boss, "POST", f"{path}/reopen")
        taken, answered, noted, *_ = await acts.hear(
            "conversation.taken_over",
            "conversation.answered",
            "note.added",
            "conversation.handed_back",
            "conversation.closed",
            "conversation.reopened",
        )

    assert look.client_id == ada.id
    assert {each.actor.user_id for each in acts.heard} == {boss.id}
    assert taken.after is not None
    assert taken.after["assigned_to"] == str(boss.id)
    assert answered.subject is not None
    assert answered.subject.id == talk
    assert noted.subject == answered.subject
    assert not [each for each in acts.heard if SECRET in encode(each).decode()]


async def test_every_list_with_message_texts_records_a_look(env: SupportEnv) -> None:
    boss = await env.administrator()
    for path in ("/inbox", "/conversations/{}", "/conversations/{}/reasons"):
        ada = await env.person()
        async with hearing_acts(env.broker.amqp_url) as acts, env.server() as server:
            talk = await server.open(ada)
            if path == "/inbox":
                await server.ask(boss, "GET", path, view="all")
            else:
                await server.ask(boss, "GET", path.format(talk))
            await acts.hear("look.conversation")

        assert ada.id in {each.client_id for each in acts.heard}, path


async def test_changes_of_rules_and_canned_replies_are_audited_with_both_versions(
    env: SupportEnv,
) -> None:
    boss = await env.administrator()
    rule = {"name": "Price", "phrases_en": ["price"], "answer_en": "In your contract."}
    async with hearing_acts(env.broker.amqp_url) as acts, env.server() as server:
        made = await server.ask(boss, "POST", "/rules", rule)
        path = f"/rules/{made['id']}"
        changed = {**rule, "answer_en": "On your bill.", "version": made["version"]}
        await server.ask(boss, "PUT", path, changed)
        ids = [each["id"] for each in (await server.ask(boss, "GET", "/rules"))["items"]]
        await server.ask(boss, "PUT", "/rules/order", {"ids": ids[::-1]})
        await server.ask(boss, "DELETE", path)
        reply = f"/canned-replies/{uuid4()}"
        body = {"title": "Hello", "text": "Hello there", "language": "en"}
        await server.ask(boss, "PUT", reply, body)
        await server.ask(boss, "DELETE", reply)
        _, edited, _, deleted, _, thrown_away = await acts.hear(
            "rule.created",
            "rule.changed",
            "rules.reordered",
            "rule.deleted",
            "canned_reply.saved",
            "canned_reply.deleted",
        )

    assert edited.before == {"answer_en": "In your contract."}
    assert edited.after == {"answer_en": "On your bill."}
    assert deleted.before is not None
    assert deleted.before["name"] == "Price"
    assert thrown_away.before == body
