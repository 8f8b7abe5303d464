"""Problems about users that both `auth` and `users` answer with."""

from kilowatch.kit.errors import KilowatchError, Kind


class UserNotFound(KilowatchError):
    """No user has this identifier, or the caller may not see them."""

    kind = Kind.NOT_FOUND
    code = "user_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such user.")


class UsernameTaken(KilowatchError):
    """Another user has this username."""

    kind = Kind.CONFLICT
    code = "username_taken"
    remedy = "Choose another username."

    def __init__(self) -> None:
        super().__init__("This username is taken.")


class PasswordRefused(KilowatchError):
    """The password is too weak.

    The member `reason` says why: `length`, `common`, `username` and others.
    """

    code = "password_refused"
    remedy = "Choose another password."
