"""Rejected passwords, and forms of a password that don't depend on the keyboard."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.auth.password_rules import (
    check_password,
    common_passwords,
    encoded,
    normalized,
)
from kilowatch.contracts.people import PASSWORD_MAX_LENGTH
from kilowatch.kit.people_errors import PasswordRefused

GOOD = (
    "correct horse battery",
    "another pass phrase",
    "tr4verse9 lamp",
    "parola mea de la munte",
    "vreau să văd lumină",
    "猫が好きです私も犬も",
    "9f86d081884c7d659a2f",
    "ada and the engine",
    "my kilowatch login phrase",
    # Just beyond each rule.
    "kilowatch 2-79",
    "xkvqz" * 3,
    "aabbccddac",
    "!?.,;:-_+",
    "47391dragon",
    "dragon47391",
    "47dragon391",
    "wqdragonz",
    "0 1 2 3 4 5 6 7 9 lamp",
    # Only accents: nothing is left of it without them.
    "\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a",
)

FULL_WIDTH = "".join(chr(ord(each) + 0xFEE0) for each in "password")


def reason_against(password: str, username: str = "ada.lovelace") -> str | None:
    try:
        check_password(username, password)
    except PasswordRefused as refused:
        return refused.fields["reason"]
    return None


@pytest.mark.parametrize("password", GOOD)
def test_a_long_unique_password_is_accepted_whatever_its_characters(password: str):
    assert reason_against(password) is None


@pytest.mark.parametrize(
    ("reason", "password"),
    [
        ("length", "short"),
        ("length", ""),
        ("length", "x1y2z3" * 50),
        # Eight characters as typed, and fewer as they are hashed.
        ("length", "u\u0308o\u0308a\u0308e\u0308"),
        ("characters", "a\x00bcdefghij"),
        ("characters", "lone \ud800 surrogate"),
        ("characters", "two\nlines of it"),
        ("blank", " " * 8),
        ("blank", "\u00a0\u2003\u3000" * 4),
        ("blank", "\u200b" * 9),
        ("repetitive", "aaaaaaaa"),
        ("repetitive", "aAaAaAaA"),
        ("repetitive", "a a a a a a a"),
        ("repetitive", "........."),
        ("repetitive", "ăăăăăăăăă"),
        ("repetitive", "abcdabcdabcd"),
        ("repetitive", "aabbccaacb"),
        ("sequence", "12345678"),
        ("sequence", "98765432"),
        ("sequence", "abcdefghij"),
        ("sequence", "1234-5678"),
        ("sequence", "asdfghjkl"),
        ("sequence", "poiuztrewq"),
        ("sequence", "hgfedcba"),
        # Keyboard rows from within a row on.
        ("sequence", "7890123456"),
        ("sequence", "tyuiopqwer"),
        ("sequence", "ghjklasdf"),
        ("sequence", "vbnmzxcvb"),
        ("sequence", "tzuiopqwer"),
        ("sequence", "vbnmyxcvb"),
        ("sequence", "tyuiopazer"),
        ("username", "Ada.Lovelace"),
        ("username", "ada.lovelace42"),
        ("username", "!ADA.LOVELACE!"),
        ("username", "ecalevol.ada"),
        ("product", "kilowatch"),
        ("product", "Kilowatch2026"),
        ("product", "K1l0w@tch!"),
        ("product", "ki1owatch"),
        ("product", "Kilowatt77"),
        ("product", "kilowatch 2-7"),
        ("common", "password"),
        ("common", "PASSWORD"),
        ("common", "Password1!"),
        ("common", "p4$$w0rd"),
        ("common", "pässwörd"),
        ("common", FULL_WIDTH),
        ("common", "  password  "),
        ("common", "p a s s w o r d"),
        ("common", "passwordpassword"),
        ("common", "iloveyou"),
        ("common", "dragon77"),
        ("common", "4739dragon"),
        ("common", "dragon4739"),
        ("common", "qwertyuiop" * 3),
        ("common", "poiuytrewq" * 3),
        ("common", "$unshine99"),
    ],
)
def test_weak_passwords_are_rejected_with_a_reason(reason: str, password: str):
    assert reason_against(password) == reason


def test_a_password_has_256_characters_at_most() -> None:
    longest = "".join(f"{each} lamps, " for each in range(100))[:256]

    assert reason_against(longest) is None
    assert reason_against(longest + "x") == "length"


def test_a_four_letter_username_with_four_added_characters_is_rejected() -> None:
    assert reason_against("odin12xy", "odin") == "username"
    assert reason_against("odin123xy", "odin") is None


def test_a_password_is_hashed_as_utf_8_and_half_a_surrogate_pair_matches_nothing() -> None:
    assert encoded("păr") == b"p\xc4\x83r"
    assert encoded("\ud800") == b"\xed\xa0\x80"


def test_the_license_of_the_list_is_not_listed_as_a_password() -> None:
    assert [each for each in common_passwords() if not each or each.startswith("#")] == []


def test_the_local_part_of_an_email_username_is_rejected_as_password():
    assert reason_against("ada.lovelace", "ada.lovelace@example.org") == "username"


def test_a_short_username_within_a_password_is_allowed():
    assert reason_against("fathom adagio", "ada") is None


@given(st.sampled_from(sorted(each for each in common_passwords() if len(each) >= 8)))
def test_common_passwords_are_rejected_in_any_case(password: str):
    assert reason_against(password) is not None
    assert reason_against(password.upper()) is not None
    assert reason_against(f" {password.capitalize()}1!") is not None


@given(st.text(max_size=300))
def test_any_text_is_judged_and_wrong_lengths_are_rejected(password: str):
    reason = reason_against(password)
    if len(password) > PASSWORD_MAX_LENGTH or len(normalized(password)) < 8:
        assert reason == "length"


@given(st.text(min_size=1, max_size=64))
def test_forms_of_an_accented_letter_are_the_same_password(password: str):
    forms = {unicodedata.normalize(form, password) for form in ("NFC", "NFD")}
    assert len({normalized(each) for each in forms}) == 1


@given(st.text("abcXYZ", min_size=8, max_size=64))
def test_the_username_is_rejected_as_password_in_any_case(username: str):
    assert reason_against(username.swapcase(), username) is not None
