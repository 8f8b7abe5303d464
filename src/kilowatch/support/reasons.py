"""The assistant's reasons: codes with values, for each reader's language. Pure.

Stored reasons have an English text as well: for programs, for the log, and for a release
without codes.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

Code: TypeAlias = Literal[
    "rule",
    "phrase",
    "subject",
    "words_not_understood",
    "ai_answered",
    "ai_failed",
    "detail",
    "ai_rests",
    "client_spent",
    "platform_spent",
    "left_out_empty",
    "left_out_address",
    "left_out_label",
    "left_out_figure",
    "left_out_time",
    "human_took_over",
    "process_ended",
    "data_away",
    "nothing_fits",
    "client_asked",
    "client_declined",
    "emergency",
    "failed_in_a_row",
]

_ENGLISH: Final[Mapping[Code, str]] = {
    "rule": "rule {rule!r}",
    "phrase": '"{phrase}" matches {words}; {matched} of {total} significant words',
    "subject": "asks about {subject}",
    "words_not_understood": "words not understood: {words}",
    "ai_answered": "the AI answered",
    "ai_failed": "the AI failed: {fault}",
    "detail": "{detail}",
    "ai_rests": "the AI is paused after repeated failures",
    "client_spent": "the client has used up this hour's AI requests",
    "platform_spent": "the platform has used up this hour's AI requests",
    "left_out_empty": "left out: a sentence of which nothing remained",
    "left_out_address": "left out: a sentence with a web address",
    "left_out_label": "left out: a sentence labelled general that is about the client",
    "left_out_figure": "left out: the data doesn't support {figure!r}",
    "left_out_time": "left out: the data doesn't support {time!r}",
    "human_took_over": "a human took over",
    "process_ended": "the service was restarted while answering",
    "data_away": "consumption data isn't available right now",
    "nothing_fits": "no rule matches, and it isn't a known question about consumption",
    "client_asked": "the client asked for a human",
    "client_declined": "the client declined a human",
    "emergency": "the message is about danger",
    "failed_in_a_row": "{count} questions in a row weren't answered",
}

LEFT_OUT: Final = "left_out_"
"""The prefix of codes about a withheld sentence."""


class Clause(msgspec.Struct, frozen=True):
    """One part of a reason, and its values."""

    code: Code
    values: dict[str, str] = {}


class Reason(msgspec.Struct, frozen=True):
    """Clauses, and the same in English; only a text if a release without codes stored it."""

    text: str
    clauses: tuple[Clause, ...] = ()

    def and_(self, *others: "Reason") -> "Reason":
        """Return this reason followed by others."""
        every = (self, *others)
        return Reason(
            "; ".join(each.text for each in every),
            tuple(clause for each in every for clause in each.clauses),
        )

    def for_clients(self) -> "Reason":
        """Return the reason without withheld sentences, which the client must not see."""
        shown = tuple(each for each in self.clauses if not each.code.startswith(LEFT_OUT))
        return self if shown == self.clauses else _worded(shown)


def because(code: Code, **values: object) -> Reason:
    """Return a reason of one clause; ``values`` are those in its text."""
    return _worded((Clause(code, {name: str(value) for name, value in values.items()}),))


def _worded(clauses: tuple[Clause, ...]) -> Reason:
    words = (_ENGLISH[each.code].format(**each.values) for each in clauses)
    return Reason("; ".join(words), clauses)


_decoder: Final = msgspec.json.Decoder(Reason)


def stored(reason: Reason | None) -> tuple[str | None, str | None]:
    """Return the stored form of a reason: its text, and all of it as JSON."""
    if reason is None:
        return None, None
    return reason.text, msgspec.json.encode(reason).decode()


def restored(text: str | None, whole: str | None) -> Reason | None:
    """Parse what `stored` wrote. A release without codes writes only the text, which is used."""
    if text is None:
        return None
    reason = _decoder.decode(whole) if whole is not None else None
    return reason if reason is not None and reason.text == text else Reason(text)
