"""All hand-made mutants."""

from tests.mutants import rules_hours, rules_registers, rules_services
from tests.mutants.table import Mutant

MUTANTS: list[Mutant] = [
    *rules_registers.MUTANTS,
    *rules_hours.MUTANTS,
    *rules_services.MUTANTS,
]
