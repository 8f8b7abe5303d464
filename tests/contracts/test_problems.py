"""Every operation names its problems: the code, its status and when it happens."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import by_status, problems_of, raises, when
from tests.contracts.test_openapi import DOCUMENTS, operations
from tests.harness.documented import codes

Json = dict[str, Any]

GUESSED = {"login", "register", "refresh", "password", "reset"}
PUBLIC = {
    *(f"post /api/auth/{each}" for each in GUESSED - {"password"}),
    "post /api/auth/logout",
    "get /api/auth/registration",
    "get /api/auth/jwks",
}


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Json:
    return json.loads(request.param.read_bytes())


def problems(document: Json, operation: Json) -> Iterator[tuple[str, Json]]:
    for status, each in operation["responses"].items():
        if not status.startswith(("2", "3")):
            yield status, document["components"]["responses"][each["$ref"].rsplit("/", 1)[-1]]


def test_every_problem_has_a_status_a_description_and_an_example(document: Json) -> None:
    for name, operation in operations(document):
        for status, response in problems(document, operation):
            content = response["content"]["application/problem+json"]
            assert list(response["content"]) == ["application/problem+json"], name
            named = codes(document, operation, status)
            assert set(content["examples"]) == set(named), name
            for code in named:
                example = content["examples"][code]["value"]
                assert f"`{code}`: {example['detail']}" in response["description"] or code == (
                    "invalid_request"
                )
                assert example["code"] == code
                assert status in {"default", str(example["status"])}, (name, code)


def test_every_operation_declares_the_common_errors(document: Json) -> None:
    for name, operation in operations(document):
        assert "unavailable" in codes(document, operation, "503"), name
        assert "invalid_request" in codes(document, operation, "422"), name
        assert {"internal_error", "service_unreachable", "service_silent", "address_too_long"} <= (
            set(codes(document, operation, "default"))
        )
        if "requestBody" in operation:
            assert codes(document, operation, "408") == ["request_too_slow"], name
            assert "413" in operation["responses"], name
        if name not in PUBLIC:
            assert "unauthenticated" in codes(document, operation, "401"), name


def test_operations_on_a_named_resource_declare_not_found(document: Json) -> None:
    without = {
        # For any user: the list of an unknown one is empty.
        "get /api/auth/users/{user_id}/sessions",
        "delete /api/auth/users/{user_id}/sessions",
        # May be set for a device before it is registered as well.
        "get /api/balancing/senders/{device_id}/quota",
        "put /api/balancing/senders/{device_id}/quota",
        "delete /api/balancing/senders/{device_id}/quota",
        # The sender chooses the identifier.
        "put /api/support/canned-replies/{reply_id}",
    }
    for name, operation in operations(document):
        if "{" in name and name not in without:
            assert codes(document, operation, "404")[0].endswith(("_not_found", "_simulated")) or (
                codes(document, operation, "404")[0].startswith("nothing_")
            ), name


UNLIMITED_FOR_ADMINISTRATORS = {
    "post /api/devices",
    "put /api/devices/{device_id}/owner",
    "put /api/devices/{device_id}/channels/{code}/formula",
    "put /api/devices/{device_id}/channels/{code}/part-of",
    "delete /api/devices/{device_id}/channels/{code}/part-of",
}
"""Changes of devices that clients can't make."""


def is_limited(service: str, name: str) -> bool:
    """Return true if an operation may answer 429, by its service or at the gateway."""
    method, path = name.split()
    changes = method != "get"
    match service:
        case "auth":
            return changes and path.removeprefix("/api/auth/") in GUESSED
        case "balancing":
            return path.startswith("/api/readings")
        case "monitoring":
            return changes or "/imports" not in path
        case "support" | "realtime":
            return changes
        case "devices":
            return changes and name not in UNLIMITED_FOR_ADMINISTRATORS
        case _:
            return False


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_rate_limited_operations_declare_it(path: Path) -> None:
    document = json.loads(path.read_bytes())

    for name, operation in operations(document):
        assert ("429" in operation["responses"]) == is_limited(path.stem, name), name
        for status, response in problems(document, operation):
            if status in {"429", "503"}:
                assert "Retry-After" in response["headers"], name


class Unlucky(KilowatchError):
    """It was not to be.

    More for readers of the code.
    """

    kind = Kind.CONFLICT
    code = "unlucky"


def test_problems_come_from_the_endpoint_and_its_dependencies() -> None:
    async def needs(_: CurrentAdministrator) -> None: ...

    router = APIRouter(dependencies=[PacedChanges])

    @router.get("/thing", dependencies=[Depends(needs)])
    @raises(Unlucky)
    async def get_thing() -> None: ...

    @router.post("/thing")
    async def post_thing() -> None: ...

    reads, changes = (each for each in router.routes if isinstance(each, APIRoute))
    found = {each.code for each in problems_of(reads, has_body=False)}
    on_change = {each.code for each in problems_of(changes, has_body=True)}

    assert {"unlucky", "forbidden", "unauthenticated", "session_ended", "unavailable"} <= found
    assert "too_many_requests" not in found
    assert {
        "too_many_requests",
        "request_too_large",
        "request_too_slow",
        "bad_request",
    } <= on_change
    assert "unlucky" not in on_change
    assert when(Unlucky) == "It was not to be."
    assert by_status([Unlucky]) == {HTTPStatus.CONFLICT: [Unlucky]}
