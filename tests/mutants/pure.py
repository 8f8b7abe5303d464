"""Runs hand-made mutants whose tests need no server, each in a fork that imports the change."""

from collections.abc import Iterator, Sequence

from tests.mutants.forks import TIMED_OUT, Limits, fork_each
from tests.mutants.modules import IMPORTED_LIMITS, ROOT, import_shared, run_changed, run_tests
from tests.mutants.table import Mutant, Verdict

UNCHANGED = -1
PASSED, FAILED = 0, 1
ALL_TESTS_LIMITS = Limits(cpu_s=900, wall_s=3_600.0)


def judge_pure(mutants: Sequence[Mutant], workers: int) -> Iterator[Verdict]:
    """Judge mutants in any order. Their tests must pass without a mutant.

    Raises `AssertionError` where they do not, and `PatternNotFound`.
    """
    changed = [each.changes(ROOT) for each in mutants]

    def run(number: int) -> int:
        if number == UNCHANGED:
            return run_tests(sorted({test for each in mutants for test in each.tests}))
        [(path, text)] = changed[number].items()
        return run_changed(path, compile(text, str(path), "exec"), mutants[number].tests)

    import_shared()
    [(_, unchanged)] = fork_each([UNCHANGED], run, 1, ALL_TESTS_LIMITS)
    assert unchanged == PASSED, f"The tests fail without a mutant (exit status {unchanged})."
    for number, status in fork_each(range(len(mutants)), run, workers, IMPORTED_LIMITS):
        yield Verdict(mutants[number], _outcome(status), f"Exit status {status}.")


def _outcome(status: int) -> str:
    outcomes = {PASSED: "survived", FAILED: "killed", TIMED_OUT: "timed out"}
    return outcomes.get(status, "broken")
