"""The mutations that the operators make of a piece of code."""

import ast

import pytest

from tests.mutants.operators import mutated, mutations_of


@pytest.mark.parametrize(
    ("code", "mutants"),
    [
        ("a < b", ["a <= b"]),
        ("0 <= a < b", ["0 < a < b", "0 <= a <= b", "1 <= a < b"]),
        ("a and not b", ["a or not b", "a and b"]),
        ("a + b * c", ["a - b * c", "a + b / c"]),
        ("LIMIT = 4.5", ["LIMIT = 9.0"]),
        ("x: int = 0", ["x: int = 1"]),
        ("x = True", ["x = False"]),
        ("min(a, b)", ["max(a, b)", "pass"]),
        ("x = State.ON if a else State.OFF", [
            "x = State.ON if True else State.OFF", "x = State.ON if False else State.OFF",
            "x = State.OFF if a else State.OFF", "x = State.ON if a else State.ON",
        ]),
        ("def f(a: int = 1) -> int:\n    return a", [
            "def f(a: int=2) -> int:\n    return a", "def f(a: int=1) -> int:\n    return None",
        ]),
        ("'a docstring'", []),
        ("log.info('said', n=1)", []),
        ("text = 'a sentence for people'", []),
    ],
)  # fmt: skip
def test_each_mutation_is_one_change(code: str, mutants: list[str]) -> None:
    found = mutations_of(code)

    made = [ast.unparse(mutated(code, each.number)) for each in found]

    assert sorted(made) == sorted(mutants)
