from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.users.domain import Person, PersonChange, changed, loses_administrator, tombstone

people = st.builds(
    Person,
    id=st.uuids().map(UserId),
    version=st.integers(1, 1000),
    username=st.sampled_from(["ada", "bob"]),
    name=st.sampled_from(["Ada", "Bob"]),
    role=st.sampled_from(Role),
    status=st.sampled_from([AccountStatus.ACTIVE, AccountStatus.SUSPENDED]),
    created_at=st.just(datetime(2025, 1, 1, tzinfo=UTC)),
)
changes: st.SearchStrategy[PersonChange] = st.fixed_dictionaries(  # pyright: ignore[reportAssignmentType]
    {},
    optional={
        "username": st.sampled_from(["ada", "bob"]),
        "name": st.sampled_from(["Ada", "Bob"]),
        "role": st.sampled_from(Role),
        "status": st.sampled_from([AccountStatus.ACTIVE, AccountStatus.SUSPENDED]),
    },
)


@given(people, changes)
def test_a_change_makes_a_new_version_only_if_something_differs(
    person: Person, change: PersonChange
):
    after = changed(person, change)
    differs = any(getattr(person, field) != value for field, value in change.items())
    assert after.version == person.version + differs
    assert all(getattr(after, field) == value for field, value in change.items())


@given(people, changes)
def test_the_same_change_twice_changes_nothing_the_second_time(
    person: Person, change: PersonChange
):
    once = changed(person, change)
    assert changed(once, change) is once


ADMIN = Person(
    id=UserId(UUID(int=1)),
    version=3,
    username="ada",
    name="Ada",
    role=Role.ADMIN,
    status=AccountStatus.ACTIVE,
    created_at=datetime(2025, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"role": Role.CLIENT}, True),
        ({"status": AccountStatus.SUSPENDED}, True),
        ({"name": "Ada L."}, False),
    ],
)
def test_a_demoted_or_suspended_user_is_not_an_administrator(
    change: PersonChange, lost: bool
) -> None:
    assert ADMIN.is_active_administrator is True
    assert loses_administrator(ADMIN, changed(ADMIN, change)) is lost
    assert loses_administrator(changed(ADMIN, change), ADMIN) is False


def test_deleting_an_administrator_removes_an_active_administrator() -> None:
    assert loses_administrator(ADMIN, tombstone(ADMIN)) is True


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", AccountStatus)
def test_an_active_administrator_needs_both_role_and_status(
    role: Role, status: AccountStatus
) -> None:
    person = changed(ADMIN, {"role": role, "status": status})

    assert person.is_active_administrator is (role is Role.ADMIN and status is AccountStatus.ACTIVE)


@given(people)
def test_a_tombstone_contains_no_personal_data(person: Person):
    remains = tombstone(person)
    assert (remains.username, remains.name) == ("", "")
    assert remains.version == person.version + 1
    assert isinstance(remains.id, UUID)
    assert remains.id == person.id
    assert (remains.role, remains.status) == (Role.CLIENT, AccountStatus.DELETED)
