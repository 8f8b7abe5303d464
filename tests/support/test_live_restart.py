"""A restart of `realtime` in the middle of an answer loses nothing important."""

from kilowatch.contracts.socket import Chat, ChatSentence
from tests.harness.provider import Hangs, ScriptedProvider
from tests.harness.serving import eventually
from tests.support.env import SupportEnv


async def test_a_client_disconnected_mid_stream_gets_the_whole_answer_on_return(
    env: SupportEnv,
) -> None:
    ada = await env.person()
    env.fake_monitoring.household(ada.id).device("Boiler", 0.25)
    async with ScriptedProvider().serving() as provider:
        provider.play(Hangs("Close the windows. "))
        env.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=4.0)
        async with env.server() as server:
            async with env.realtime() as url, env.browser(url, ada) as browser:
                talk = await server.open(ada)
                await eventually(lambda: env.value("SELECT count(*) = 0 FROM outbox"))
                await server.say(ada, talk, "How can I save energy?")
                seen = 0
                while True:
                    heard = await browser.hear_any()
                    if isinstance(heard, Chat):
                        seen = heard.number
                    if isinstance(heard, ChatSentence):
                        break
            async with env.realtime() as url, env.browser(url, ada, after=seen) as browser:
                while True:
                    heard = await browser.hear_any()
                    if isinstance(heard, Chat) and heard.chat.author == "assistant":
                        break

    assert heard.chat.parts[0].text == "Close the windows."
    assert heard.chat.path == "fallback"
    assert heard.chat.number == 2
