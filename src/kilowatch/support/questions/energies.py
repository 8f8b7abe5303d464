"""Which kinds and directions of energy a question is about. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from kilowatch.contracts.channels import Direction, EnergyKind
from kilowatch.support.rules.words import LITTLE_WORDS, likeness

EnergyName: TypeAlias = Literal[
    "electricity",
    "import",
    "export",
    "production",
    "gas",
    "water",
    "hot_water",
    "heat",
    "cooling",
    "unmeasurable",
]


AskedEnergy: TypeAlias = Literal[
    "electricity", "export", "production", "gas", "water", "hot_water", "heat", "cooling"
]
"""The energies that the model may ask for."""

ASKED_ENERGIES: Final[tuple[AskedEnergy, ...]] = get_args(AskedEnergy)


class Energy(msgspec.Struct, frozen=True):
    """A kind and direction as a question names it.

    ``kind`` None: nothing that devices can measure, such as oil. ``channel``: only this one.
    """

    name: EnergyName
    kind: EnergyKind | None
    direction: Direction = "import"
    channel: str | None = None


FROM_GRID: Final = Energy("electricity", "electricity")
"""What a question is about that names nothing else."""

ENERGIES: Final[Mapping[EnergyName, Energy]] = {
    each.name: each
    for each in (
        FROM_GRID,
        Energy("import", "electricity"),
        Energy("export", "electricity", "export"),
        Energy("production", "electricity", "production"),
        Energy("gas", "gas"),
        Energy("water", "water"),
        Energy("hot_water", "water", channel="hot-water"),
        Energy("heat", "heat"),
        Energy("cooling", "cooling"),
        Energy("unmeasurable", None),
    )
}

_WORDS: Final[Mapping[EnergyName, str]] = {
    "electricity": "electricity electric electricitate electricitatea electrica",
    "import": "import imported importat importata importul importam",
    "export": "export exported exporting exports exportat exportata exportam exportul inject "
    "injected injection injectat injectata livrat livrata sold sell selling vandut vanduta surplus "
    "feedin fed",
    "production": "produce produced produces producing production generate generated generates "
    "generating generation solar photovoltaic photovoltaics pv produs produsa productie productia "
    "generat generata fotovoltaic fotovoltaice fotovoltaica",
    "gas": "gas gass gaz gazul gazului gaze gazelor metan methane",
    "water": "water apa apei",
    "hot_water": "hotwater apacalda",
    "heat": "heat heating caldura caldurii termic termica incalzire incalzirea incalzirii",
    "cooling": "cooling racire racirea racirii",
    "unmeasurable": "oil diesel petrol gasoline lpg propane butane wood firewood pellets pellet "
    "coal biomass motorina benzina lemn lemne peleti carbune carbuni pacura butan "
    "propan",
}

_PAIRS: Final[Mapping[tuple[str, str], EnergyName | None]] = {
    ("hot", "water"): "hot_water",
    ("apa", "calda"): "hot_water",
    ("apei", "calde"): "hot_water",
    ("in", "retea"): "export",
    ("in", "reteaua"): "export",
    ("to", "grid"): "export",
    ("into", "grid"): "export",
    ("from", "grid"): "import",
    ("din", "retea"): "import",
    ("din", "reteaua"): "import",
    # A machine, not a kind of energy.
    ("heat", "pump"): None,
    ("heat", "pumps"): None,
    ("water", "heater"): None,
    ("water", "boiler"): None,
    ("water", "pump"): None,
}
"""Two words with a meaning of their own; articles between them are left out."""

_DIRECTIONS: Final[frozenset[EnergyName]] = frozenset({"import", "export", "production"})

_FILE_WORDS: Final = frozenset(
    ["csv", "excel", "file", "files", "download", "fisier", "fisierul", "descarca"]
)
"""Beside these, an export is one of data."""

_ARTICLES: Final = frozenset({"the", "a", "an"})

# Likeness finds these among the words above, and they mean something else.
_NOT_MEANT: Final = frozenset(
    ["later", "eater", "solid", "heart", "cheat", "gauge", "product", "products", "imports"]
)


class Named(msgspec.Struct, frozen=True):
    """The energies that a question names, in its order, and where their words are."""

    energies: tuple[Energy, ...]
    places: frozenset[int]


@cache
def _meanings() -> dict[str, EnergyName]:
    return {word: name for name, words in _WORDS.items() for word in words.split()}


def energies_in(words: Sequence[str], named: frozenset[int]) -> Named:
    """Return the energies in words; ``named`` are places of words that name a device."""
    found: list[EnergyName] = []
    places: set[int] = set()
    places_left = [n for n, each in enumerate(words) if n not in named and each not in _ARTICLES]
    skip = -1
    for at, n in enumerate(places_left):
        if n == skip:
            continue
        following = places_left[at + 1] if at + 1 < len(places_left) else None
        pair = (words[n], words[following]) if following is not None else None
        if pair in _PAIRS and following is not None:
            skip = following
            name = _PAIRS[pair]
            places |= {n, following} if name is not None else set()
        else:
            name = _meaning(words[n])
            places |= {n} if name is not None else set()
        if name is not None:
            found.append(name)
    if _FILE_WORDS & set(words):
        found = [each for each in found if each != "export"]
    names = dict.fromkeys(found)
    if _DIRECTIONS & names.keys():
        # "How much electricity did I export?" is about one direction of it.
        names.pop("electricity", None)
    return Named(tuple(ENERGIES[each] for each in names), frozenset(places))


def _meaning(word: str) -> EnergyName | None:
    """Return what a word means, even misspelled."""
    known = _meanings()
    if word in known:
        return known[word]
    if word in _NOT_MEANT or word in LITTLE_WORDS:
        return None
    close = max(known, key=lambda each: likeness(word, each))
    return known[close] if likeness(word, close) > 0 else None
