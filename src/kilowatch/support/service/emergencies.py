"""Answers messages about danger: before all else, and whoever a conversation is with."""

from kilowatch.contracts.support import ChatPart
from kilowatch.support.domain import Answer, Conversation
from kilowatch.support.questions.safety import is_emergency
from kilowatch.support.questions.vocabulary import language_of
from kilowatch.support.reasons import because
from kilowatch.support.rules.words import words_of
from kilowatch.support.texts import texts


def in_danger(conversation: Conversation, text: str) -> Answer | None:
    """Say what to do in danger, and ask a human if none is asked yet; None if there is none."""
    if not is_emergency(text):
        return None
    words = texts(language_of(words_of(text), conversation.language))
    hands_over = conversation.state == "assistant"
    said = [words.emergency, words.asked_human] if hands_over else [words.emergency]
    return Answer(
        parts=[ChatPart(text=each) for each in said],
        path="handover" if hands_over else "rule",
        reason=because("emergency"),
        hands_over=hands_over,
    )
