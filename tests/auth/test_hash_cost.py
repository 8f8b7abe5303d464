"""What a password's hash costs whoever guesses."""

import pytest

from kilowatch.auth.hashing import HashingQueue, Visitor
from kilowatch.auth.passwords import Passwords


@pytest.fixture
def quick_hashes() -> None:
    """Hash at the real cost."""


async def test_a_hash_takes_64_mib_and_three_passes() -> None:
    passwords = Passwords(HashingQueue(1, 1))
    turn = Visitor(address="192.0.2.1").as_stranger()

    made = await passwords.hash(turn, "a pass phrase")

    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    fit = await passwords.verify(turn, "a pass phrase", [made])
    assert fit is not None
    assert fit.better_hash is None
