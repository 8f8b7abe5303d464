"""All hand-made mutants."""

from tests.mutants import rules_hours, rules_registers

MUTANTS = [*rules_registers.MUTANTS, *rules_hours.MUTANTS]
