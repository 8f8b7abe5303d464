"""The gateway's routes: what is reachable from outside, and what never is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kilowatch.contracts.request_sizes import (
    LARGER,
    READINGS,
    REQUEST_SIZES,
    RULES,
    SMALL,
    RequestSize,
)
from kilowatch.local.matching import all_of, any_of, longer_than, not_, under

PREFIXES: dict[str, tuple[str, ...]] = {
    "auth": ("/api/auth",),
    "users": ("/api/users",),
    "devices": ("/api/devices",),
    "balancing": ("/api/balancing",),
    "monitoring": ("/api/monitoring",),
    "realtime": ("/ws", "/api/realtime"),
    "support": ("/api/support",),
}

SIMULATOR = {"simulator": ("/api/simulator",)}
"""Only with a demo."""

GUESSABLE = (
    "/api/auth/login",
    "/api/auth/register",
    "/api/auth/refresh",
    "/api/auth/password",
    "/api/auth/reset",
)
"""Paths where a stranger could try passwords; rate-limited by address."""

LAST_ROUTER = "web"
"""Matches what no other router matches."""

INWARD = ("/internal", "/health", "/metrics")
"""Paths for services and operators only."""

READ_AGAIN = ("monitoring", "balancing")
"""Services whose instances stand in for each other: if one does not respond, another is asked."""

ANSWERS_WITHIN_S = 15.0
"""The time until a silent instance is given up. A frozen one still accepts connections."""

ALONE_WITHIN_S = 30.0
"""The same if there is no other instance: then the caller gets an error."""

TAKE_THEIR_TIME = ("monitoring", "support")
"""Reading a large file or asking a model may take minutes before the response starts."""

IDLE_S: Final = 60.0
"""The time for which an idle connection to a service is kept: shorter than the service's, which
would otherwise close it while a request is being sent."""

ANSWERS = "/internal/gateway"
"""The path at which `web` serves the gateway's own errors as problem documents."""

EVERYTHING: Final = "PathPrefix(`/`)"
SLOWEST_REQUEST: Final = "600s"
"""The time for a whole request to arrive. Traefik's own 60 s cut an import file of the largest
size on any line below 7 Mbit/s; services give other bodies 15 s."""

EVERYWHERE: Final = ("security@file", "away@file")
"""Middlewares of the entry point: around every router."""

CHANGING: Final = "(Method(`POST`) || Method(`PUT`) || Method(`PATCH`) || Method(`DELETE`))"
LENGTH: Final = "Content-Length"
SAYS_NO_LENGTH: Final = not_(f"HeaderRegexp(`{LENGTH}`, `.`)")

# Routers by priority, the first match takes a request.
INWARDS, TOO_LARGE, GUESSES, UNDECLARED, NARROW, WIDE, LAST = 2000, 1000, 500, 300, 200, 100, 1


def routes_to(
    services: Mapping[str, Sequence[str]], answers_within_s: float = ANSWERS_WITHIN_S
) -> dict[str, Any]:
    """Return routers, middlewares and services; the longest rule has the highest priority."""
    return {
        "http": {
            "routers": _routers(services),
            "middlewares": _MIDDLEWARES,
            "services": _services(services),
            "serversTransports": {
                "again": _giving_up_after(answers_within_s),
                "alone": _giving_up_after(ALONE_WITHIN_S),
                "patient": _giving_up_after(None),
            },
        }
    }


def _said(status: int | str, *codes: int, more: str = "") -> dict[str, Any]:
    """Replaces responses with these status codes by a problem document of `web`.

    It can't distinguish the gateway's responses from a service's, so each is used only where the
    service never responds with this code, or is never asked.
    """
    page = {"service": "web", "query": f"{ANSWERS}/{status}{more}"}
    return {"errors": {"status": [str(each) for each in codes], **page}}


_MIDDLEWARES: dict[str, Any] = {
    "security": {
        "headers": {
            "contentTypeNosniff": True,
            "frameDeny": True,
            "referrerPolicy": "same-origin",
            "permissionsPolicy": "camera=(), microphone=(), geolocation=()",
        }
    },
    # For every router. No service answers 502 or 504.
    "away": _said("{status}", 502, 504),
    "guesses": {"rateLimit": {"average": 10, "period": "1s", "burst": 50}},
    "guesses-said": _said(429, 429),
    # Readers need not notice a process that just died or froze. Repeating is harmless: queries
    # change nothing, and readings count once however often they come.
    "again": {
        "retry": {
            "attempts": 5,
            "initialInterval": "50ms",
            "status": ["502", "504"],
            "retryNonIdempotentMethod": True,
        }
    },
    "nothing-here": {"replacePath": {"path": f"{ANSWERS}/404"}},
    **{
        f"{each.name}-size": {"buffering": {"maxRequestBodyBytes": each.largest_bytes}}
        for each in REQUEST_SIZES.values()
    },
    **{
        f"{each.name}-size-said": _said(413, 413, more=f"/{each.name}")
        for each in REQUEST_SIZES.values()
    },
}


def _size(limit: RequestSize) -> tuple[str, str]:
    """Rejects bodies over ``limit`` with a problem document."""
    return (f"{limit.name}-size-said", f"{limit.name}-size")


