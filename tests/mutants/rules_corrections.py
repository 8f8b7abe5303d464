"""Hand-made mutants of corrections (docs/corrections.md)."""

from tests.mutants.table import Mutant, in_sql

CORRECTIONS = (
    "tests/monitoring/test_correction_rules.py",
    "tests/monitoring/test_undo_rules.py",
    "tests/monitoring/test_corrections.py",
    "tests/monitoring/test_register_corrections.py",
)
IMPORTS = ("tests/monitoring/test_import_rules.py", "tests/monitoring/test_imports.py")

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:corrected_readings",
        CORRECTIONS,
        ("a scaled value is cut, not rounded", r"round\(o\.energy_uwh", "trunc(o.energy_uwh"),
        ("a scaled value stays", r"o\.energy_uwh \* p_correction\.factor", "o.energy_uwh * 1"),
        ("removed readings stay", r"p_correction\.action = 'remove', ", "false, "),
        (
            "what is set loses its interval",
            r"coalesce\(p_correction\.interval_s, o\.interval_s,",
            "coalesce(o.interval_s, p_correction.interval_s,",
        ),
        ("the device's interval isn't taken", r", d\.reporting_interval_s\)", ")"),
        ("a missing reading isn't added", r"cardinality\(p_old\) = 0", "false"),
        ("hours aren't corrected", r"coalesce\(o\.late, false\), true,", "false, false,"),
        ("late readings are no longer late", r"coalesce\(o\.late, false\), true", "false, true"),
    ),
    *in_sql(
        "monitoring:corrected_registers",
        CORRECTIONS,
        (
            "a swap is only a value",
            r"WHEN p_correction\.action = 'swap' THEN p_correction\.next_value_uwh",
            "WHEN p_correction.action = 'swap' THEN NULL",
        ),
        (
            "the new meter isn't scaled",
            r"round\(o\.goes_on_from_uwh \* p_correction\.factor\)",
            "round(o.goes_on_from_uwh)",
        ),
        (
            "scaling forgets a swap",
            r"THEN round\(o\.goes_on_from_uwh \* p_correction\.factor\)::bigint",
            "THEN NULL",
        ),
        (
            "a swap where nothing stands is lost",
            r"IN \('set', 'swap'\) AND cardinality",
            "IN ('set') AND cardinality",
        ),
        (
            "registers aren't scaled",
            r"round\(o\.register_uwh \* p_correction\.factor\)",
            "round(o.register_uwh)",
        ),
        ("removed registers stay", r"true, p_correction\.action = 'remove', ", "true, false, "),
    ),
    *in_sql(
        "monitoring:make_correction",
        CORRECTIONS,
        ("one reading too few", r"> p_most\n", ">= p_most\n"),
        ("one reading too many", r"> p_most\n", "> p_most + 1\n"),
        ("the end counts", r"measured_at < p_ends_at", "measured_at <= p_ends_at"),
        ("the start doesn't count", r"measured_at >= p_starts_at", "measured_at > p_starts_at"),
        ("removed readings are scaled", r"p_action = 'set' OR NOT removed", "true"),
        (
            "removed registers are scaled",
            r"p_action IN \('set', 'swap'\) OR NOT removed",
            "true",
        ),
        ("nothing there is a correction", r"IN \('scale', 'remove'\)", "IN ('scale')"),
        ("exactly the largest energy is absurd", r"> max_reading_uwh\(\)", ">= max_reading_uwh()"),
        ("no energy is absurd", r"> max_reading_uwh\(\)", "> 9000000000000000000"),
        (
            "exactly the largest register is absurd",
            r"> max_register_uwh\(\)",
            ">= max_register_uwh()",
        ),
        ("no register is absurd", r"> max_register_uwh\(\)", "> 9000000000000000000"),
        ("a preview corrects", r"IF p_preview THEN", "IF false THEN"),
    ),
    *in_sql(
        "monitoring:add_to_hours_with_report",
        CORRECTIONS,
        ("raised alerts aren't counted", r"is_over AND NOT was_over", "false"),
        ("retracted alerts aren't counted", r"was_over AND NOT is_over", "false"),
        ("unchanged hours are listed", r"WHERE \(before, was_over\) IS DISTINCT.*", ""),
        ("the newest hours are listed", r"ORDER BY hour LIMIT", "ORDER BY hour DESC LIMIT"),
        (
            "an hour without data was 0",
            r"CASE WHEN b\.reading_count > 0 OR b\.covered_s > 0 THEN b\.energy_uwh END",
            "coalesce(b.energy_uwh, 0)",
        ),
    ),
    *in_sql(
        "monitoring:correct_readings",
        CORRECTIONS,
        (
            "the value before isn't in the record",
            r"CASE WHEN NOT o\.removed THEN o\.energy_uwh END",
            "NULL",
        ),
        (
            "a removed reading has a value after it",
            r"CASE WHEN NOT n\.removed THEN n\.energy_uwh END",
            "n.energy_uwh",
        ),
    ),
    *in_sql(
        "monitoring:undo_correction",
        CORRECTIONS,
        (
            "older corrections are in the way",
            r"c\.correction_id > p_corr",
            "c.correction_id <> p_corr",
        ),
        ("undone corrections are in the way", r"AND c\.undone_at IS NULL", ""),
        ("other moments are in the way", r"AND i\.measured_at = ANY \(v_at\)", ""),
        ("newer corrections may be built on", r"WHEN cardinality\(overtaken\) > 0", "WHEN false"),
        ("it is undone twice", r"WHEN undone\.undone_at IS NOT NULL", "WHEN false"),
        ("a preview undoes", r"IF p_preview THEN", "IF false THEN"),
        (
            "readings and registers are in each other's way",
            r"AND c\.of_registers = undone\.of_registers",
            "",
        ),
    ),
    *in_sql(
        "monitoring:undo_correction",
        IMPORTS,
        (
            "an import is undone as a correction",
            r"WHERE import_id = p_correction_id\) THEN",
            "WHERE import_id = p_correction_id AND false) THEN",
        ),
    ),
    *in_sql(
        "monitoring:restore_readings",
        (*CORRECTIONS, *IMPORTS),
        (
            "the oldest value stands again",
            r"v\.value_estimated, v\.source DESC, v\.source_index DESC",
            "v.value_estimated, v.source, v.source_index",
        ),
        (
            "removed readings come back",
            r"is_made_by_hand\(v\.source\), v\.removed",
            "is_made_by_hand(v.source), false",
        ),
        ("what was corrected before isn't", r"n\.corrected OR EXISTS", "EXISTS"),
        (
            "another value told later is no correction",
            r"n\.corrected OR EXISTS \(",
            "n.corrected OR false AND EXISTS (",
        ),
    ),
    *in_sql(
        "monitoring:restore_registers",
        (*CORRECTIONS, *IMPORTS),
        (
            "the oldest value stands again",
            r"value_estimated, source DESC, source_index DESC",
            "value_estimated, source, source_index",
        ),
        (
            "a swap isn't restored",
            r"register_uwh, goes_on_from_uwh, source, source_index, late,",
            "register_uwh, NULL, source, source_index, late,",
        ),
        ("what a person corrected isn't corrected", r"is_made_by_hand\(source\)\n\s+OR", ""),
    ),
]
