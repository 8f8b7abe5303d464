"""The assistant's own sentences, in both languages."""

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.absent import Absent


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """Fixed sentences."""

    interrupted: str
    ai_failed: str
    ai_spent: str
    ai_resting: str
    not_understood: str
    no_data_service: str
    offer_human: str
    left_out: str
    asked_human: str
    not_available: str
    not_known: str
    no_human: str
    unclear: str
    emergency: str
    absent: dict[Absent, str]


_EN = Texts(
    interrupted="My answer was interrupted by a restart. Please ask again, or ask for a human.",
    ai_failed="I can't answer that right now: the AI service isn't responding properly.",
    ai_spent="You have used up your AI questions for this hour. I can still look up figures.",
    ai_resting="The AI service is temporarily unavailable.",
    not_understood="I didn't understand that well enough to answer it.",
    no_data_service="I can't look up your consumption right now. Please try again shortly.",
    left_out="I left out what I couldn't check against your data.",
    offer_human="Would you like to talk to a human?",
    asked_human="We've asked a colleague, who will reply here.",
    not_available="(not available right now)",
    not_known="(no readings yet)",
    no_human="All right. Ask me anything about your consumption.",
    unclear="Your question is about your consumption, but I don't understand {words}, and I don't "
    "want to guess. Please ask again with a date, or with the name of a device as on the page "
    "Devices.",
    emergency="If there is smoke, fire, a smell of gas or burning, or sparks: don't touch the "
    "meter or any wires, leave the building, and call the emergency number 112 now.",
    absent={
        "money": "I only know amounts of energy, no prices, so I can't say what it costs.",
        "carbon": "I only know amounts of energy, so I can't say how much CO2 it caused.",
        "future": "I only know what was measured, so I can't say what will be.",
    },
)

_RO = Texts(
    interrupted="Răspunsul meu a fost întrerupt de o repornire. Întreabă din nou sau cere un om.",
    ai_failed="Nu pot răspunde la asta acum: serviciul AI nu funcționează corect.",
    ai_spent="Ai folosit toate întrebările AI din această oră. Cifrele le pot căuta în continuare.",
    ai_resting="Serviciul AI este temporar indisponibil.",
    not_understood="Nu am înțeles suficient de bine ca să pot răspunde.",
    no_data_service="Nu îți pot consulta consumul acum. Încearcă din nou peste puțin timp.",
    left_out="Am omis ce nu am putut verifica în datele tale.",
    offer_human="Vrei să vorbești cu un om?",
    asked_human="Am anunțat un coleg, care îți va răspunde aici.",
    not_available="(indisponibil acum)",
    not_known="(încă fără citiri)",
    no_human="Bine. Întreabă-mă orice despre consumul tău.",
    unclear="Întrebarea este despre consumul tău, dar nu înțeleg {words} și nu vreau să ghicesc. "
    "Întreabă din nou cu o dată sau cu numele unui dispozitiv, ca pe pagina Dispozitive.",
    emergency="Dacă vezi fum, foc sau scântei ori simți miros de gaz sau de ars: nu atinge "
    "contorul sau firele, ieși din clădire și sună acum la 112.",
    absent={
        "money": "Cunosc doar cantități de energie, nu prețuri, deci nu pot spune cât costă.",
        "carbon": "Cunosc doar cantități de energie, deci nu pot spune cât CO2 a produs.",
        "future": "Cunosc doar ce s-a măsurat, deci nu pot spune ce va urma.",
    },
)


def texts(language: Language) -> Texts:
    """Return the sentences of one language."""
    return _EN if language == "en" else _RO
