"""Requests made from the OpenAPI documents: valid, invalid and hostile, seeded."""

import contextlib
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from unittest import SkipTest

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.operations import SCHEMAS

AnyCase: TypeAlias = Case[Any]

CHECKS: Final = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
WITHIN_S: Final = 60

HOSTILE_TEXTS: Final = (
    "\x00",
    "\ud800",
    "a\r\nX-Injected: 1",
    "' OR 1=1 --",
    "../../../etc/passwd",
    "%00%0a",
    "\u202e\u200b\ufeff",
    "=HYPERLINK(1)",
    "🧯" * 300,
    "x" * 5_000,
)
HOSTILE_NUMBERS: Final = (
    -1,
    2**31,
    2**63,
    -(2**63) - 1,
    10**30,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    -0.0,
    5e-324,
)
HOSTILE_TIMES: Final = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2011-12-30",
    "2025-03-30T02:30:00",
    "2025-02-30",
    "2016-12-31T23:59:60Z",
    "0000-00-00",
    "10000-01-01",
    "1e400",
)
HOSTILE_IN_PATHS: Final = tuple(each for each in HOSTILE_TEXTS if not each.startswith("../"))
"""Steps up lead out of the operation: the page answers then, and rightly so."""

HOSTILE: Final = (*HOSTILE_TEXTS, *HOSTILE_NUMBERS, *HOSTILE_TIMES, None, True, [], {}, [[]])
"""Values that no parameter and no field expects."""


@dataclass(frozen=True)
class Finding:
    """A response that an operation should not have given."""

    operation: str
    caller: str
    what: str
    request: str


def fuzz_service(
    service: str,
    base_url: str,
    callers: Mapping[str, Mapping[str, str]],
    *,
    examples: int,
    seed_number: int,
    things: Mapping[str, str],
) -> Iterator[Finding]:
    """Call each operation of ``service`` ``examples`` times per caller and way of making requests.

    ``callers`` are headers by name; ``things`` are identifiers of what exists, by path variable.
    Blocks; yields each kind of finding once per operation and caller.
    """
    document = json.loads((SCHEMAS / f"{service}.json").read_text(encoding="utf-8"))
    schema = schemathesis.openapi.from_dict(document)
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        for caller, headers in callers.items():
            target = _Target(base_url, caller, headers, things)
            for mode in GenerationMode:
                strategy = operation.as_strategy(generation_mode=mode)
                yield from _run(target, strategy, examples, seed_number)
            yield from _run(
                target,
                operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
                examples,
                seed_number,
                spoil,
            )


def spoil(case: AnyCase, chance: random.Random) -> None:
    """Put a hostile value into one place of a valid request: query, path or body."""
    places: list[tuple[Any, str]] = [(case.query, name) for name in case.query or {}]
    places += [(case.path_parameters, name) for name in case.path_parameters or {}]
    if isinstance(case.body, dict):
        places += [(case.body, str(name)) for name in case.body]
    if places:
        where, name = chance.choice(places)
        hostile = HOSTILE_IN_PATHS if where is case.path_parameters else HOSTILE
        where[name] = chance.choice(hostile)


def write_body(case: AnyCase) -> None:
    """Write a JSON body ourselves: the client would refuse to send NaN and infinity."""
    if isinstance(case.body, dict | list) and case.media_type == "application/json":
        case.body = json.dumps(case.body).encode()


@dataclass(frozen=True)
class _Target:
    base_url: str
    caller: str
    headers: Mapping[str, str]
    things: Mapping[str, str]


def _run(
    target: _Target,
    strategy: Any,
    examples: int,
    seed_number: int,
    change: Callable[[AnyCase, random.Random], None] | None = None,
) -> list[Finding]:
    findings: dict[str, Finding] = {}
    chance = random.Random(seed_number)

    @seed(seed_number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    @given(case=strategy)
    def call(case: AnyCase) -> None:
        for name in case.path_parameters or {}:
            if name in target.things and chance.random() < 0.5:
                case.path_parameters[name] = target.things[name]
        if change is not None:
            change(case, chance)
        write_body(case)
        for what in _answer(case, target):
            finding = Finding(
                f"{case.method} {case.operation.path}", target.caller, what, _shown(case)
            )
            findings.setdefault(what, finding)

    # Nothing about an operation without parameters can be invalid.
    with contextlib.suppress(Unsatisfiable, SkipTest):
        call()
    return list(findings.values())


def _answer(case: AnyCase, target: _Target) -> list[str]:
    try:
        response = case.call(
            base_url=target.base_url, headers=dict(target.headers), timeout=WITHIN_S
        )
    except UnicodeEncodeError:
        return []
    try:
        case.validate_response(response, checks=list(CHECKS))
    except FailureGroup as group:
        return [_first_line(each) for each in group.exceptions]
    except Failure as failure:
        return [_first_line(failure)]
    return []


def _first_line(failure: BaseException) -> str:
    return str(failure).strip()[:400].replace("\n", " ")


def _shown(case: AnyCase) -> str:
    return f"query={case.query!r} path={case.path_parameters!r} body={case.body!r}"[:600]
