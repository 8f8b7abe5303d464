"""What a person may be and do."""

from enum import StrEnum


class Role(StrEnum):
    """Role of a person. Order of privilege: ADMIN above CLIENT."""

    ADMIN = "ADMIN"
    CLIENT = "CLIENT"


class AccountStatus(StrEnum):
    """Whether a person may use the platform at all."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETED = "deleted"


def lesser_role(one: Role, other: Role) -> Role:
    """The role with fewer rights: what a stale token and a newer copy agree on."""
    return Role.ADMIN if one is other is Role.ADMIN else Role.CLIENT
