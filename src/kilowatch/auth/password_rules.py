"""Accepts passwords by NIST SP 800-63B: long ones that are on no list.

No mixture of character classes is required. A password is compared in the form that is hashed
(NFKC, so that the keyboard that composed an accent doesn't matter), ignoring case, and without
what people add to a word to pass such a rule: spaces, digits, symbols.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from kilowatch.contracts.people import PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH
from kilowatch.kit.people_errors import PasswordRefused

Reason: TypeAlias = Literal[
    "length", "characters", "blank", "repetitive", "sequence", "username", "product", "common"
]

PRODUCT_WORDS: Final = ("kilowatch", "kilowatt")
MOST_ADDED: Final = 4
"""This many more characters around a listed word don't make a password."""

LONGEST_UNIT: Final = 4
FEWEST_DISTINCT: Final = 4
SHORTEST_NAME: Final = 4
KEYBOARD_ROWS: Final = (
    "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop",
)  # fmt: skip
LOOKALIKES: Final = (
    str.maketrans("0134578@$!", "oieastbasi"),
    str.maketrans("0134578@$!", "oleastbasl"),
)

_SENTENCES: Final[dict[Reason, str]] = {
    "length": f"A password has {PASSWORD_MIN_LENGTH} to {PASSWORD_MAX_LENGTH} characters.",
    "characters": "The password holds a character that can't be typed again reliably.",
    "blank": "A password isn't only spaces.",
    "repetitive": "The password repeats the same few characters.",
    "sequence": "The password is a sequence of the alphabet or of the keyboard.",
    "username": "The password must not be the username, or the username with little added.",
    "product": "The password must not be the name of this platform, or that with little added.",
    "common": "This password is one of the most common ones, or such a one with little added.",
}


def normalized(password: str) -> str:
    """Return the form of a password that is hashed: NFKC, as SP 800-63B requires."""
    return unicodedata.normalize("NFKC", password)


def encoded(password: str) -> bytes:
    """Return the bytes to hash. Lone surrogates, which `check_password` rejects, match nothing."""
    return password.encode("utf-8", "surrogatepass")


def check_password(username: str, password: str) -> None:
    """Raise `PasswordRefused`, with a ``reason``, for a weak password."""
    reason = _reason_against(username, password)
    if reason is not None:
        raise PasswordRefused(_SENTENCES[reason], reason=reason)


def _reason_against(username: str, password: str) -> Reason | None:
    # Checked first: normalizing takes time that grows with length.
    if len(password) > PASSWORD_MAX_LENGTH:
        return "length"
    text = normalized(password)
    if len(text) < PASSWORD_MIN_LENGTH:
        return "length"
    if any(unicodedata.category(each) in {"Cs", "Cc"} for each in text):
        return "characters"
    folded = text.casefold()
    if not any(each.isprintable() and not each.isspace() for each in folded):
        return "blank"
    if _is_repetitive(folded):
        return "repetitive"
    if _is_sequence(folded):
        return "sequence"
    return _reason_by_words(username.casefold(), folded)


def _reason_by_words(username: str, folded: str) -> Reason | None:
    names = {username, username[::-1], username.partition("@")[0]}
    if folded in names or _is_little_more_than(
        folded, {each for each in names if len(each) >= SHORTEST_NAME}
    ):
        return "username"
    if _is_little_more_than(folded, set(PRODUCT_WORDS)):
        return "product"
    return "common" if _is_common(folded) else None


def _is_repetitive(folded: str) -> bool:
    """Return true if few distinct characters, or one short unit, make up the whole text."""
    bare = "".join(folded.split())
    return len(set(bare)) < FEWEST_DISTINCT or _length_of_unit(bare) <= LONGEST_UNIT


def _is_sequence(folded: str) -> bool:
    """Return true for a run along the alphabet, the digits or a keyboard row, end to end."""
    bare = "".join(each for each in folded if each.isalnum())
    if not bare:
        return False
    steps = {ord(after) - ord(before) for before, after in pairwise(bare)}
    if steps in ({1}, {-1}):
        return True
    return any(bare in row * 2 or bare in row[::-1] * 2 for row in KEYBOARD_ROWS)


def _is_little_more_than(folded: str, words: set[str]) -> bool:
    """Return true if it is one of ``words`` with at most `MOST_ADDED` more characters."""
    return any(
        word in form and len(form) - len(word) <= MOST_ADDED
        for word in words
        for form in _with_letters(folded)
    )


def _is_common(folded: str) -> bool:
    common = common_passwords()
    bare = _without_accents("".join(folded.split()))
    return any(
        not common.isdisjoint(_with_letters(core))
        for text in (folded, bare, bare[: _length_of_unit(bare)])
        for core in _cores(text)
    )


def _cores(text: str) -> Iterator[str]:
    """Yield the text, and the rest of it without some digits and symbols at its ends."""
    for before in range(MOST_ADDED + 1):
        for after in range(MOST_ADDED + 1 - before):
            end = len(text) - after
            if not any(each.isalpha() for each in text[:before] + text[end:]):
                yield text[before:end]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _length_of_unit(text: str) -> int:
    """Return the length of the shortest text that, repeated, makes up the whole of it.

    -1 for the empty text.
    """
    return (text + text).find(text, 1)


def _with_letters(text: str) -> set[str]:
    """Return the text, and the text with letters in place of similar digits and symbols."""
    return {text, *(text.translate(table) for table in LOOKALIKES)}


@cache
def common_passwords() -> frozenset[str]:
    """Return the most common passwords, in lower case (``common_passwords.txt``)."""
    text = resources.files("kilowatch.auth").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
