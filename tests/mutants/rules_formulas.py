"""Hand-made mutants of calculated channels."""

from tests.mutants.table import Mutant, in_sql

FORMULAS = (
    "tests/monitoring/test_formulas.py",
    "tests/monitoring/test_formula_changes.py",
    "tests/monitoring/test_formula_property.py",
)

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:calculated_changes",
        FORMULAS,
        ("factors are forgotten", r"energy_uwh \* factor_millionths", "energy_uwh * 1000000"),
        ("the best covered part decides", r"min\(covered_s\)", "max(covered_s)"),
        ("a missing part is 0", r"HAVING min\(hours\) > 0", ""),
        (
            "doubts of length are lost",
            r"sum\(unknown_count\)::int AS unknown_count",
            "0 AS unknown_count",
        ),
        (
            "corrections of parts are lost",
            r"sum\(corrected_count\)::int AS corrected_count",
            "0 AS corrected_count",
        ),
        ("late parts are on time", r"sum\(late_count\)::int AS late_count", "0 AS late_count"),
        (
            "estimates of parts are lost",
            r"sum\(estimated_count\) \+ count",
            "0 + count",
        ),
        (
            "shifted hours are exact",
            r"count\(\*\) FILTER \(WHERE is_shifted\)",
            "0",
        ),
        ("the first step holds for good", r"SELECT max\(s\.since\)", "SELECT min(s.since)"),
        (
            "a step waits for the next hour",
            r"date_trunc\('hour', s\.since, v\.time_zone\) <= k\.hour",
            "s.since <= k.hour",
        ),
        ("removed readings count", r"AND \(p\.reading_count > 0 OR p\.covered_s > 0\)", ""),
    ),
    *in_sql(
        "monitoring:settle_formulas",
        FORMULAS,
        ("nothing is empty again", r"DELETE FROM hourly_consumption h USING[^;]+;", ""),
        ("deleted channels go on", r"FILTER \(WHERE NOT v\.deleted\)", ""),
        (
            "a backlog waits for ever",
            r"UNION ALL\s+\(SELECT due_id FROM formula_due WHERE is_backlog[^)]+\)",
            "",
        ),
    ),
    *in_sql(
        "monitoring:note_formula",
        FORMULAS,
        (
            "its own hours stay",
            r"SELECT hour FROM hourly_consumption WHERE channel_key = p_channel_key\s+UNION\s",
            "",
        ),
    ),
    *in_sql(
        "monitoring:add_to_hours",
        FORMULAS,
        ("nothing follows", r"PERFORM note_dependent_hours\(p_changes\);", "NULL;"),
    ),
    *in_sql(
        "monitoring:roll_up_again",
        FORMULAS,
        ("nothing follows a new zone", r"PERFORM note_dependents\(p_channel_key\);", ""),
    ),
    *in_sql(
        "monitoring:apply_channel",
        FORMULAS,
        (
            "a part that becomes known is not taken in",
            r"UPDATE formula_term SET part_key = v_key[^;]+;",
            "",
        ),
    ),
    *in_sql(
        "monitoring:reason_not_taken",
        FORMULAS,
        ("calculated channels say nothing", r"d\.calculated AND", "false AND"),
    ),
]
