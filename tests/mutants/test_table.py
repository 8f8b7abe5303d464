"""The hand-made mutants apply to the code as it is."""

from pathlib import Path

import pytest

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.operators import mutations_of
from tests.mutants.rules import MUTANTS
from tests.mutants.table import Mutant
from tests.mutants.targets import TARGETS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: f"{each.place}: {each.name}")
def test_each_mutant_changes_the_code_and_names_existing_tests(mutant: Mutant) -> None:
    assert mutant.changes(ROOT)
    assert all((ROOT / test).is_file() for test in mutant.tests)


def test_mutants_are_unique() -> None:
    assert len({(each.place, each.pattern, each.replacement) for each in MUTANTS}) == len(MUTANTS)


def test_each_module_and_its_tests_exist() -> None:
    missing = [
        path
        for module, tests in TARGETS.items()
        for path in (f"src/kilowatch/{module}", *tests)
        if not (ROOT / path).is_file()
    ]

    assert missing == []


@pytest.mark.parametrize("module", sorted({each[0] for each in EQUIVALENT}))
def test_each_equivalent_mutation_is_still_made(module: str) -> None:
    source = (ROOT / "src/kilowatch" / module).read_text(encoding="utf-8")
    made = {(module, each.scope, each.before, each.after) for each in mutations_of(source)}

    assert [each for each in EQUIVALENT if each[0] == module and each not in made] == []
