"""Text in log lines: truncated, without what could forge a line or control a terminal."""

import re
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, TypeAlias, cast

LONGEST_VALUE: Final = 300
LONGEST_EVENT: Final = 500
LONGEST_TRACEBACK: Final = 8_000
MOST_ITEMS: Final = 20
DEEPEST: Final = 3

ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]

# Control characters of C0 and C1, line separators, marks that change the direction of
# writing, invisible characters, and lone surrogates, which no encoding accepts.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def one_line(text: str, longest: int = LONGEST_VALUE) -> str:
    """Return ``text`` on one line, of about ``longest`` characters at most."""
    cut = len(text) - longest
    # Truncated first: a megabyte costs no more than a line.
    shown = _UNSAFE.sub(_escaped, text[:longest])
    return f"{shown}… ({cut} more)" if cut > 0 else shown


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def plain_value(value: Any, depth: int = 0) -> Any:
    """Return ``value`` in a form that is safe and short in a log line."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return one_line(value)
    if depth < DEEPEST and isinstance(value, Mapping):
        items = list(cast("Mapping[Any, Any]", value).items())[:MOST_ITEMS]
        return {one_line(str(key)): plain_value(each, depth + 1) for key, each in items}
    if depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        items = list(cast("list[Any]", value))[:MOST_ITEMS]
        return [plain_value(each, depth + 1) for each in items]
    return one_line(_text_of(value))


def _text_of(value: Any) -> str:
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 - a log line must not fail
        return f"<{type(value).__name__}: {type(error).__name__}>"


def traceback_text(error: ExceptionInfo) -> str:
    """Return the traceback, each line indented so that none looks like an event."""
    lines = "".join(traceback.format_exception(*error)).split("\n")
    text = "\n".join(f"    {one_line(line, 1_000)}" for line in lines if line)
    if len(text) <= LONGEST_TRACEBACK:
        return text
    half = LONGEST_TRACEBACK // 2
    return f"{text[:half]}\n    …\n{text[-half:]}"


def place_of(error: BaseException) -> str:
    """Return type and place of an exception: the same for each one raised there."""
    at, where = error.__traceback__, ""
    while at is not None:
        where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}"
        at = at.tb_next
    return f"{type(error).__qualname__} {where}"
