"""The origin of a request, as the gateway reports it, and its cookies."""

from typing import Annotated, Final, Literal, TypeAlias

from fastapi import Depends, Request, Response

from kilowatch.auth.container import container
from kilowatch.auth.hashing import Visitor
from kilowatch.contracts.audit import Origin
from kilowatch.kit.requests import origin_of as origin_in

COOKIE_MAX_LENGTH: Final = 200
PLAIN_PATH: Final = "/api/auth"

CookieKind: TypeAlias = Literal["refresh", "known_browser"]


async def origin_of(request: Request) -> Origin:
    """Browser and address of the caller, as the gateway reports them."""
    return origin_in(request.headers, request.client.host if request.client else "")


CallerOrigin = Annotated[Origin, Depends(origin_of)]


async def visitor_of(request: Request, origin: CallerOrigin) -> Visitor:
    """A caller that waits for a password to be hashed, and may have disconnected."""
    return Visitor(address=origin.address, has_left=request.is_disconnected)


CallerVisitor = Annotated[Visitor, Depends(visitor_of)]


class Cookies:
    """The cookies of one request and its response, under names unique to this platform.

    Browsers store cookies by host, whatever the port: the name separates two platforms on one
    host. Behind TLS it begins with ``__Host-``, so that browsers accept it from this host only.
    """

    def __init__(self, request: Request, response: Response) -> None:
        self._request = request
        self._response = response
        self._is_secure = request.headers.get("x-forwarded-proto") == "https"
        self._platform = container(request).platform_id

    def get(self, kind: CookieKind) -> str | None:
        """Return the cookie of the request; an implausible one counts as none."""
        value = self._request.cookies.get(self._name(kind))
        return value if value is not None and len(value) <= COOKIE_MAX_LENGTH else None

    def put(self, kind: CookieKind, value: str, max_age_s: int) -> None:
        """Set ``value`` as a cookie that scripts cannot read."""
        self._response.set_cookie(
            self._name(kind),
            value,
            max_age=max_age_s,
            path=self._path,
            secure=self._is_secure,
            httponly=True,
            samesite="strict",
        )

    def drop(self, kind: CookieKind) -> None:
        """Delete the cookie in the browser."""
        self._response.delete_cookie(
            self._name(kind),
            path=self._path,
            secure=self._is_secure,
            httponly=True,
            samesite="strict",
        )

    def forbid_storing(self) -> None:
        """Forbid caching of the response, which contains tokens."""
        self._response.headers["Cache-Control"] = "no-store"

    @property
    def _path(self) -> str:
        # The prefix requires it. Without TLS the cookie is sent to `auth` only.
        return "/" if self._is_secure else PLAIN_PATH

    def _name(self, kind: CookieKind) -> str:
        return f"{'__Host-' if self._is_secure else ''}kilowatch_{kind}_{self._platform}"


async def cookies_of(request: Request, response: Response) -> Cookies:
    """Return the cookies of this request and its response."""
    return Cookies(request, response)


CallerCookies = Annotated[Cookies, Depends(cookies_of)]
