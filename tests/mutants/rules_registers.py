"""Hand-made mutants of the rules of registers (docs/energy.md, "Registers")."""

from tests.mutants.table import Mutant, in_sql

BOUNDARIES = "tests/monitoring/test_register_rules.py"
REGISTERS = ("tests/monitoring/test_register_rules.py", "tests/monitoring/test_registers.py")
CORRECTIONS = "tests/monitoring/test_register_corrections.py"

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:believable",
        BOUNDARIES,
        ("believable at twelve times the pace", r"<= 4 \*", "<= 12 *"),
        ("believable at three times the pace", r"<= 4 \*", "<= 3 *"),
        ("believable below four times the pace only", r"<= 4 \*", "< 4 *"),
        ("a pace without its time", r"\* extract\(epoch FROM p_like_took\)", "* 3600"),
        ("a step without its time", r"\* extract\(epoch FROM p_took\)", "* 3600"),
        ("unknown is believable", r", false\)", ", true)"),
    ),
    *in_sql(
        "monitoring:judge_register",
        REGISTERS,
        ("rollover from anywhere", r"v_capacity \* 0\.9", "v_capacity * 0"),
        ("rollover from the last fifth", r"v_capacity \* 0\.9", "v_capacity * 0.8"),
        ("rollover from above the last tenth", r">= v_capacity", "> v_capacity"),
        ("rollover of counters from 10 kWh on", r"greatest\(12,", "greatest(11,"),
        ("rollover of counters from 10,000 kWh on", r"greatest\(12,", "greatest(13,"),
        (
            "a rollover that is not believable",
            r"AND \(believable\(\(v_capacity",
            "AND (true OR believable((v_capacity",
        ),
        (
            "a rollover by the pace before only",
            r"OR believable\(\(v_capacity",
            "OR false AND believable((v_capacity",
        ),
        ("a rollover counted from 0", r"\(v_capacity - p_base_uwh \+ v\[1\]\)::bigint;", "v[1];"),
        ("absurd from 100,000 kWh on", r"> max_reading_uwh\(\) THEN", "> 100000000000000 THEN"),
        (
            "absurd from exactly 1,000,000 kWh on",
            r"> max_reading_uwh\(\) THEN",
            ">= 1000000000000000 THEN",
        ),
        ("no step is absurd", r"> max_reading_uwh\(\) THEN", "> 9000000000000000000 THEN"),
        (
            "an absurd step counts",
            r"CASE WHEN state = 'counted' THEN",
            "CASE WHEN state <> 'spike' THEN",
        ),
        ("a spike counts", r"WHEN is_spike\(p_base_uwh, v, goes_on\)", "WHEN false"),
        ("a reset at 0 is energy", r"v\[1\] > 0 AND", "v[1] >= 0 AND"),
        (
            "a reset that is not believable",
            r"AND \(believable\(v\[1\]",
            "AND (true OR believable(v[1]",
        ),
        (
            "a reset by the pace before only",
            r"OR believable\(v\[1\]",
            "OR false AND believable(v[1]",
        ),
        ("a reset is not estimated", r"estimated := true", "estimated := false"),
        (
            "a step that stands is a fall",
            r"IF v\[1\] >= p_base_uwh THEN",
            "IF v[1] > p_base_uwh THEN",
        ),
    ),
    *in_sql(
        "monitoring:judge_register",
        CORRECTIONS,
        ("a swap is judged by its value", r"IF goes_on\[1\] IS NOT NULL THEN", "IF false THEN"),
        (
            "a swap knows no energy of the old meter",
            r"CASE WHEN v\[1\] >= p_base_uwh THEN",
            "CASE WHEN false THEN",
        ),
        (
            "a swap below the last value takes energy away",
            r"CASE WHEN v\[1\] >= p_base_uwh THEN v\[1\] - p_base_uwh END",
            "v[1] - p_base_uwh",
        ),
    ),
    *in_sql(
        "monitoring:judge_fall",
        BOUNDARIES,
        ("a return to the value before is none", r"v\[j\] >= p_base_uwh", "v[j] > p_base_uwh"),
        ("one low value needs a reason", r"IF j = 2 OR NOT", "IF NOT"),
        (
            "any return is a glitch",
            r"OR NOT believable",
            "OR NOT false AND NOT false OR believable",
        ),
        ("only the last low value is wrong", r"run := j - 1", "run := 1"),
        (
            "the second low value is lower: a reset",
            r"WHEN j = 2 THEN 'glitch'",
            "WHEN j = 3 THEN 'glitch'",
        ),
        (
            "low values that stand fall again",
            r"ELSIF v\[j\] < v\[j - 1\]",
            "ELSIF v[j] <= v[j - 1]",
        ),
        ("a reset after three low values", r"WHEN n = 4 OR", "WHEN n = 3 OR"),
        ("no end of waiting", r"WHEN n = 4 OR", "WHEN"),
        ("what stands has gone on", r"v\[n\] > v\[1\] THEN", "v[n] >= v[1] THEN"),
        ("what fell is a reset at once", r"ELSE 'waiting' END", "ELSE 'fallen' END"),
    ),
    *in_sql(
        "monitoring:is_spike",
        BOUNDARIES,
        ("a spike looks one value ahead", r"cardinality\(v\), 3\)", "cardinality(v), 2)"),
        (
            "a spike returns above where it was",
            r"v\[j\] >= p_base_uwh THEN",
            "v[j] > p_base_uwh THEN",
        ),
        ("a value that stands is a spike", r"v\[j\] < v\[1\]", "v[j] <= v[1]"),
        ("a jump that is confirmed is a spike", r"v\[j \+ 1\] >= v\[1\]", "v[j + 1] > v[1]"),
    ),
    *in_sql(
        "monitoring:fold_registers",
        (*REGISTERS, "tests/monitoring/test_dirty_series.py", CORRECTIONS),
        (
            "the ordinary step has no upper end",
            r"<= max_reading_uwh\(\) THEN",
            "<= 9000000000000000000 THEN",
        ),
        ("a waiting value is a base", r"\('spike', 'glitch', 'waiting'\)", "('spike', 'glitch')"),
        ("a glitch is a base", r"\('spike', 'glitch', 'waiting'\)", "('spike', 'waiting')"),
        ("a spike is a base", r"\('spike', 'glitch', 'waiting'\)", "('glitch', 'waiting')"),
        (
            "a new meter goes on from the old one's value",
            r"coalesce\(goes_on\[i\], v\[i\]\)",
            "v[i]",
        ),
        ("values ahead are not seen", r"v\[i:i \+ 3\]", "v[i:i]"),
        ("one value ahead is seen", r"v\[i:i \+ 3\]", "v[i:i + 1]"),
        (
            "a pace that is never known",
            r"v_pace_took := t\[i\] - sinces\[i\]",
            "v_pace_took := NULL",
        ),
    ),
    *in_sql(
        "monitoring:derive_registers",
        (*REGISTERS, "tests/monitoring/test_dirty_series.py", CORRECTIONS),
        (
            "removed values are neighbours",
            r"AND NOT removed\n\s+AND measured_at >= coalesce",
            "AND measured_at >= coalesce",
        ),
        ("derivation begins at the change", r"OFFSET 4 LIMIT 1", "OFFSET 0 LIMIT 1"),
    ),
]
