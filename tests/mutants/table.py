"""The shape of the hand-made table: plausible mistakes, one rule each, and the tests to notice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SOURCE = Path("src/kilowatch")


class PatternNotFound(Exception):
    """A mutant no longer applies: its rule has moved, or is written in another way."""


@dataclass(frozen=True)
class Mutant:
    """One mistake. ``place`` is a Python file, or ``service:function`` for a SQL function."""

    name: str
    place: str
    pattern: str
    replacement: str
    tests: tuple[str, ...]
    is_pure: bool = False
    """Its tests need no server: those that do are left out."""

    @property
    def is_sql(self) -> bool:
        """Return whether it changes a SQL function."""
        return ":" in self.place

    def changes(self, root: Path) -> dict[Path, str]:
        """Return the changed text of each file below ``root`` that it touches.

        A SQL function stands in one file of its service's ``sql``. Raises `PatternNotFound`.
        """
        if self.is_sql:
            changed = self._sql_changes(root)
        else:
            path = root / SOURCE / self.place
            changed = self._changed(path, path.read_text(encoding="utf-8"))
        if not changed:
            raise PatternNotFound(f"{self.place}: {self.name}: {self.pattern}")
        return changed

    def _changed(self, path: Path, text: str) -> dict[Path, str]:
        new, count = re.subn(self.pattern, self.replacement, text, flags=re.MULTILINE)
        return {path: new} if count and new != text else {}

    def _sql_changes(self, root: Path) -> dict[Path, str]:
        service, function = self.place.split(":")
        folder = root / SOURCE / service / "sql"
        definition = re.compile(
            rf"FUNCTION {function}\(.*?(\$\$|\$[a-z_]+\$).*?\1", flags=re.DOTALL
        )
        found: dict[Path, str] = {}
        for path in sorted(folder.rglob("*.sql")):
            text = path.read_text(encoding="utf-8")
            new = definition.sub(self._mutate_match, text)
            if new != text:
                found[path] = new
        return found

    def _mutate_match(self, match: re.Match[str]) -> str:
        return re.sub(self.pattern, self.replacement, match.group(0), flags=re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """The verdict on a mutant: ``killed``, ``survived``, ``timed out`` or ``broken``."""

    mutant: Mutant
    outcome: str
    detail: str = ""


def in_sql(
    function: str, tests: Sequence[str] | str, *mutants: tuple[str, str, str]
) -> list[Mutant]:
    """Return mutants of ``service:function``: name, pattern, replacement."""
    return _mutants(function, tests, mutants)


def in_python(
    path: str, tests: Sequence[str] | str, *mutants: tuple[str, str, str]
) -> list[Mutant]:
    """Return mutants of a file below ``src/kilowatch``: name, pattern, replacement."""
    return _mutants(path, tests, mutants)


def in_pure_python(
    path: str, tests: Sequence[str] | str, *mutants: tuple[str, str, str]
) -> list[Mutant]:
    """Return mutants of a file as `in_python` does, for tests without servers: much faster."""
    return [replace(each, is_pure=True) for each in _mutants(path, tests, mutants)]


def _mutants(
    place: str, tests: Sequence[str] | str, mutants: Sequence[tuple[str, str, str]]
) -> list[Mutant]:
    paths = (tests,) if isinstance(tests, str) else tuple(tests)
    return [Mutant(name, place, pattern, new, paths) for name, pattern, new in mutants]
