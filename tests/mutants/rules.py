"""All hand-made mutants."""

from tests.mutants import (
    rules_chat,
    rules_corrections,
    rules_energy,
    rules_estimates,
    rules_figures,
    rules_formulas,
    rules_hours,
    rules_imports,
    rules_kinds,
    rules_limits,
    rules_limits_meters,
    rules_payloads,
    rules_registers,
    rules_services,
    rules_warnings,
)
from tests.mutants.table import Mutant

MUTANTS: list[Mutant] = [
    *rules_registers.MUTANTS,
    *rules_hours.MUTANTS,
    *rules_energy.MUTANTS,
    *rules_chat.MUTANTS,
    *rules_corrections.MUTANTS,
    *rules_imports.MUTANTS,
    *rules_estimates.MUTANTS,
    *rules_formulas.MUTANTS,
    *rules_kinds.MUTANTS,
    *rules_warnings.MUTANTS,
    *rules_services.MUTANTS,
    *rules_limits.MUTANTS,
    *rules_limits_meters.MUTANTS,
    *rules_payloads.MUTANTS,
    *rules_figures.MUTANTS,
]
