"""Tokens of unknown keys cost one request at a time, and delay no other token."""

import asyncio
import itertools

import pytest

from kilowatch.kit import token_keys
from kilowatch.kit.errors import Unauthenticated, Unavailable
from kilowatch.kit.tokens import TokenVerifier
from tests.harness.serving import eventually
from tests.kit.token_issuer import Issuer, key_of, refusal, token_by


async def test_known_keys_are_found_while_unknown_ones_wait_for_a_hanging_issuer(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(token_keys, "FETCH_EVERY_S", 0.0)
    known = key_of("known")
    issuer = Issuer(known)
    async with issuer.serve() as url:
        verifier = TokenVerifier(url)
        await verifier.verify(token_by(known))
        issuer.answers.clear()
        strangers = [
            asyncio.create_task(refusal(verifier, token_by(key_of(f"k{n}")))) for n in range(20)
        ]
        await eventually(lambda: issuer.has_been_asked(2))

        try:
            async with asyncio.timeout(60):
                for _ in range(5):
                    await verifier.verify(token_by(known))
            assert issuer.asked <= 2
        finally:
            issuer.answers.set()
        assert set(await asyncio.gather(*strangers)) == {Unauthenticated}


async def test_concurrent_unknown_keys_share_one_fetch():
    issuer = Issuer(key_of("known"))
    verifier = issuer.verifier()
    issuer.answers.clear()
    asking = [asyncio.create_task(refusal(verifier, token_by(key_of(f"k{n}")))) for n in range(50)]
    await issuer.settle()
    issuer.answers.set()

    assert set(await asyncio.gather(*asking)) == {Unauthenticated}
    assert issuer.asked == 1


async def test_a_cancelled_caller_does_not_cancel_the_fetch_of_the_others():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    issuer.answers.clear()
    first = asyncio.create_task(verifier.verify(token_by(key)))
    second = asyncio.create_task(verifier.verify(token_by(key)))
    await issuer.settle()

    first.cancel()
    await issuer.settle()
    issuer.answers.set()

    assert (await second).account_version == 1
    assert issuer.asked == 1


async def test_requests_for_unknown_keys_are_limited():
    issuer = Issuer(key_of("known"))
    verifier = issuer.verifier()
    for _ in range(3):
        for number in range(30):
            assert await refusal(verifier, token_by(key_of(f"k{number}"))) is Unauthenticated
        issuer.now += token_keys.FETCH_EVERY_S
    assert issuer.asked == 3


async def test_failures_are_cached_with_growing_bounded_pauses():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.is_away = True
    issuer.now += token_keys.FETCH_EVERY_S
    asked_at: list[float] = []
    while len(asked_at) < 9:
        before = issuer.asked
        assert await refusal(verifier, token_by(key_of("new"))) is Unauthenticated
        if issuer.asked > before:
            asked_at.append(issuer.now)
        issuer.now += 0.125

    pauses = [later - earlier for earlier, later in itertools.pairwise(asked_at)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (token_keys.FIRST_PAUSE_S, token_keys.LONGEST_PAUSE_S)


async def test_unknown_keys_are_answered_at_once_while_the_issuer_hangs():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.now += token_keys.FETCH_EVERY_S
    issuer.answers.clear()
    first = asyncio.create_task(refusal(verifier, token_by(key_of("first"))))
    await issuer.settle()

    issuer.now += token_keys.WAIT_FOR_FETCH_S
    later = asyncio.create_task(refusal(verifier, token_by(key_of("later"))))
    await issuer.settle()

    assert later.done(), "the fetch it shares has had its time"
    issuer.answers.set()
    assert {await first, await later} == {Unauthenticated}


async def test_a_known_key_waits_for_no_request():
    known = key_of("known")
    issuer = Issuer(known)
    verifier = issuer.verifier()
    await verifier.verify(token_by(known))
    issuer.now += token_keys.FETCH_EVERY_S
    issuer.answers.clear()
    unknown = asyncio.create_task(refusal(verifier, token_by(key_of("unknown"))))
    await issuer.settle()
    assert issuer.asked == 2

    found = asyncio.create_task(verifier.verify(token_by(known)))
    await issuer.settle()

    assert found.done()
    issuer.answers.set()
    assert await unknown is Unauthenticated


async def test_known_keys_survive_an_outage_and_invalid_key_sets():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.is_away = True
    for _ in range(3):
        issuer.now += token_keys.KEYS_GOOD_FOR_S
        await verifier.verify(token_by(key))
        await issuer.settle()
    assert issuer.asked == 4
    issuer.is_away, issuer.keys = False, []
    issuer.now += token_keys.KEYS_GOOD_FOR_S
    await verifier.verify(token_by(key))
    await issuer.settle()
    assert issuer.asked == 5
    await verifier.verify(token_by(key))


async def test_an_unpublished_key_is_forgotten_after_a_while():
    old, new = key_of("old"), key_of("new")
    issuer = Issuer(old)
    verifier = issuer.verifier()
    await verifier.verify(token_by(old))
    issuer.keys = [new]

    issuer.now += token_keys.KEYS_GOOD_FOR_S
    await verifier.verify(token_by(old))
    await issuer.settle()

    assert await refusal(verifier, token_by(old)) is Unauthenticated
    await verifier.verify(token_by(new))


async def test_without_any_keys_the_service_is_unavailable():
    key = key_of("known")
    issuer = Issuer(key)
    issuer.is_away = True
    verifier = issuer.verifier()
    for _ in range(5):
        assert await refusal(verifier, token_by(key)) is Unavailable
    assert issuer.asked == 1
    issuer.is_away = False
    issuer.now += token_keys.LONGEST_PAUSE_WITHOUT_KEYS_S
    await verifier.verify(token_by(key))
