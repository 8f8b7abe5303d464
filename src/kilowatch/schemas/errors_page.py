"""docs/errors.md: every problem that the API returns, from the OpenAPI documents."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from kilowatch.kit.problems import EVERYWHERE, OF_NO_OPERATION, remedy_of, when

Json = dict[str, Any]
Row = tuple[int, str, str, str, str]

_HEAD: Final = """\
<!-- Written by `make schemas` from the code. Don't edit it. -->

# Errors

Every answer that isn't a success is a problem document (RFC 9457, `application/problem+json`):
`type`, `title`, `status`, `code` and `detail`. Decide by `code`, which is stable; show `detail`, a
sentence in English, to people. `invalid_request` lists the fields at fault in `errors`. With 429 and
503 the header `Retry-After` says in seconds when to try again. New codes may appear
([versioning](api.md#versioning)): treat an unknown one by its status.

The OpenAPI document of each service names the codes of each operation, with examples.
"""  # noqa: E501 - lines of the page


def errors_page(documents: Mapping[str, Json]) -> bytes:
    """Return the page for these OpenAPI documents, by the names of their services."""
    rows: dict[tuple[int, str], tuple[str, str, set[str]]] = {}
    for service, document in documents.items():
        for code, found in document["x-problems"].items():
            key = (found["status"], code)
            _, _, services = rows.setdefault(key, (found["when"], found["remedy"], set()))
            services.add(service)
    of_some: list[Row] = [
        (status, code, when_, remedy, ", ".join(sorted(services)))
        for (status, code), (when_, remedy, services) in sorted(rows.items())
    ]
    of_any: list[Row] = [
        (each.kind.value.value, each.code, when(each), remedy_of(each), "") for each in EVERYWHERE
    ]
    of_none: list[Row] = [
        (each.kind.value.value, each.code, when(each), remedy_of(each), "")
        for each in OF_NO_OPERATION
    ]
    text = "\n".join(
        (
            _HEAD,
            "## By operation\n",
            *_table(of_some, with_services=True),
            "## By any operation\n",
            *_table(sorted(of_any)),
            "## Where there is no operation\n",
            *_table(sorted(of_none)),
        )
    )
    return (text.rstrip("\n") + "\n").encode()


def _table(rows: list[Row], *, with_services: bool = False) -> list[str]:
    more, line = (" services |", "---|") if with_services else ("", "")
    return [
        f"| code | status | when | what to do |{more}",
        f"|---|---|---|---|{line}",
        *(
            f"| `{code}` | {status} {HTTPStatus(status).phrase} | {when_} | {remedy} |"
            + (f" {services} |" if with_services else "")
            for status, code, when_, remedy, services in rows
        ),
        "",
    ]
