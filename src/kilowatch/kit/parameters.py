"""Rejects unknown query parameters, for every service in one place.

Ignoring one would answer another query than intended: with ``device=`` instead of
``device_id=``, the sum over all devices.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar, get_args, get_origin

import msgspec
from fastapi import Depends, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from rapidfuzz import fuzz, process, utils
from starlette.requests import HTTPConnection

from kilowatch.kit.errors import InvalidRequest

MOST_NAMED: Final = 10
"""The most parameters named in one error; the rest is checked once these are fixed."""

LONGEST_NAME: Final = 100
CLOSE_ENOUGH: Final = 65
"""Similarity in percent from which another name is suggested."""

_ANY: Final = "kilowatch_any_parameters"
_ELSEWHERE: Final = (params.Path, params.Header, params.Cookie)

_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


def any_parameters(endpoint: _Endpoint) -> _Endpoint:
    """Mark an endpoint whose response depends on no parameter, and that accepts any.

    Such are the probes of health and metrics, to which monitors add parameters against caches,
    and pages for browsers, whose parameters the page itself reads.
    """
    setattr(endpoint, _ANY, True)
    return endpoint


class Parameters(msgspec.Struct, frozen=True):
    """The names of an operation's query parameters, and which of them may be repeated."""

    names: tuple[str, ...]
    lists: frozenset[str]

    @classmethod
    def of(cls, route: APIRoute) -> "Parameters | None":
        """Return those of ``route``; None if it accepts any."""
        if getattr(route.endpoint, _ANY, False):
            return None
        found = [
            each
            for each in get_flat_params(route.dependant)
            if not isinstance(each.field_info, _ELSEWHERE)
        ]
        lists = [each.alias for each in found if _is_list(each.field_info.annotation)]
        return cls(tuple(dict.fromkeys(each.alias for each in found)), frozenset(lists))

    def faults(self, sent: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each invalid name in ``sent``, and the reason."""
        for name, count in Counter(sent).items():
            if not name:
                yield "query", "A parameter has no name."
            elif name not in self.names:
                yield name[:LONGEST_NAME], f"There is no such parameter; {self._hint(name)}"
            elif count > 1 and name not in self.lists:
                yield name, "This parameter may be given once only."

    def _hint(self, name: str) -> str:
        if not self.names:
            return "this operation has none."
        close = process.extractOne(
            name[:LONGEST_NAME],
            self.names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=CLOSE_ENOUGH,
        )
        if close is not None:
            return f"did you mean {close[0]}?"
        return f"this operation has {', '.join(sorted(self.names))}."


def _is_list(annotation: Any) -> bool:
    """Return true if a parameter takes several values: ``list[UUID]``, ``list[UUID] | None``."""
    return any(get_origin(each) is list for each in (annotation, *get_args(annotation)))


class ParameterCheck:
    """Checks the names of a request's query parameters, before any other validation."""

    def __init__(self) -> None:
        self._known: dict[int, Parameters | None] = {}

    async def __call__(self, connection: HTTPConnection) -> None:
        """Check one request. Raises `InvalidRequest`.

        The WebSocket, which can't respond with a document, checks its own.
        """
        if connection.scope["type"] != "http" or not connection.scope["query_string"]:
            return
        parameters = self._of(connection.scope["route"])
        if parameters is None:
            return
        sent = [name for name, _ in connection.query_params.multi_items()]
        faults = [each for each, _ in zip(parameters.faults(sent), range(MOST_NAMED), strict=False)]
        if faults:
            raise InvalidRequest(faults)

    def _of(self, route: APIRoute) -> Parameters | None:
        # A route lives as long as the app whose check this is.
        if id(route) not in self._known:
            self._known[id(route)] = Parameters.of(route)
        return self._known[id(route)]


def known_parameters_only() -> Any:
    """Return the dependency that an app uses for all its routes."""
    return Depends(ParameterCheck())
