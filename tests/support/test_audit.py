"""What administrators do at the desk is on record, and that they read; never what was said."""

from uuid import uuid4

from kilowatch.contracts.events import encode
from tests.harness.acts import hearing_acts
from tests.support.stage import Stage

SECRET = "my meter is behind the wardrobe"


async def test_reading_a_conversation_is_a_look_and_answering_an_act(stage: Stage) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    async with hearing_acts(stage.broker.amqp_url) as acts, stage.desk() as desk:
        talk = await desk.open(ada)
        await desk.say(ada, talk, SECRET)
        path = f"/conversations/{talk}"
        for _ in range(3):
            await desk.ask(boss, "GET", f"{path}/messages")
        [look] = await acts.hear("look.conversation")
        await desk.ask(boss, "POST", f"{path}/take-over", {})
        await desk.say(boss, talk, SECRET)
        await desk.ask(boss, "POST", f"{path}/notes", {"id": str(uuid4()), "text": SECRET})
        await desk.ask(boss, "POST", f"{path}/hand-back")
        await desk.ask(boss, "POST", f"{path}/close")
        await desk.ask(boss, "POST", f"{path}/reopen")
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


async def test_every_list_that_shows_what_was_said_is_a_look(stage: Stage) -> None:
    boss = await stage.administrator()
    for path in ("/inbox", "/conversations/{}", "/conversations/{}/reasons"):
        ada = await stage.person()
        async with hearing_acts(stage.broker.amqp_url) as acts, stage.desk() as desk:
            talk = await desk.open(ada)
            if path == "/inbox":
                await desk.ask(boss, "GET", path, view="all")
            else:
                await desk.ask(boss, "GET", path.format(talk))
            await acts.hear("look.conversation")

        assert ada.id in {each.client_id for each in acts.heard}, path


async def test_rules_and_canned_replies_are_on_record_as_they_were_and_are(stage: Stage) -> None:
    boss = await stage.administrator()
    rule = {"name": "Price", "phrases_en": ["price"], "answer_en": "In your contract."}
    async with hearing_acts(stage.broker.amqp_url) as acts, stage.desk() as desk:
        made = await desk.ask(boss, "POST", "/rules", rule)
        path = f"/rules/{made['id']}"
        changed = {**rule, "answer_en": "On your bill.", "version": made["version"]}
        await desk.ask(boss, "PUT", path, changed)
        ids = [each["id"] for each in (await desk.ask(boss, "GET", "/rules"))["items"]]
        await desk.ask(boss, "PUT", "/rules/order", {"ids": ids[::-1]})
        await desk.ask(boss, "DELETE", path)
        reply = f"/canned-replies/{uuid4()}"
        body = {"title": "Hello", "text": "Hello there", "language": "en"}
        await desk.ask(boss, "PUT", reply, body)
        await desk.ask(boss, "DELETE", reply)
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
