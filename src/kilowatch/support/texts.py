"""The assistant's own sentences, in both languages."""

import msgspec

from kilowatch.support.domain import Language


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


_EN = Texts(
    interrupted="My answer was interrupted by a restart. Please ask again, or ask for a human.",
    ai_failed="I can't answer that right now: the AI service isn't responding properly.",
    ai_spent="You have used up your AI questions for this hour; figures I can still look up.",
    ai_resting="The AI service is out of order at the moment.",
    not_understood="I did not understand that well enough to answer it.",
    no_data_service="Your consumption can't be looked up right now; please try again shortly.",
    left_out="I left out what I could not check against your data.",
    offer_human="Would you like to speak to a human?",
    asked_human="We've asked a colleague, who will reply here.",
    not_available="(not available right now)",
    not_known="(nothing known yet)",
)

_RO = Texts(
    interrupted="Răspunsul meu a fost întrerupt de o repornire. Întrebați iar sau cereți un om.",
    ai_failed="Nu pot analiza întrebarea acum: serviciul AI nu răspunde cum trebuie.",
    ai_spent="Ați folosit toate întrebările AI ale orei; cifrele le pot căuta în continuare.",
    ai_resting="Serviciul AI este momentan indisponibil.",
    not_understood="Nu am înțeles destul de bine ca să pot răspunde.",
    no_data_service="Consumul nu poate fi consultat acum; încercați din nou în scurt timp.",
    left_out="Am lăsat deoparte ce nu am putut verifica în datele dumneavoastră.",
    offer_human="Doriți să vorbiți cu un om?",
    asked_human="Un coleg a fost anunțat și va răspunde aici.",
    not_available="(indisponibil acum)",
    not_known="(încă nimic cunoscut)",
)


def texts(language: Language) -> Texts:
    """The sentences in one language."""
    return _EN if language == "en" else _RO
