"""Values, event names and tracebacks in a log line are short and safe, and no shorter than said."""

import sys
from types import MappingProxyType
from typing import Any

import pytest

from kilowatch.kit.log_text import (
    ExceptionInfo,
    one_line,
    place_of,
    plain_value,
    traceback_text,
)


def test_a_value_is_truncated_after_300_characters_with_the_number_missing() -> None:
    assert one_line("x" * 300) == "x" * 300
    assert one_line("x" * 301) == "x" * 300 + "… (1 more)"
    assert one_line("x" * 305, 4) == "xxxx… (301 more)"
    assert plain_value("x" * 301) == "x" * 300 + "… (1 more)"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "\\x1b"),
        ("\x9b", "\\x9b"),
        ("\u0100", "\u0100"),
        ("\u061c", "\\u061c"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
    ],
)
def test_an_unsafe_character_is_shown_by_its_number(character: str, shown: str) -> None:
    assert one_line(character) == shown


def test_lists_and_mappings_keep_twenty_items() -> None:
    assert plain_value(list(range(21))) == list(range(20))
    assert plain_value({each: each for each in range(21)}) == {str(n): n for n in range(20)}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"a": {"b": {"c": {"d": 1}}}}, {"a": {"b": {"c": "{'d': 1}"}}}),
        ([{"a": [{"b": 1}]}], [{"a": ["{'b': 1}"]}]),
        ([[[["deep"]]]], [[["['deep']"]]]),
        (MappingProxyType({"a\n": ("b", None, 1.5, True)}), {"a\\x0a": ["b", None, 1.5, True]}),
    ],
)
def test_a_value_is_shown_three_levels_deep(value: Any, shown: Any) -> None:
    assert plain_value(value) == shown


def test_a_value_without_a_text_is_shown_by_its_type() -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError

    assert plain_value([Broken()]) == ["<Broken: RuntimeError>"]


def fail(message: str) -> ExceptionInfo:
    try:
        raise ValueError(message)
    except ValueError:
        info = sys.exc_info()
    assert info[0] is not None
    return info


def test_each_line_of_a_traceback_is_indented() -> None:
    lines = traceback_text(fail("first\nsecond")).split("\n")

    assert lines[0] == "    Traceback (most recent call last):"
    assert lines[-2:] == ["    ValueError: first", "    second"]


def traceback_of(length: int) -> str:
    """Return the text of a traceback that has ``length`` characters before it is cut."""
    spare = length - len(traceback_text(fail("x")))
    return traceback_text(fail("x" * (1 + spare % 100) + ("\n" + "x" * 95) * (spare // 100)))


def test_a_traceback_of_more_than_8_000_characters_loses_its_middle() -> None:
    whole, cut = traceback_of(8_000), traceback_of(8_001)
    start, _, end = cut.partition("\n    …\n")

    assert len(whole) == 8_000
    assert (len(start), len(end)) == (4_000, 4_000)
    assert start.startswith("    Traceback (most recent call last):")
    assert end.endswith("\n    " + "x" * 95)


def test_the_place_of_an_exception_is_the_innermost() -> None:
    _, error, _ = fail("one")
    _, same, _ = fail("other")

    assert place_of(error) == place_of(same)
    assert place_of(error).startswith(f"ValueError {__file__}:")
    assert place_of(KeyError()) == "KeyError "
