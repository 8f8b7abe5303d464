"""Finds the device that a question names. Pure; no device is guessed."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.support.rules.words import likeness, words_of

SHORTEST_PART: Final = 3
_PRONOUNS: Final = frozenset({"i", "we", "eu", "noi"})


class KnownDevice(msgspec.Struct, frozen=True):
    """A device that a question may name."""

    id: UUID
    name: str


class NamedDevices(msgspec.Struct, frozen=True):
    """The devices that a question names, and the places of their names."""

    devices: tuple[KnownDevice, ...]
    places: frozenset[int]


def devices_in(
    words: Sequence[str], devices: Sequence[KnownDevice], is_free: Callable[[str], bool]
) -> NamedDevices:
    """Return the devices whose name is in the words, else the one that a part of it names.

    ``is_free``: whether a word has no other meaning, so that it may name a device by a part.
    """
    found: list[tuple[KnownDevice, frozenset[int]]] = []
    taken: set[int] = set()
    for device in sorted(devices, key=lambda each: len(each.name), reverse=True):
        places = _whole(words, words_of(device.name), taken)
        if places:
            found.append((device, places))
            taken |= places
    if not found:
        found = _by_part(words, devices, is_free)
    return NamedDevices(
        tuple(device for device, _ in found),
        frozenset(place for _, places in found for place in places),
    )


def _whole(words: Sequence[str], name: Sequence[str], taken: set[int]) -> frozenset[int]:
    """Return where the name is, word after word, or written as one word."""
    if not name:
        return frozenset()
    for at in range(len(words)):
        places = frozenset(range(at, at + len(name)))
        same = places.isdisjoint(taken) and _is_noun(words, at)
        if (
            same
            and len(words) >= at + len(name)
            and all(likeness(words[at + n], each) > 0 for n, each in enumerate(name))
        ):
            return places
        if same and len(name) > 1 and words[at] == "".join(name):
            return frozenset({at})
    return frozenset()


def _is_noun(words: Sequence[str], at: int) -> bool:
    """Return false after a pronoun: "did I shop" isn't about a device called Shop."""
    return at == 0 or words[at - 1] not in _PRONOUNS


def _by_part(
    words: Sequence[str], devices: Sequence[KnownDevice], is_free: Callable[[str], bool]
) -> list[tuple[KnownDevice, frozenset[int]]]:
    """Return the only device that has a word of the question in its name: "the charger"."""
    named: dict[UUID, KnownDevice] = {}
    places: set[int] = set()
    for at, word in enumerate(words):
        if len(word) < SHORTEST_PART or not is_free(word) or not _is_noun(words, at):
            continue
        having = [each for each in devices if word in words_of(each.name)]
        if having:
            places.add(at)
            named |= {each.id: each for each in having}
    # Several of them: which one is meant isn't known.
    return [(each, frozenset(places)) for each in named.values()] if len(named) == 1 else []
