"""Unicode forms of a password are equivalent, and old hashes keep working."""

import asyncio
import unicodedata

import pytest
from pwdlib import PasswordHash

from tests.users.env import PASSWORD, Platform, fetch_value, together

PHRASE = "vreau să văd lumină"
NFC, NFD = (unicodedata.normalize(form, PHRASE) for form in ("NFC", "NFD"))


async def register(platform: Platform, password: str, username: str = "ada") -> int:
    body = {"name": "Ada", "username": username, "password": password}
    answer = await platform.auth_request("POST", "/register", json=body)
    return answer.status_code


@pytest.mark.parametrize("kept", [NFC, NFD])
async def test_unicode_forms_of_a_password_are_equivalent(platform: Platform, kept: str):
    assert await register(platform, kept) == 201
    for typed in (NFC, NFD):
        assert (await platform.login("ada", typed)).status_code == 200
    assert (await platform.login("ada", "vreau sa vad lumina")).status_code == 401


async def test_a_hash_of_the_raw_form_works_once_and_is_replaced_by_the_normalized_one(
    platform: Platform,
):
    """The right password never gets 401, even if several logins replace the hash at once."""
    assert await register(platform, PASSWORD) == 201
    database = platform.env.auth_database
    old = await asyncio.to_thread(PasswordHash.recommended().hash, NFD)
    await fetch_value(database, "UPDATE credential SET password_hash = $1", old)
    assert (await platform.login("ada", NFC)).status_code == 401, "as it was before"

    answers = await together(*(platform.login("ada", NFD) for _ in range(3)))

    assert {each.status_code for each in answers} == {200}
    assert await fetch_value(database, "SELECT password_hash FROM credential") != old
    for typed in (NFC, NFD):
        assert (await platform.login("ada", typed)).status_code == 200


async def test_a_weak_password_from_before_the_rules_still_logs_in(platform: Platform):
    assert await register(platform, PASSWORD) == 201
    weak = await asyncio.to_thread(PasswordHash.recommended().hash, "password")
    await fetch_value(platform.env.auth_database, "UPDATE credential SET password_hash = $1", weak)
    assert (await platform.login("ada", "password")).status_code == 200


@pytest.mark.parametrize(
    ("password", "reason"), [("password", "common"), (" " * 8, "blank"), ("Kilowatch1", "product")]
)
async def test_every_endpoint_rejects_weak_passwords(
    platform: Platform, password: str, reason: str
):
    admin = await platform.administrator()
    registered = await platform.auth_request(
        "POST", "/register", json={"name": "Ada", "username": "ada", "password": password}
    )
    created = await platform.post_user(admin, username="ada", password=password)
    changed = await platform.auth_request(
        "POST", "/password", admin, {"old_password": PASSWORD, "new_password": password}
    )
    for answer in (registered, created, changed):
        assert answer.status_code == 422, answer.text
        assert (answer.json()["code"], answer.json()["reason"]) == ("password_refused", reason)


async def test_the_longest_password_of_the_widest_characters_is_accepted(platform: Platform):
    """256 letters that take 18 times their space once they are normalized."""
    longest = "ﷺ👩🏽‍🔧xyz" * 32
    assert len(longest) == 256
    assert await register(platform, longest) == 201
    assert (await platform.login("ada", longest)).status_code == 200
    assert (await platform.login("ada", longest[:-1])).status_code == 401
    assert await register(platform, "x1" * 129, "bob") == 422
