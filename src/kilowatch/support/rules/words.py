"""Words for comparison: whole, without case and accents, and spelled nearly right."""

import re
import unicodedata
from typing import Final

from rapidfuzz.distance import OSA

SHORTEST_FUZZY: Final = 5
"""In a shorter word a changed letter makes another word: "this" is not "hi", nor "hi" "he"."""

LONG: Final = 9

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = str.maketrans("", "", "'`\u00b4\u2019\u02bc")

ENGLISH_LITTLE_WORDS: Final = frozenset(
    word
    for line in (
        "a about again all am an and any are as at be been but by can could did do does doing",
        "for from get got had has have hello hey hi how i id if ill im in into is it its just let",
        "kindly like look many me mine much my need now of off on or our out over please pls so",
        "some tell thank thanks that the their them there these they this to up us very want was",
        "way we were what whats when where which who will with would you your ive than",
    )
    for word in line.split()
)

ROMANIAN_LITTLE_WORDS: Final = frozenset(
    word
    for line in (
        "acea aceasta aceea acel acest acesta ai aici al ala ale am ar are asta as ati au aveti",
        "buna ca cand care cat cata cate cati ce cea cel cele cei cine cu cum da dar de deci",
        "despre din dintre doar dupa e ea ei el ele era este eu fi fost fie hai iar ii il imi in",
        "isi iti l la le li lor ma mai mea mei mele meu mi multumesc n ne nea ni noi nu o ori pe",
        "pentru pot poti prin rog s sa salut sau se si spune spuneti sunt t te ti tu un una unde",
        "unei unele unor unui primit avut va vad vi voi vom vor vreau vreun vreo voastra",
    )
    for word in line.split()
)

LITTLE_WORDS: Final = ENGLISH_LITTLE_WORDS | ROMANIAN_LITTLE_WORDS
"""Words without a subject, in English and Romanian. A phrase may consist of them ("hello")."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, lower case, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def likeness(word: str, other: str) -> float:
    """Return 1 for the same word, 0 for another one, in between for one spelled similarly."""
    if word == other:
        return 1.0
    longest = max(len(word), len(other))
    if min(len(word), len(other)) < SHORTEST_FUZZY - 1 or longest < SHORTEST_FUZZY:
        return 0.0
    if word.isdigit() or other.isdigit():
        return 0.0
    most = 2 if longest >= LONG else 1
    distance = OSA.distance(word, other, score_cutoff=most)
    return 1 - distance / longest if distance <= most else 0.0
