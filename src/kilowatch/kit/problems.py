"""The problems an operation may answer with: declared where they are raised, and documented.

``@raises(DeviceNotFound)`` on an endpoint, or on its dependency, declares a possible error.
The OpenAPI documents contain all of them, and docs/errors.md lists them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from kilowatch.kit.errors import (
    Forbidden,
    InvalidRequest,
    KilowatchError,
    Kind,
    Unauthenticated,
    Unavailable,
)

READS: Final = frozenset({"GET", "HEAD"})
_RAISES: Final = "kilowatch_raises"
_RAISES_ON_CHANGES: Final = "kilowatch_raises_on_changes"

_Raising = TypeVar("_Raising", bound=Callable[..., Any])
ErrorType = type[KilowatchError]


def raises(*errors: ErrorType, on_changes_only: bool = False) -> Callable[[_Raising], _Raising]:
    """Declare what an endpoint or a dependency raises; ``on_changes_only`` excludes GET."""

    def declare(callable_: _Raising) -> _Raising:
        name = _RAISES_ON_CHANGES if on_changes_only else _RAISES
        setattr(callable_, name, (*getattr(callable_, name, ()), *errors))
        return callable_

    return declare


class AddressTooLong(KilowatchError):
    """The path and the query together have more than 16 KiB."""

    kind = Kind.ADDRESS_TOO_LONG
    code = "address_too_long"
    remedy = "Send fewer parameters, or fewer values of them."


class HeadersTooLarge(KilowatchError):
    """The request has more than 100 headers, or headers of more than 32 KiB together."""

    kind = Kind.HEADERS_TOO_LARGE
    code = "headers_too_large"
    remedy = "Send fewer headers; cookies are headers too."


class RequestTooSlow(KilowatchError):
    """The body did not arrive in time: 15 s, or 30 min for a file to import."""

    kind = Kind.TOO_SLOW
    code = "request_too_slow"
    remedy = "Send the request again over a better connection."


class RequestTooLarge(KilowatchError):
    """The body has more bytes than the operation takes."""

    kind = Kind.TOO_LARGE
    code = "request_too_large"
    remedy = "Split the request into smaller ones."


class UnreadableBody(KilowatchError):
    """The body can't be parsed at all, such as JSON that is nested too deep."""

    kind = Kind.BAD_REQUEST
    code = "bad_request"
    remedy = "Send JSON with `Content-Type: application/json`."


class InternalError(KilowatchError):
    """Something went wrong that is our fault. It has been logged."""

    kind = Kind.INTERNAL
    code = "internal_error"
    remedy = "Try again later; report it if it stays."


class ServiceUnreachable(KilowatchError):
    """The gateway found no process that takes the request, or the process died meanwhile."""

    kind = Kind.UNREACHABLE
    code = "service_unreachable"
    remedy = (
        "Read the state before you repeat a change: whether the request had an effect is not known."
    )


class ServiceSilent(KilowatchError):
    """A process took the request and did not answer in time, so the gateway answers instead."""

    kind = Kind.SILENT
    code = "service_silent"
    remedy = ServiceUnreachable.remedy


class PathNotFound(KilowatchError):
    """No operation has this path."""

    kind = Kind.NOT_FOUND
    code = "path_not_found"
    remedy = "Check the path against the OpenAPI document of the service."


class NoSuchPath(KilowatchError):
    """The service has no operation with this path."""

    kind = Kind.NOT_FOUND
    code = "not_found"
    remedy = PathNotFound.remedy


class MethodNotAllowed(KilowatchError):
    """The path has operations, but none with this method; the header `Allow` lists those it has."""

    kind = Kind.METHOD
    code = "method_not_allowed"
    remedy = "Use one of the methods in `Allow`."


class UnknownHost(KilowatchError):
    """The request names a host that is not this platform's."""

    kind = Kind.MISDIRECTED
    code = "unknown_host"
    remedy = "Use the address that the platform's operator gave you."


_REMEDIES: Final = {
    Kind.INVALID: "Change the request as `detail` says.",
    Kind.NOT_FOUND: "Check the identifier: it was deleted, never existed, or isn't yours.",
    Kind.CONFLICT: "Read the present state, then decide whether to ask again.",
    Kind.FORBIDDEN: Forbidden.remedy,
    Kind.UNAUTHENTICATED: Unauthenticated.remedy,
    Kind.TOO_MANY: "Wait for the seconds in `Retry-After`, then try again.",
    Kind.UNAVAILABLE: Unavailable.remedy,
    Kind.TOO_LARGE: RequestTooLarge.remedy,
}
"""The remedy of a class without one of its own."""

EVERYWHERE: Final[tuple[ErrorType, ...]] = (
    AddressTooLong,
    HeadersTooLarge,
    InternalError,
    ServiceUnreachable,
    ServiceSilent,
)
"""The errors of any operation, besides `Unavailable` and `InvalidRequest`."""

OF_NO_OPERATION: Final[tuple[ErrorType, ...]] = (
    PathNotFound,
    NoSuchPath,
    MethodNotAllowed,
    UnknownHost,
)
"""The errors of requests that reach no operation."""


def problems_of(route: APIRoute, *, has_body: bool) -> list[ErrorType]:
    """Return the errors that an operation may answer with, except `EVERYWHERE`."""
    is_change = not (route.methods or set()) <= READS
    found: list[ErrorType] = [InvalidRequest, Unavailable]
    if has_body:
        found += [UnreadableBody, RequestTooSlow]
    for each in _calls(route.dependant):
        found += getattr(each, _RAISES, ())
        if is_change:
            found += getattr(each, _RAISES_ON_CHANGES, ())
    if has_body and not any(each.kind is Kind.TOO_LARGE for each in found):
        found.append(RequestTooLarge)
    return list({each.code: each for each in found}.values())


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    """Yield every function that runs for a request: the endpoint and its dependencies."""
    if dependant.call is not None:
        yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)


def when(error: ErrorType) -> str:
    """Return when ``error`` happens: the first paragraph of its docstring, on one line."""
    return " ".join((error.__doc__ or "").split("\n\n")[0].split())


def remedy_of(error: ErrorType) -> str:
    """Return what a caller can do about ``error``."""
    return error.remedy or _REMEDIES.get(error.kind, "")


def by_status(errors: Iterable[ErrorType]) -> dict[int, list[ErrorType]]:
    """Return the errors by status, each by its code."""
    found: dict[int, list[ErrorType]] = {}
    for each in sorted(errors, key=lambda error: error.code):
        found.setdefault(each.kind.value.value, []).append(each)
    return found
