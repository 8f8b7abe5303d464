"""Hand-made mutants of values that a utility estimated (docs/import.md)."""

from tests.mutants.table import Mutant, in_sql

ESTIMATES = (
    "tests/monitoring/test_import_estimates.py",
    "tests/monitoring/test_import_estimates_property.py",
)
RANK = (
    "an estimate goes before a measured value",
    r"measured_at, (v\.)?value_estimated, ",
    "measured_at, ",
)

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:settle_intervals",
        ESTIMATES,
        RANK,
        (
            "an estimate that is replaced makes a correction",
            r"FROM rival WHERE NOT value_estimated",
            "FROM rival",
        ),
        (
            "a measured value keeps the mark",
            r"corrected = o\.corrected, value_estimated = o\.value_estimated",
            "corrected = o.corrected",
        ),
        (
            "an estimate is measured already where it is the same",
            r"OR r\.value_estimated <> o\.value_estimated\)",
            ")",
        ),
        ("its hours stay estimated", r"m\.old_estimated,", "false,"),
        (
            "the version loses the mark",
            r"removed, value_estimated, p_now",
            "removed, false, p_now",
        ),
    ),
    *in_sql(
        "monitoring:settle_register_entries",
        ESTIMATES,
        RANK,
        (
            "an estimate that is replaced makes a correction",
            r"FROM rival WHERE NOT value_estimated",
            "FROM rival",
        ),
        (
            "a measured value keeps the mark",
            r"removed = o\.removed, value_estimated = o\.value_estimated",
            "removed = o.removed",
        ),
    ),
    *in_sql(
        "monitoring:fold_registers",
        ESTIMATES,
        (
            "energy after an estimate is measured",
            r"estimates\[i\] := v_base_told OR v_told\[i\]",
            "estimates[i] := v_told[i]",
        ),
        (
            "energy up to an estimate is measured",
            r"estimates\[i\] := v_base_told OR v_told\[i\]",
            "estimates[i] := v_base_told",
        ),
        (
            "a counter that wrapped measures",
            r"\n\s+OR v_is\.energy_uwh IS NOT NULL AND \(v_base_told OR v_told\[j\]\)",
            "",
        ),
    ),
    *in_sql(
        "monitoring:restore_readings",
        ESTIMATES,
        RANK,
        (
            "an estimate outlives its import",
            r"DELETE FROM reading_version\n\s+WHERE[^;]*;",
            "PERFORM 1;",
        ),
        ("an estimate below is a correction", r"AND NOT v\.value_estimated", ""),
        (
            "a restored estimate is measured",
            r"v\.removed, v\.value_estimated\)",
            "v.removed, false)",
        ),
    ),
    *in_sql(
        "monitoring:restore_registers",
        ESTIMATES,
        RANK,
        (
            "an estimate outlives its import",
            r"DELETE FROM register_version\n\s+WHERE[^;]*;",
            "PERFORM 1;",
        ),
        ("an estimate below is a correction", r"AND NOT v\.value_estimated", ""),
        (
            "a restored estimate is measured",
            r"removed, value_estimated, CASE",
            "removed, false, CASE",
        ),
        (
            "what replaced an estimate is taken out",
            r"measured_at = ANY \(p_at\)\n\s+AND source = p_source\);",
            "measured_at = ANY (p_at));",
        ),
    ),
    *in_sql(
        "monitoring:corrected_readings",
        ESTIMATES,
        ("a correction is estimated", r"'remove', false\)", "'remove', true)"),
    ),
    *in_sql(
        "monitoring:corrected_registers",
        ESTIMATES,
        ("a correction is estimated", r"'remove', false\)", "'remove', true)"),
    ),
    *in_sql(
        "monitoring:correct_readings",
        ESTIMATES,
        ("a correction keeps the mark", r",\n\s+value_estimated = excluded\.value_estimated", ""),
        ("the version loses the mark", r"value_estimated, p_now\n", "false, p_now\n"),
        (
            "hours of estimates are measured",
            r"r\.value_estimated, r\.corrected",
            "false, r.corrected",
        ),
    ),
    *in_sql(
        "monitoring:correct_registers",
        ESTIMATES,
        ("a correction keeps the mark", r",\n\s+value_estimated = excluded\.value_estimated", ""),
        ("the version loses the mark", r"p_now, value_estimated\n", "p_now, false\n"),
    ),
    *in_sql(
        "monitoring:roll_up_again",
        ESTIMATES,
        (
            "another time zone measures estimates",
            r"r\.interval_s, r\.value_estimated",
            "r.interval_s, false",
        ),
    ),
    *in_sql(
        "monitoring:sift_import",
        ESTIMATES,
        ("an estimated row goes before a measured one", r"ORDER BY value_estimated, ", "ORDER BY "),
    ),
    *in_sql(
        "monitoring:compare_import",
        ESTIMATES,
        (
            "a measured value conflicts with an estimate",
            r"WHERE w\.line IS NOT NULL\n\s+AND \(w\.value_estimated OR NOT o\.value_estimated\)",
            "WHERE w.line IS NOT NULL",
        ),
    ),
    *(
        mutant
        for kind in ("readings", "registers")
        for mutant in in_sql(
            f"monitoring:imported_{kind}",
            ESTIMATES,
            ("estimates are kept", r"ELSE o\.value_estimated END", "ELSE false END"),
            ("estimates replace what is measured", r"ELSE o\.value_estimated END", "ELSE true END"),
            (
                "a measured value that is the same adds nothing",
                r"AND \(w\.value_estimated OR NOT o\.value_estimated\) AS is_same",
                "AS is_same",
            ),
            (
                "replacing an estimate is a correction",
                r"NOT is_new AND NOT \(o\)\.value_estimated",
                "NOT is_new",
            ),
            ("the mark is lost", r"value_estimated\)::re", "false)::re"),
        )
    ),
    *in_sql(
        "monitoring:import_some",
        ESTIMATES,
        (
            "a replaced estimate isn't new",
            r"\n\s+WHERE n\.value_estimated OR NOT o\.value_estimated",
            "",
        ),
    ),
]
