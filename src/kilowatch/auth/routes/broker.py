"""HTTP routes for the broker, which asks whether a device may connect and publish.

RabbitMQ's plugin `rabbitmq_auth_backend_http` posts forms and understands the words ``allow``
and ``deny``; any other response denies too. It can send no custom header, so it authenticates
by a token in the URL's query, which unlike the path is not logged. The token is derived from
the internal one and allows only these requests.
"""

import hmac
from typing import Annotated, Final
from urllib.parse import parse_qsl

import structlog
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse

from kilowatch.auth.broker import ReadingsPlace
from kilowatch.auth.container import container
from kilowatch.auth.device_limits import DeviceLimits, Refusal, Refusals
from kilowatch.auth.domain import devices as domain
from kilowatch.auth.domain.devices import BrokerQuestion
from kilowatch.auth.service.devices import Devices
from kilowatch.contracts.device_access import BROKER_PATH
from kilowatch.kit.errors import Unauthenticated

log = structlog.get_logger()

LONGEST_QUESTION_BYTES: Final = 16_384
ALLOW: Final = "allow"
DENY: Final = "deny"


async def broker_only(
    request: Request, token: Annotated[str, Query(include_in_schema=False)] = ""
) -> None:
    """Authenticate the broker. Raises `Unauthenticated`."""
    expected = container(request).device_access.broker_token
    if not hmac.compare_digest(token.encode(), expected.encode()):
        raise Unauthenticated("This is for the platform's own broker.")


router = APIRouter(prefix=BROKER_PATH, include_in_schema=False, dependencies=[Depends(broker_only)])


async def asked(request: Request) -> dict[str, str]:
    """Return the form the broker sent; a malformed one counts as empty."""
    body = await request.body()
    if len(body) > LONGEST_QUESTION_BYTES:
        return {}
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True))


Asked = Annotated[dict[str, str], Depends(asked)]


def _answer(allowed: bool) -> PlainTextResponse:
    return PlainTextResponse(ALLOW if allowed else DENY)


@router.post("/user")
async def may_log_in(form: Asked, request: Request) -> PlainTextResponse:
    """Allow a device to log in with its secret, provided that its readings would be stored.

    Over MQTT the broker also sends the client identifier, which must be the device's own. A
    device that is held, or has too many connections, is denied.
    """
    username, secret = form.get("username", ""), form.get("password")
    device_id = domain.device_of_username(username)
    if device_id is None or not secret or not _place(request).seen:
        # RabbitMQ neither limits nor logs these: the number logged here per minute is limited.
        log.warning("broker.login_refused", username=username, reason="no device's, or not ready")
        return _answer(False)
    if not await _devices(request).admits(device_id, secret):
        log.warning("broker.login_refused", username=username, reason="wrong secret")
        return _answer(False)
    client_id = form.get("client_id")
    if not domain.owns_client_id(username, client_id):
        detail = f"The client identifier {client_id or ''!r:.80} does not begin with the device's."
        _refusals(request).note(device_id, Refusal.FOREIGN_CLIENT_ID, detail)
        return _answer(False)
    return _answer(_limits(request).admits(device_id))


@router.post("/vhost")
async def may_enter(form: Asked, request: Request) -> PlainTextResponse:
    """Allow an authenticated device to use this virtual host."""
    question = BrokerQuestion.of(form)
    vhost = container(request).device_access.vhost
    may_enter = domain.may_enter(question, vhost) and domain.owns_client_id(
        question.username, form.get("client_id")
    )
    return await _answer_for_device(request, question, may_enter)


@router.post("/resource")
async def may_use_resource(form: Asked, request: Request) -> PlainTextResponse:
    """Allow an authenticated device this access to the queue or exchange."""
    question = BrokerQuestion.of(form)
    return await _answer_for_device(
        request, question, domain.may_use_resource(question, container(request).device_access.vhost)
    )


@router.post("/topic")
async def may_use_topic(form: Asked, request: Request) -> PlainTextResponse:
    """Allow an authenticated device to publish under this routing key."""
    question = BrokerQuestion.of(form)
    return await _answer_for_device(
        request, question, domain.may_use_topic(question, container(request).device_access.vhost)
    )


async def _answer_for_device(
    request: Request, question: BrokerQuestion, right: bool
) -> PlainTextResponse:
    """Grant a right to a device that currently has a credential."""
    device_id = domain.device_of_username(question.username)
    if not right or device_id is None:
        return _answer(False)
    return _answer(await _devices(request).has_credential(device_id))


def _devices(request: Request) -> Devices:
    return container(request).device_access.devices


def _limits(request: Request) -> DeviceLimits:
    return container(request).device_access.limits


def _refusals(request: Request) -> Refusals:
    return container(request).device_access.refusals


def _place(request: Request) -> ReadingsPlace:
    return container(request).device_access.readings_place