def _routers(services: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    known = PREFIXES | {name: paths for name, paths in SIMULATOR.items() if name in services}
    routers = {
        name: _router(under(*paths), _behind(name, services), WIDE) for name, paths in known.items()
    }
    guesses = any_of(*(f"Path(`{path}`)" for path in GUESSABLE))
    monitoring, balancing = under(*PREFIXES["monitoring"]), under(*PREFIXES["balancing"])
    return (
        routers
        | _size_routers(services, known)
        | {
            "guesses": _router(
                all_of("Method(`POST`)", guesses),
                "auth",
                GUESSES,
                "guesses-said",
                "guesses",
                *_size(SMALL),
            ),
            "readings": _again(under("/api/readings"), "balancing", WIDE, "readings-size"),
            "monitoring-read": _again(all_of("Method(`GET`)", monitoring), "monitoring", NARROW),
            "balancing-read": _again(all_of("Method(`GET`)", balancing), "balancing", NARROW),
            "inward": _router(under(*INWARD), "web", INWARDS, "nothing-here"),
            LAST_ROUTER: _router(EVERYTHING, "web", LAST),
        }
    )


def _size_routers(
    services: Mapping[str, Sequence[str]], known: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Reject bodies that are too large, without buffering responses that may be long or live.

    A declared length over the limit never reaches a service. A body without a length is
    buffered, up to the limit, for changing requests: their responses are short. Import files
    are not buffered: `monitoring` counts while it reads them.
    """
    others = not_(any_of(*map(_path, LARGER)))
    too_large = {
        f"{size.name}-too-large": _router(
            all_of(rule, f"HeaderRegexp(`{LENGTH}`, `{longer_than(size.largest_bytes)}`)"),
            "web",
            TOO_LARGE,
            *_size(size),
        )
        for size, rule in [(SMALL, others), *((each, _path(each)) for each in LARGER)]
    }
    unsaid = all_of(SAYS_NO_LENGTH, CHANGING)
    undeclared = {
        f"{name}-undeclared": _router(
            all_of(unsaid, under(*paths), others),
            _behind(name, services),
            UNDECLARED,
            *_size(SMALL),
        )
        for name, paths in known.items()
    }
    rules, readings = all_of(unsaid, _path(RULES)), all_of(unsaid, _path(READINGS))
    return {
        **too_large,
        **undeclared,
        "web-undeclared": _router(all_of(unsaid, others), "web", LAST + 1, *_size(SMALL)),
        "rules-undeclared": _router(rules, "support", UNDECLARED, *_size(RULES)),
        "readings-undeclared": _again(readings, "balancing", UNDECLARED, *_size(READINGS)),
    }


def _path(size: RequestSize) -> str:
    return f"PathRegexp(`^{size.path}$`)"


def _router(rule: str, service: str, priority: int, *middlewares: str) -> dict[str, Any]:
    router: dict[str, Any] = {
        "rule": rule,
        "service": service,
        "priority": priority,
        "entryPoints": ["web"],
    }
    return router | ({"middlewares": list(middlewares)} if middlewares else {})


def _again(rule: str, service: str, priority: int, *middlewares: str) -> dict[str, Any]:
    """A router that asks another instance if one does not respond."""
    return _router(rule, f"{service}-again", priority, *middlewares, "again")


def _behind(name: str, services: Mapping[str, Sequence[str]]) -> str:
    """The service behind a router. `web` answers if all its instances are gone."""
    if name in READ_AGAIN and name not in TAKE_THEIR_TIME:
        return f"{name}-again"
    return f"{name}-or-away" if len(services.get(name, ())) > 1 else name


def _services(services: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, urls in services.items():
        transport = "patient" if name in TAKE_THEIR_TIME else "alone"
        found[name] = {"loadBalancer": _balancer(urls, transport)}
        if len(urls) > 1:
            found[f"{name}-or-away"] = _or_away(name)
    for name in READ_AGAIN:
        copies = {"loadBalancer": _balancer(services[name], "again")}
        if len(services[name]) > 1:
            found[f"{name}-again"] = _or_away(f"{name}-again-copies")
            found[f"{name}-again-copies"] = copies
        else:
            found[f"{name}-again"] = copies
    return found


def _or_away(name: str) -> dict[str, Any]:
    """A service with health checks; `web` answers 503 for it when no instance is healthy."""
    return {"failover": {"service": name, "fallback": "web"}}


def _giving_up_after(seconds: float | None) -> dict[str, Any]:
    """Timeouts of a server: for the connection, and for the start of the response."""
    waits = {"dialTimeout": "3s", "idleConnTimeout": f"{IDLE_S:g}s"}
    if seconds is not None:
        waits["responseHeaderTimeout"] = f"{seconds:g}s"
    return {"forwardingTimeouts": waits}


def _balancer(urls: Sequence[str], transport: str) -> dict[str, Any]:
    balancer: dict[str, Any] = {
        "servers": [{"url": url} for url in urls],
        "serversTransport": transport,
    }
    if len(urls) > 1:
        balancer["healthCheck"] = {"path": "/health/serving", "interval": "1s", "timeout": "3s"}
    return balancer
