"""HTTP routes: the rules, and unanswered questions. For administrators."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import RowId
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.support.container import container
from kilowatch.support.routes.conversations import Limit, Offset
from kilowatch.support.schemas.rules import (
    RuleEdit,
    RuleList,
    RuleMatchView,
    RuleOrder,
    RuleTrial,
    RuleView,
    RuleWriting,
    UnansweredPage,
    UnansweredView,
)
from kilowatch.support.service.rules import (
    OrderIncomplete,
    RuleChanged,
    RuleNotFound,
    RuleRefused,
    Rules,
    UnansweredNotFound,
)

router = APIRouter(prefix="/api/support", tags=["rules"], dependencies=[PacedChanges])


def _rules(request: Request) -> Rules:
    return container(request).rules


TheRules = Annotated[Rules, Depends(_rules)]


@router.get("/rules", summary="List rules")
async def list_rules(_: CurrentAdministrator, rules: TheRules) -> RuleList:
    """In order, with how often each answered."""
    return RuleList.of(await rules.all())


@router.post(
    "/rules",
    status_code=HTTPStatus.CREATED,
    summary="Add a rule",
    openapi_extra=audited(AuditAction.RULE_CREATED),
)
@raises(RuleRefused)
async def add_rule(body: RuleWriting, _: CurrentAdministrator, rules: TheRules) -> RuleView:
    """It comes last, and is used from the next question on."""
    return RuleView.of(await rules.add(body.rule(uuid4())))


@router.put(
    "/rules/order",
    summary="Reorder rules",
    openapi_extra=audited(AuditAction.RULES_REORDERED),
)
@raises(OrderIncomplete)
async def order_rules(body: RuleOrder, _: CurrentAdministrator, rules: TheRules) -> RuleList:
    """Of rules that match equally well the first one answers."""
    return RuleList.of(await rules.order(body.ids))


@router.post("/rules/test", summary="Test the rules with a question")
async def try_rules(
    body: RuleTrial, _: CurrentAdministrator, rules: TheRules
) -> list[RuleMatchView]:
    """Return the rules that match, how well and why, the best first.

    Nothing is posted or counted.
    """
    found = await rules.test(body.question, body.language)
    return [RuleMatchView.of(each, first=number == 0) for number, each in enumerate(found)]


@router.put(
    "/rules/{rule_id}", summary="Replace a rule", openapi_extra=audited(AuditAction.RULE_CHANGED)
)
@raises(RuleNotFound, RuleChanged, RuleRefused)
async def edit_rule(
    rule_id: UUID, body: RuleEdit, _: CurrentAdministrator, rules: TheRules
) -> RuleView:
    """Replace the version that the request names."""
    return RuleView.of(await rules.change(body.edited(rule_id)))


@router.delete(
    "/rules/{rule_id}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Delete a rule",
    openapi_extra=audited(AuditAction.RULE_DELETED),
)
@raises(RuleNotFound)
async def delete_rule(rule_id: UUID, _: CurrentAdministrator, rules: TheRules) -> None:
    """Delete it for good."""
    await rules.remove(rule_id)


@router.get(
    "/unanswered",
    summary="List unanswered questions",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
async def list_unanswered(
    _: CurrentAdministrator, rules: TheRules, limit: Limit = 50, offset: Offset = 0
) -> UnansweredPage:
    """Questions that neither a rule nor data nor the AI answered, newest first."""
    items, total = await rules.unanswered(limit, offset)
    return UnansweredPage(items=[UnansweredView.of(each) for each in items], total=total)


@router.delete(
    "/unanswered/{unanswered_id}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Settle an unanswered question",
    openapi_extra=audited(AuditAction.UNANSWERED_SETTLED),
)
@raises(UnansweredNotFound)
async def settle_unanswered(unanswered_id: RowId, _: CurrentAdministrator, rules: TheRules) -> None:
    """Take it off the list."""
    await rules.settle_unanswered(unanswered_id)
