"""The roles and account states of users."""

from enum import StrEnum


class Role(StrEnum):
    """Role of a user. Order of privilege: ADMIN above CLIENT."""

    ADMIN = "ADMIN"
    CLIENT = "CLIENT"


class AccountStatus(StrEnum):
    """The state of an account: only an active one may use the platform."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETED = "deleted"


def lesser_role(one: Role, other: Role) -> Role:
    """The role with fewer rights, when a stale token and a newer copy disagree."""
    return Role.ADMIN if one is other is Role.ADMIN else Role.CLIENT
