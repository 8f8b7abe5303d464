"""Holds the objects of an app: one typed container per app, and one way to reach it.

Each service declares its container as a frozen dataclass in its ``container.py``; the lifespan
builds it. What a module of `kit` needs from the services that use it is declared beside that
code, as a base class of their containers (``With…``).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypedDict, TypeVar

from fastapi import FastAPI

Check: TypeAlias = Callable[[], Awaitable[bool | str]]
"""A health check: true if a component works; a text names the fault in one word."""


class HealthNote(TypedDict):
    """A sentence for an operator about something that doesn't stop the process, or not yet."""

    text: str
    is_problem: bool


Notes: TypeAlias = Callable[[], list[HealthNote]]


@dataclass(frozen=True, kw_only=True)
class Health:
    """The checks and notes of an app's health endpoint.

    ``of_work`` names the checks that don't affect whether calls can be answered.
    """

    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    of_work: frozenset[str] = frozenset()
    notes: Notes = list[HealthNote]


@dataclass(frozen=True, kw_only=True)
class Container:
    """The base of every container."""

    health: Health = field(default_factory=Health)


C = TypeVar("C", bound=Container)


def put_container(app: FastAPI, container: Container) -> None:
    """Set ``container`` as the container of ``app``, replacing any previous one."""
    app.state.container = container


def container_of(app: FastAPI, kind: type[C]) -> C:
    """Return the container of ``app``. Raises `TypeError` if it is of another type."""
    found = find_container(app, kind)
    if found is None:
        raise TypeError(f"{app.title} holds no {kind.__name__}")
    return found


def find_container(app: FastAPI, kind: type[C]) -> C | None:
    """Return the container of ``app``, None if it is of another type."""
    container: Container = app.state.container
    return container if isinstance(container, kind) else None
