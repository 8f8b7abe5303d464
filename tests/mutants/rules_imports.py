"""Hand-made mutants of imports (docs/import.md)."""

from tests.mutants.table import Mutant, in_sql

IMPORTS = (
    "tests/monitoring/test_import_notifications.py",
    "tests/monitoring/test_import_parts.py",
    "tests/monitoring/test_import_rules.py",
    "tests/monitoring/test_import_steps.py",
    "tests/monitoring/test_imports.py",
)

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:sift_import",
        IMPORTS,
        ("the first of several rows counts", r", line DESC", ", line"),
        (
            "repeated and differing rows are mixed up",
            r"value_uwh <> k\.counts_uwh",
            "value_uwh = k.counts_uwh",
        ),
    ),
    *in_sql(
        "monitoring:compare_import",
        IMPORTS,
        (
            "an interval of another length is the same",
            r"o\.interval_s, o\.removed\)(\s+IS NOT DISTINCT FROM\s+\(w\.value_uwh,)"
            r" coalesce\(w\.interval_s, p_interval_s\),",
            r"o.removed)\1",
        ),
        (
            "the last moment isn't compared",
            r"BETWEEN starts_at AND last_at",
            "BETWEEN starts_at AND last_at - interval '1 s'",
        ),
        (
            "what is the same is a conflict",
            r"conflicting := conflicting - same",
            "conflicting := conflicting",
        ),
        (
            "other readings aren't counted",
            r"FILTER \(WHERE w\.line IS NULL\)",
            "FILTER (WHERE false)",
        ),
    ),
    *in_sql(
        "monitoring:imported_readings",
        IMPORTS,
        (
            "newer corrections are replaced",
            r"o\.source < correction_floor\(\) \+ p_job\.import_id",
            "true",
        ),
        (
            "older corrections stay",
            r"o\.source < correction_floor\(\) \+ p_job\.import_id",
            "o.source < correction_floor()",
        ),
        ("keep replaces", r"p_job\.replaces AND", ""),
        ("the same is stored again", r"may_replace AND NOT is_same", "may_replace"),
    ),
    *in_sql(
        "monitoring:imported_registers",
        IMPORTS,
        (
            "newer corrections are replaced",
            r"o\.source < correction_floor\(\) \+ p_job\.import_id",
            "true",
        ),
        (
            "older corrections stay",
            r"o\.source < correction_floor\(\) \+ p_job\.import_id",
            "o.source < correction_floor()",
        ),
        ("a recorded replacement is replaced", r"AND o\.goes_on_from_uwh IS NULL", ""),
        ("keep replaces", r"p_job\.replaces AND", ""),
        ("the same is stored again", r"may_replace AND NOT is_same", "may_replace"),
    ),
    *in_sql(
        "monitoring:import_some",
        IMPORTS,
        (
            "imported history is news",
            r"0, p_now, 'infinity'\)",
            "0, p_now, p_now - interval '2 hours')",
        ),
        ("a full batch is the last", r"< p_most THEN 'done'", "<= p_most THEN 'done'"),
        (
            "replaced rows are new",
            r"cardinality\(v_registers\), 0\) - v_replaced",
            "cardinality(v_registers), 0)",
        ),
        (
            "kept rows aren't counted",
            r"kept_count = kept_count \+ cardinality\(v_rows\)",
            "kept_count = 0 * cardinality(v_rows)",
        ),
        ("rows are imported again", r"DELETE FROM import_row\n[^;]*;", "PERFORM 1;"),
    ),
    *in_sql(
        "monitoring:import_step",
        IMPORTS,
        (
            "the newest import goes first",
            r"ORDER BY import_id LIMIT 1",
            "ORDER BY import_id DESC LIMIT 1",
        ),
        ("a step that fails is tried for ever", r"SET state = 'failed', problem", "SET problem"),
    ),
    *in_sql(
        "monitoring:undo_import_parts",
        IMPORTS,
        ("newer corrections may be built on", r"WHEN cardinality\(overtaken\) > 0", "WHEN false"),
        (
            "a running import goes on",
            r"DELETE FROM import_row r USING import_job j\n[^;]*;",
            "PERFORM 1;",
        ),
        (
            "an undone import is undone again",
            r"<@ ARRAY\['undoing', 'undone'\]",
            "<@ ARRAY['undoing']",
        ),
        (
            "only the first part is undone",
            r"WHERE \(j\.import_id = v_head_id OR j\.head_id = v_head_id\) AND j\.state NOT IN",
            "WHERE j.import_id = v_head_id AND j.state NOT IN",
        ),
        (
            "a part is undone by itself",
            r"SELECT coalesce\(j\.head_id, j\.import_id\) INTO",
            "SELECT j.import_id INTO",
        ),
    ),
    *in_sql(
        "monitoring:overtaking_parts",
        IMPORTS,
        (
            "corrections of other parts don't count",
            r"\(j\.import_id = p_head_id OR j\.head_id = p_head_id\)",
            "j.import_id = p_head_id",
        ),
        (
            "a part of an import is named by its own number",
            r"coalesce\(j\.head_id, o\.correction_id\)",
            "o.correction_id",
        ),
    ),
    *in_sql(
        "monitoring:undo_some",
        IMPORTS,
        (
            "a correction made meanwhile is lost",
            r"IF cardinality\(v_overtaken\) > 0 THEN",
            "IF false THEN",
        ),
        ("undoing begins anew with each step", r"AND source_index > p_job\.undo_after", ""),
        ("the correction isn't marked as undone", r"undone_at = p_now\n", "undone_at = NULL\n"),
        ("the retraction is news", r"p_now, 'infinity'\)", "p_now, p_now - interval '2 hours')"),
    ),
    *in_sql(
        "monitoring:was_imported",
        IMPORTS,
        (
            "the next hour was imported too",
            r"r\.measured_at < p_hour \+",
            "r.measured_at <= p_hour +",
        ),
        (
            "a register at the start is of the hour",
            r"r\.measured_at > p_hour AND",
            "r.measured_at >= p_hour AND",
        ),
        (
            "a register at the end isn't of the hour",
            r"r\.measured_at <= p_hour \+",
            "r.measured_at < p_hour +",
        ),
        (
            "a reading at the start isn't of the hour",
            r"r\.measured_at >= p_hour AND",
            "r.measured_at > p_hour AND",
        ),
    ),
]
