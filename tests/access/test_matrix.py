"""Every operation against every kind of caller."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kilowatch.contracts.socket import Authenticate, CloseCode
from tests.access.environment import AccessEnv, Caller
from tests.access.operations import ROWS, Access, Row, operations
from tests.realtime.env import open_socket

pytestmark = pytest.mark.asyncio(loop_scope="package")

GUARDED = {Access.PERSON, Access.OWNER, Access.ADMIN, Access.SENDER}
REFUSED = {401, 403}


def rows_for(*access: Access) -> list[tuple[str, str, Row]]:
    """Return operation, service and row of the operations for ``access``."""
    return [
        (operation, service, ROWS[operation])
        for operation, service in operations().items()
        if operation in ROWS and ROWS[operation].access in access
    ]


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    return answer.json()


def same(one: httpx.Response, other: httpx.Response) -> bool:
    """Return true if two responses are the same to the caller."""
    return (one.status_code, one.text) == (other.status_code, other.text)


async def test_every_operation_has_a_row_and_every_row_has_an_operation() -> None:
    assert set(ROWS) == set(operations())


async def test_every_operation_rejects_a_missing_forged_or_expired_token(
    access_env: AccessEnv,
) -> None:
    wrong: list[str] = []
    for operation, service, row in rows_for(*GUARDED):
        for caller in access_env.outsiders:
            answer = await access_env.call(
                operation, service, row, caller, _own(access_env.client, row)
            )
            if answer.status_code != 401 or "WWW-Authenticate" not in answer.headers:
                wrong.append(f"{operation} as {caller.name}: {answer.status_code}")
    assert wrong == []


async def test_public_operations_answer_every_caller_alike(access_env: AccessEnv) -> None:
    wrong: list[str] = []
    for operation, service, row in rows_for(Access.PUBLIC):
        for caller in (*access_env.outsiders, access_env.client, access_env.admin):
            answer = await access_env.call(operation, service, row, caller, None)
            if answer.status_code not in row.answers:
                wrong.append(f"{operation} as {caller.name}: {answer.status_code}")
    assert wrong == []


async def test_every_operation_rejects_unknown_parameters(access_env: AccessEnv) -> None:
    wrong: list[str] = []
    for operation, service, row in rows_for(*Access):
        for query in ({"_": "1"}, {"Device_ID": "x", "q": ""}):
            answer = await access_env.call(
                operation, service, replace(row, query=row.query | query), access_env.admin, None
            )
            if answer.status_code != 422 or problem_of(answer)["code"] != "invalid_request":
                wrong.append(f"{operation} with {query}: {answer.status_code}")
    assert wrong == []


async def test_clients_are_denied_administrator_operations_whether_or_not_the_target_exists(
    access_env: AccessEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilowatch.auth.service.devices.MANAGER_PATIENCE_S", 0)
    wrong: list[str] = []
    for operation, service, row in rows_for(Access.ADMIN):
        for caller in (access_env.client, access_env.demoted):
            things = (_own(access_env.client, row), _own(access_env.other, row), None)
            answers = [
                await access_env.call(operation, service, row, caller, each) for each in things
            ]
            if {each.status_code for each in answers} != {403} or not _all_same(answers):
                statuses = [each.status_code for each in answers]
                wrong.append(f"{operation} as {caller.name}: {statuses}")
    assert wrong == []


async def test_resources_of_other_clients_answer_like_nonexistent_ones(
    access_env: AccessEnv,
) -> None:
    wrong: list[str] = []
    for operation, service, row in rows_for(Access.OWNER):
        for caller in (access_env.client, access_env.demoted):
            foreign = await access_env.call(
                operation, service, row, caller, access_env.other.things[row.thing]
            )
            missing = await access_env.call(operation, service, row, caller, None)
            if missing.status_code != 404 or not same(foreign, missing):
                wrong.append(f"{operation}: {foreign.text} / {missing.text}")
            assert problem_of(missing)["status"] == 404
    for operation, service, row in rows_for(Access.PERSON):
        if row.filter_by:
            other = access_env.other.things[row.thing]
            foreign = await access_env.call(operation, service, row, access_env.client, other)
            missing = await access_env.call(operation, service, row, access_env.client, None)
            if not same(foreign, missing) and foreign.status_code != 200:
                wrong.append(f"{operation} filtered: {foreign.text} / {missing.text}")
            if other in foreign.text or foreign.status_code != missing.status_code:
                wrong.append(f"{operation} filtered tells of another's: {foreign.text}")
    assert wrong == []


async def test_clients_are_allowed_client_operations(access_env: AccessEnv) -> None:
    wrong: list[str] = []
    # Those below a path before the path itself: one session is ended before all others are.
    for operation, service, row in reversed(rows_for(Access.PERSON, Access.OWNER)):
        answer = await access_env.call(
            operation, service, row, access_env.client, _own(access_env.client, row)
        )
        if answer.status_code in REFUSED | {404} or answer.status_code >= 500:
            wrong.append(f"{operation}: {answer.status_code} {answer.text}")
    assert wrong == []


async def test_administrators_are_allowed_every_operation(
    access_env: AccessEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is in flight to a service here: it need not wait for unknown accounts.
    monkeypatch.setattr("kilowatch.devices.service.PATIENCE_S", 0)
    monkeypatch.setattr("kilowatch.auth.service.devices.PATIENCE_S", 0)
    wrong: list[str] = []
    for operation, service, row in rows_for(*GUARDED):
        if row.clients_only:
            continue
        answer = await access_env.call(operation, service, row, access_env.admin, None)
        if answer.status_code in REFUSED or answer.status_code >= 500:
            wrong.append(f"{operation}: {answer.status_code} {answer.text}")
    assert wrong == []


async def test_a_device_credential_only_allows_sending_its_own_readings(
    access_env: AccessEnv,
) -> None:
    wrong: list[str] = []
    for operation, service, row in rows_for(*GUARDED):
        answer = await access_env.call(
            operation, service, row, access_env.device, _own(access_env.client, row)
        )
        expected = 202 if row.access is Access.SENDER else 401
        if answer.status_code != expected:
            wrong.append(f"{operation}: {answer.status_code}")
    assert wrong == []


async def test_internal_operations_reject_outside_callers(access_env: AccessEnv) -> None:
    wrong: list[str] = []
    callers = [
        each
        for each in (*access_env.outsiders, access_env.client, access_env.admin)
        if each.name != "internal token"
    ]
    for service, method, path in access_env.internal_operations():
        for caller in callers:
            answer = await access_env.full_stack.client.request(
                method,
                f"{access_env.urls[service]}{path}",
                headers=caller.raw_headers(),
            )
            if answer.status_code != 401:
                wrong.append(f"{service} {method} {path} as {caller.name}: {answer.status_code}")
    assert access_env.internal_operations()
    assert wrong == []


async def test_a_socket_closes_for_outside_callers(access_env: AccessEnv) -> None:
    wrong: list[str] = []
    callers = [each for each in (*access_env.outsiders, access_env.device) if each.headers]
    for caller in callers:
        token = caller.headers["Authorization"].split(" ", 1)[1]
        async with open_socket(access_env.urls["realtime"]) as browser:
            await browser.say(Authenticate(token=token))
            code, _ = await browser.close_code()
        if code not in {CloseCode.UNAUTHENTICATED, CloseCode.NO_LONGER_ALLOWED}:
            wrong.append(f"{caller.name}: {code}")
    assert wrong == []


def _own(caller: Caller, row: Row) -> str | None:
    return caller.things.get(row.thing)


def _all_same(answers: Iterable[httpx.Response]) -> bool:
    first, *others = answers
    return all(same(first, each) for each in others)
