"""A restart of `realtime` in the middle of an answer loses nothing that counts."""

from kilowatch.contracts.socket import Chat, ChatSentence
from tests.harness.provider import ScriptedProvider, Silent
from tests.harness.serving import eventually
from tests.support.stage import Stage


async def test_who_is_cut_off_in_mid_stream_finds_the_whole_answer_on_return(stage: Stage) -> None:
    ada = await stage.person()
    stage.homes.home(ada.id).device("Boiler", 0.25)
    async with ScriptedProvider().serving() as provider:
        provider.play(Silent("Close the windows. "))
        stage.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=4.0)
        async with stage.desk() as desk:
            async with stage.realtime() as url, stage.browser(url, ada) as browser:
                talk = await desk.open(ada)
                await eventually(lambda: stage.value("SELECT count(*) = 0 FROM outbox"))
                await desk.say(ada, talk, "How can I save energy?")
                seen = 0
                while True:
                    heard = await browser.hear_any()
                    if isinstance(heard, Chat):
                        seen = heard.number
                    if isinstance(heard, ChatSentence):
                        break
            async with stage.realtime() as url, stage.browser(url, ada, after=seen) as browser:
                while True:
                    heard = await browser.hear_any()
                    if isinstance(heard, Chat) and heard.chat.author == "assistant":
                        break

    assert heard.chat.parts[0].text == "Close the windows."
    assert heard.chat.path == "fallback"
    assert heard.chat.number == 2
