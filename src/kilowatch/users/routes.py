"""HTTP routes."""

from http import HTTPStatus
from typing import Annotated, Any, cast
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import NewUser
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import (
    Bearer,
    CurrentAdministrator,
    CurrentCaller,
    InternalOnly,
    SessionIsOver,
    current_administrator,
    current_caller,
)
from kilowatch.kit.audit import OPERATOR, audited
from kilowatch.kit.calls import body_of
from kilowatch.kit.errors import Forbidden, Unauthenticated
from kilowatch.kit.people_errors import PasswordRefused, UsernameTaken, UserNotFound
from kilowatch.kit.problems import raises
from kilowatch.kit.requests import note_actor
from kilowatch.kit.text import Line
from kilowatch.users.container import container
from kilowatch.users.domain import (
    LastAdministrator,
    NewPerson,
    NotAnAdministrator,
    Person,
    PersonChange,
    UserSort,
)
from kilowatch.users.schemas import (
    AdministratorCreation,
    UserCreation,
    UserEdit,
    UserPageView,
    UserView,
)
from kilowatch.users.service import People, account_of

public = APIRouter(prefix="/api/users", tags=["users"])
internal = APIRouter(prefix="/internal", include_in_schema=False, dependencies=[InternalOnly])


async def people_of(request: Request) -> People:
    """Return the use cases of this app."""
    return container(request).people


Service = Annotated[People, Depends(people_of)]


@raises(Unauthenticated, SessionIsOver, Forbidden)
async def admit_creator(request: Request, bearer: Bearer, people: Service) -> bool:
    """Return whether the caller has the bootstrap token; if not, they must be an administrator."""
    if bearer is not None and await people.admits_bootstrap(bearer.credentials):
        note_actor(OPERATOR)
        return True
    await current_administrator(await current_caller(request, bearer))
    return False


@public.post(
    "",
    summary="Create a user",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.USER_CREATED),
)
@raises(NotAnAdministrator, UsernameTaken, PasswordRefused)
async def create_user(
    body: UserCreation, people: Service, bootstrap: Annotated[bool, Depends(admit_creator)]
) -> UserView:
    """Add a user, who can log in at once: as a whole, or not at all.

    Needs an administrator's token, or the one-time bootstrap token while the platform has no
    administrator.
    """
    new = NewPerson(name=body.name, username=body.username, role=body.role)
    return UserView.of(
        await people.create(new, body.password.get_secret_value(), bootstrap=bootstrap)
    )


@public.get("", summary="List users")
async def list_users(
    people: Service,
    _: CurrentAdministrator,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    search: Annotated[
        Line | None, Query(max_length=100, description="Part of a name or username.")
    ] = None,
    sort: UserSort = "name",
) -> UserPageView:
    """All users. Administrators only."""
    page = await people.search(search or None, sort, limit, offset)
    return UserPageView(items=[UserView.of(each) for each in page.people], total=page.total)


@public.get("/me", summary="Get the current user")
@raises(UserNotFound)
async def read_current_user(people: Service, caller: CurrentCaller) -> UserView:
    """The user who bears the token."""
    return UserView.of(await people.get(caller.user_id))


@public.get("/{user_id}", summary="Get a user")
@raises(UserNotFound)
async def read_user(user_id: UUID, people: Service, caller: CurrentCaller) -> UserView:
    """The caller, or anybody for an administrator."""
    return UserView.of(await people.get_as(caller, UserId(user_id)))


@public.patch(
    "/{user_id}", summary="Change a user", openapi_extra=audited(AuditAction.USER_CHANGED)
)
@raises(UserNotFound, UsernameTaken, LastAdministrator)
async def edit_user(
    user_id: UUID, body: UserEdit, people: Service, _: CurrentAdministrator
) -> UserView:
    """Change a user's name, username, role or status. Administrators only.

    The last active administrator can't be demoted or suspended.
    """
    change = cast("PersonChange", body.model_dump(exclude_unset=True))
    return UserView.of(await people.change(UserId(user_id), change))


@public.delete(
    "/{user_id}",
    summary="Delete a user",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.USER_DELETED),
)
@raises(UserNotFound, LastAdministrator)
async def delete_user(user_id: UUID, people: Service, _: CurrentAdministrator) -> None:
    """Delete a user for good. The username is free again, and their devices have no owner.

    Administrators only.
    """
    await people.delete(UserId(user_id))


@internal.get("/users/{user_id}")
async def read_account(user_id: UUID, people: Service) -> dict[str, Any]:
    """Return a user, for `auth`, which has a pending credential."""
    return _wire(await people.get(UserId(user_id)))


@internal.post("/users", status_code=HTTPStatus.CREATED)
async def register_user(
    people: Service, new: Annotated[NewUser, Depends(body_of(NewUser))]
) -> dict[str, Any]:
    """Commit a user whose credential is pending in `auth`."""
    person = NewPerson(name=new.name, username=new.username, role=new.role)
    return _wire(await people.register(new.id, person, by_themself=True))


@internal.post("/administrators", status_code=HTTPStatus.CREATED)
async def create_administrator(body: AdministratorCreation, people: Service) -> UserView:
    """Add an administrator, for the operator of the machine."""
    new = NewPerson(name=body.name, username=body.username, role=Role.ADMIN)
    return UserView.of(await people.create(new, body.password.get_secret_value()))


def _wire(person: Person) -> dict[str, Any]:
    return cast("dict[str, Any]", msgspec.to_builtins(account_of(person)))
