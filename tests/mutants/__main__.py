"""Mutation tests: report the small mistakes in the code that no test notices.

    make mutants                              everything (see CONTRIBUTING.md for how long)
    make mutants ARGS="monitoring/hours"      modules and hand-made mutants of this place
    make mutants ARGS="--table believable"    hand-made mutants only
    make mutants ARGS="--modules kit"         operators on pure modules only

First a list of hand-made mutants (`rules_*.py`): plausible mistakes in SQL functions and in
service code, each with the tests that must notice it. Then the usual operators on the pure
modules (`targets.py`) with the tests that mirror them. Prints survivors and the score. Ends with 1
where a hand-made mutant survives, no longer applies or breaks more than its rule.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from tests.mutants.rules import MUTANTS
from tests.mutants.table import Mutant, Verdict
from tests.mutants.targets import TARGETS


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("places", nargs="*", help="parts of paths or names; all by default")
    parser.add_argument("--table", action="store_true", help="hand-made mutants only")
    parser.add_argument("--modules", action="store_true", help="operators on modules only")
    parser.add_argument("--each", action="store_true", help="print killed hand-made mutants, too")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    places: list[str] = chosen.places
    passed = True
    if not chosen.table:
        passed &= run_modules(places, chosen.workers)
    if not chosen.modules:
        passed &= run_table(places, chosen.workers, each=chosen.each)
    return 0 if passed else 1


def run_modules(places: list[str], workers: int) -> bool:
    """Mutate modules by the operators and print survivors; survivors are no failure."""
    from tests.mutants.modules import ModuleResult, run_module

    results: list[ModuleResult] = []
    for module, tests in TARGETS.items():
        if places and not any(place in module for place in places):
            continue
        result = run_module(module, tests, workers)
        results.append(result)
        share = f"{result.killed}/{result.judged}"
        print(
            f"{module:42} {share:>9} killed  {result.seconds:5.0f} s  {result.problem}", flush=True
        )
        for survivor in result.survivors:
            print(f"    survived  {survivor}", flush=True)
    if results:
        killed, judged = sum(r.killed for r in results), sum(r.judged for r in results)
        equivalent = sum(r.equivalent for r in results)
        print(
            f"Operators: {killed} of {judged} mutations killed ({_percent(killed, judged)}),"
            f" {equivalent} equivalent, {len(results)} modules"
        )
    return not any(result.problem for result in results)


def run_table(places: list[str], workers: int, *, each: bool = False) -> bool:
    """Run the hand-made mutants and print those that survive, or each; return whether none does."""
    mutants = [
        mutant
        for mutant in MUTANTS
        if not places or any(place in f"{mutant.place} {mutant.name}" for place in places)
    ]
    if not mutants:
        return True
    began_s = time.monotonic()
    outcomes: list[str] = []
    for verdict in _judge(mutants, workers):
        outcomes.append(verdict.outcome)
        if each or verdict.outcome != "killed":
            print(f"    {verdict.outcome:9} {verdict.mutant.place}: {verdict.mutant.name}")
            print(verdict.detail, flush=True)
    killed = outcomes.count("killed")
    print(
        f"Hand-made: {killed} of {len(mutants)} killed ({_percent(killed, len(mutants))}),"
        f" {time.monotonic() - began_s:.0f} s"
    )
    return killed == len(mutants)


def _judge(mutants: list[Mutant], workers: int) -> Iterator[Verdict]:
    if pure := [each for each in mutants if each.is_pure]:
        from tests.mutants.pure import judge_pure

        yield from judge_pure(pure, workers)
    if others := [each for each in mutants if not each.is_pure]:
        # Not before: it imports our modules, which the others have to import again.
        from tests.mutants.trees import judge_all

        yield from judge_all(others, workers)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
