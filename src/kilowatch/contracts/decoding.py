"""Decodes untrusted bytes: whatever is wrong with them is one kind of error.

`msgspec` raises `RecursionError` for input that is nested too deeply. That is a `RuntimeError`,
like those by which libraries report a lost connection, so a decoder of untrusted bytes must not
let it pass.
"""

from typing import Any, Final, Protocol, TypeVar

import msgspec

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

DECODING_ERRORS: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""The errors that a decoder of `msgspec` raises for bytes that it can't read."""


class Decoder(Protocol[T_co]):
    """A decoder of `msgspec`, for JSON or MessagePack."""

    def decode(self, buf: Any, /) -> T_co:
        """Return the value in ``buf``; raise one of `DECODING_ERRORS`."""
        ...


class Undecodable(Exception):
    """The bytes are malformed. ``reason`` is stable, ``detail`` a sentence."""

    def __init__(self, error: Exception) -> None:
        self.reason, self.detail = _described(error)
        super().__init__(self.detail)


def decode(decoder: Decoder[T], body: bytes | bytearray | memoryview | str) -> T:
    """Return the value in ``body``. Raises `Undecodable`, whatever the bytes are."""
    try:
        return decoder.decode(body)
    except DECODING_ERRORS as error:
        raise Undecodable(error) from error


def _described(error: Exception) -> tuple[str, str]:
    match error:
        case RecursionError():
            return "too_deep", "It is nested too deeply."
        case msgspec.ValidationError():
            return "wrong_type", f"{error}."
        case _:
            return "malformed_json", f"It is not JSON: {error}."
