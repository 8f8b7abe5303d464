"""Text that people may enter."""

import pytest
from pydantic import TypeAdapter, ValidationError

from kilowatch.kit.text import Line, Paragraphs

LINE: TypeAdapter[str] = TypeAdapter(Line)
PARAGRAPHS: TypeAdapter[str] = TypeAdapter(Paragraphs)


def test_a_line_is_trimmed_and_rejects_control_characters() -> None:
    assert LINE.validate_python("  Küche 2\u00a0kW ") == "Küche 2\u00a0kW"
    for character in ("\x00", "\n", "\t", "\x7f", "\x9f", "\ud800"):
        with pytest.raises(ValidationError):
            LINE.validate_python(f"a{character}b")


def test_paragraphs_allow_only_line_breaks_and_tabs_as_control_characters() -> None:
    assert PARAGRAPHS.validate_python(" a\r\nb\tc\n") == "a\r\nb\tc"
    for character in ("\x00", "\x0b", "\x1b", "\x85", "\udfff"):
        with pytest.raises(ValidationError):
            PARAGRAPHS.validate_python(f"a{character}b")
