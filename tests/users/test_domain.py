from datetime import UTC, datetime
from uuid import UUID

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
def test_a_change_is_a_new_version_exactly_when_something_differs(
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


@given(people, changes)
def test_only_an_active_administrator_can_be_lost(person: Person, change: PersonChange):
    lost = loses_administrator(person, changed(person, change))
    assert not lost or person.is_active_administrator


@given(people)
def test_a_tombstone_tells_nothing_of_the_dead(person: Person):
    remains = tombstone(person)
    assert (remains.username, remains.name) == ("", "")
    assert remains.version > person.version
    assert isinstance(remains.id, UUID)
    assert remains.id == person.id
    assert not remains.is_active_administrator
