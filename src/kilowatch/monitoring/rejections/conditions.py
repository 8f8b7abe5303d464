"""Filters of rejections as SQL: only the given conditions, so that an index can be used."""

from kilowatch.monitoring.rejections.domain import RejectionQuery

UNSETTLED = ("open", "rejected_again")

SENDER = "coalesce(sender, '')"
"""The search expression, as it is indexed."""


class Conditions:
    """Conditions joined by AND, and the arguments of their parameters, from ``$1`` on."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.arguments: list[object] = []

    def add(self, condition: str, *arguments: object) -> None:
        """Add a condition. Each ``$`` in it stands for the next of ``arguments``."""
        pieces = condition.split("$")
        written = [pieces[0]]
        for piece, argument in zip(pieces[1:], arguments, strict=True):
            written.append(f"{self.parameter(argument)}{piece}")
        self._parts.append("".join(written))

    def parameter(self, argument: object) -> str:
        """Add an argument; return the parameter that stands for it, such as ``$3``."""
        self.arguments.append(argument)
        return f"${len(self.arguments)}"

    @property
    def where(self) -> str:
        """Return the WHERE clause, or nothing if all rows are meant."""
        return f"WHERE {' AND '.join(self._parts)}" if self._parts else ""


def of_rows(chosen: RejectionQuery) -> Conditions:
    """Return the conditions on rows of ``rejected_reading``."""
    conditions = Conditions()
    if chosen.reason is not None:
        conditions.add("reason = $", chosen.reason)
    if chosen.sender is not None:
        conditions.add(f"{SENDER} = $", chosen.sender)
    if chosen.state is not None:
        conditions.add("state = $", chosen.state.value)
    if chosen.rejected_from is not None:
        conditions.add("rejected_at >= $", chosen.rejected_from)
    if chosen.rejected_to is not None:
        conditions.add("rejected_at < $", chosen.rejected_to)
    return conditions


def of_counts(chosen: RejectionQuery) -> Conditions:
    """Return the conditions on rows of ``rejection_count``, whose times are whole hours."""
    conditions = Conditions()
    if chosen.reason is not None:
        conditions.add("reason = $", chosen.reason)
    if chosen.sender is not None:
        conditions.add("sender = $", chosen.sender)
    if chosen.state is not None and chosen.state.value != "open":
        conditions.add("false")
    if chosen.rejected_from is not None:
        conditions.add("hour > $::timestamptz - interval '1 hour'", chosen.rejected_from)
    if chosen.rejected_to is not None:
        conditions.add("hour < $", chosen.rejected_to)
    return conditions
