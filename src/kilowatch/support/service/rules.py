"""The use cases of rules."""

from uuid import UUID

import structlog

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.audit import record
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.support.acts import look_at_conversations
from kilowatch.support.domain import Language
from kilowatch.support.rules.domain import Unanswered, UsedRule
from kilowatch.support.rules.matching import Match, Rule, matches
from kilowatch.support.rules.values import LIVE_VALUES, placeholders
from kilowatch.support.storage import rules

log = structlog.get_logger()


_FIELDS = (
    "name",
    "enabled",
    "action",
    "phrases_en",
    "phrases_ro",
    "answer_en",
    "answer_ro",
)


class RuleNotFound(KilowatchError):
    """The rule doesn't exist."""

    kind = Kind.NOT_FOUND
    code = "rule_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such rule.")


class RuleChanged(KilowatchError):
    """The rule was changed meanwhile: `version` isn't the current one."""

    kind = Kind.CONFLICT
    code = "rule_changed"
    remedy = "Read the rule again."

    def __init__(self) -> None:
        super().__init__("Somebody changed this rule meanwhile; load it again.")


class RuleRefused(KilowatchError):
    """The rule couldn't work: it has no phrase, no answer, or an unknown live value."""

    code = "rule_refused"


class OrderIncomplete(KilowatchError):
    """The order doesn't name every rule exactly once."""

    kind = Kind.CONFLICT
    code = "order_incomplete"
    remedy = "Read the rules again and send all their identifiers."

    def __init__(self) -> None:
        super().__init__("An order names each rule once; load the rules again.")


class UnansweredNotFound(KilowatchError):
    """The question isn't on the list."""

    kind = Kind.NOT_FOUND
    code = "unanswered_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such question on the list.")


class Rules:
    """The use cases of rules, for administrators."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def all(self) -> list[UsedRule]:
        """Return every rule in order, with its use."""
        return await rules.list_used(self._pool)

    async def get(self, rule_id: UUID) -> UsedRule:
        """Return one rule. Raises `RuleNotFound`."""
        for each in await self.all():
            if each.rule.id == rule_id:
                return each
        raise RuleNotFound

    async def add(self, rule: Rule) -> UsedRule:
        """Add a rule after all others. Raises `RuleRefused`."""
        _check(rule)
        async with self._pool.acquire() as connection, connection.transaction():
            await rules.lock(connection)
            await rules.insert(connection, rule)
            await _record(connection, AuditAction.RULE_CREATED, rule.name, None, rule)
        log.info("rule.added", rule_id=str(rule.id))
        return await self.get(rule.id)

    async def change(self, rule: Rule) -> UsedRule:
        """Replace a rule. Raises `RuleNotFound`, `RuleChanged` or `RuleRefused`."""
        _check(rule)
        async with self._pool.acquire() as connection, connection.transaction():
            before = await rules.fetch_for_update(connection, rule.id)
            if before is None:
                raise RuleNotFound
            if not await rules.update(connection, rule):
                raise RuleChanged
            await _record(connection, AuditAction.RULE_CHANGED, before.name, before, rule)
        log.info("rule.changed", rule_id=str(rule.id))
        return await self.get(rule.id)

    async def remove(self, rule_id: UUID) -> None:
        """Delete a rule. Raises `RuleNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await rules.fetch_for_update(connection, rule_id)
            if before is None:
                raise RuleNotFound
            await rules.delete(connection, rule_id)
            await _record(connection, AuditAction.RULE_DELETED, before.name, before, None)
        log.info("rule.removed", rule_id=str(rule_id))

    async def order(self, rule_ids: list[UUID]) -> list[UsedRule]:
        """Put all rules in this order. Raises `OrderIncomplete`."""
        async with self._pool.acquire() as connection, connection.transaction():
            await rules.lock(connection)
            known = [each.id for each in await rules.fetch_all(connection)]
            if sorted(known) != sorted(rule_ids):
                raise OrderIncomplete
            await rules.put_in_order(connection, rule_ids)
            await record(
                connection, AuditAction.RULES_REORDERED, Subject("rule"), after={"order": rule_ids}
            )
        return await self.all()

    async def test(self, question: str, language: Language) -> list[Match]:
        """Return the rules that match a question, best first. Counts nothing."""
        return matches(await rules.fetch_all(self._pool), question, language)

    async def unanswered(self, limit: int, offset: int) -> tuple[list[Unanswered], int]:
        """Return unanswered questions."""
        found, total = await rules.unanswered(self._pool, limit, offset)
        await look_at_conversations(self._pool, [each.conversation_id for each in found])
        return found, total

    async def settle_unanswered(self, unanswered_id: int) -> None:
        """Remove a question from the list. Raises `UnansweredNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            if not await rules.settle_unanswered(connection, unanswered_id):
                raise UnansweredNotFound
            subject = Subject("unanswered", str(unanswered_id))
            await record(connection, AuditAction.UNANSWERED_SETTLED, subject)


async def _record(
    connection: Connection,
    action: AuditAction,
    name: str,
    before: Rule | None,
    after: Rule | None,
) -> None:
    """Record a change of a rule: all fields of a new or deleted one, else those that changed."""
    rule = after or before
    if rule is None:
        return
    fields = [
        each
        for each in _FIELDS
        if before is None or after is None or getattr(before, each) != getattr(after, each)
    ]
    await record(
        connection,
        action,
        Subject("rule", str(rule.id), name),
        before=None if before is None else {each: getattr(before, each) for each in fields},
        after=None if after is None else {each: getattr(after, each) for each in fields},
    )


def _check(rule: Rule) -> None:
    if not (rule.phrases_en or rule.phrases_ro):
        raise RuleRefused("A rule needs a phrase in one of the languages.")
    if not (rule.answer_en or rule.answer_ro):
        raise RuleRefused("A rule needs an answer in one of the languages.")
    unknown = placeholders(rule.answer_en + rule.answer_ro) - set(LIVE_VALUES)
    if unknown:
        known = ", ".join(sorted(LIVE_VALUES))
        raise RuleRefused(f"Not known: {', '.join(sorted(unknown))}. There are: {known}.")
