"""Hand-made mutants of early warnings, pending and rejected readings, and clocks."""

from tests.mutants.table import Mutant, in_sql

WARNINGS = (
    "tests/monitoring/test_early_warning_rules.py",
    "tests/monitoring/test_early_warnings.py",
    "tests/monitoring/test_rechecked_warnings.py",
)
REJECTIONS = (
    "tests/monitoring/test_pending_rules.py",
    "tests/monitoring/test_rejection_limits.py",
    "tests/monitoring/test_rejections.py",
    "tests/monitoring/test_intake_rejections.py",
)
CLOCKS = (
    "tests/monitoring/test_pending_rules.py",
    "tests/monitoring/test_clocks.py",
)
PENDING = ("tests/monitoring/test_pending_rules.py",)

MUTANTS: list[Mutant] = [
    *in_sql(
        "monitoring:judge_early_warnings",
        WARNINGS,
        (
            "an hour at the share is near",
            r"> near\.limit_uwh::numeric \*",
            ">= near.limit_uwh::numeric *",
        ),
        (
            "an hour at the limit has passed it",
            r"near\.energy_uwh > near\.limit_uwh THEN",
            "near.energy_uwh >= near.limit_uwh THEN",
        ),
        ("the first hour of news is history", r"h\.hour >= p_news_since", "h.hour > p_news_since"),
        ("history warns", r"h\.hour >= p_news_since AND", ""),
        ("an hour that begins now waits", r"h\.hour <= p_now", "h.hour < p_now"),
        ("hours ahead warn", r"AND h\.hour <= p_now", ""),
        ("deleted devices warn", r"AND NOT d\.deleted", ""),
        (
            "an earlier owner's choice holds",
            r"AND owner_of_hour\(h\.channel_key, h\.hour\) = c\.owner_id",
            "",
        ),
        ("versions stand still", r"version = w\.version \+ 1", "version = w.version"),
        (
            "a retracted warning is told at first",
            r"old_state IS NULL AND state = 'raised'",
            "old_state IS NULL AND state <> 'superseded'",
        ),
    ),
    *in_sql(
        "monitoring:judge_early_warnings",
        "tests/monitoring/test_import_notifications.py",
        ("imported hours warn", r"AND NOT was_imported\(channel_key, hour\)", ""),
    ),
    *in_sql(
        "monitoring:recheck_warnings",
        WARNINGS,
        ("an hour at the share is near", r"> limit_uwh::numeric \*", ">= limit_uwh::numeric *"),
        ("history follows the share of now", r"AND w\.hour >= p_news_since", ""),
        ("news follow the share of then", r"AND w\.hour >= p_news_since", "AND false"),
        ("the share of another owner holds", r"AND c\.owner_id = w\.owner_id", ""),
        ("versions stand still", r"version = w\.version \+ 1", "version = w.version"),
        (
            "an alert doesn't supersede",
            r"WHEN over_limit THEN 'superseded'",
            "WHEN false THEN 'superseded'",
        ),
    ),
    *in_sql(
        "monitoring:publish_early_warnings",
        WARNINGS,
        ("superseded warnings are published", r"WHERE w\.state <> 'superseded'", ""),
        ("history is news", r"hour >= p_news_since AND", ""),
        ("maintenance interrupts", r"AND NOT in_maintenance\(channel_key, p_now\)", ""),
        (
            "retractions are warnings",
            r"'monitoring\.early_warning_retracted\.v1'",
            "'monitoring.early_warning_raised.v1'",
        ),
    ),
    *in_sql(
        "monitoring:keep_pending",
        PENDING,
        ("what was discarded comes back", r"AND r\.state = 'discarded'", "AND false"),
        ("what was replayed doesn't wait", r"AND r\.state = 'discarded'", ""),
    ),
    *in_sql(
        "monitoring:store_pending",
        PENDING,
        (
            "pending readings are stored before their time",
            r"WHERE s\.measured_at <= p_now",
            "WHERE true",
        ),
        (
            "pending readings wait a moment too long",
            r"s\.measured_at <= p_now",
            "s.measured_at < p_now",
        ),
    ),
    *in_sql(
        "monitoring:record_fast_clocks",
        CLOCKS,
        (
            "a clock is measured at the start",
            r"secs =>\n\s+coalesce\(a\.interval_s, d\.reporting_interval_s, 0\)",
            "secs => 0",
        ),
        ("older messages overrule newer ones", r"WHERE c\.source < excluded\.source", ""),
        ("deleted devices have clocks", r"AND NOT d\.deleted", ""),
    ),
    *in_sql(
        "monitoring:clear_fast_clocks",
        CLOCKS,
        ("an older message sets it right", r"AND i\.source > c\.source", ""),
        (
            "history sets it right",
            r"coalesce\(i\.interval_s, 0\)\)\n\s+> c\.heard_at",
            "coalesce(i.interval_s, 0)) IS NOT NULL",
        ),
        (
            "registers set nothing right",
            r"OR EXISTS \(SELECT 1 FROM unnest\(p_registers\)",
            "OR false AND EXISTS (SELECT 1 FROM unnest(p_registers)",
        ),
    ),
    *in_sql(
        "monitoring:sample_rejections",
        REJECTIONS,
        ("one more is kept", r"place <= v_most", "place <= v_most + 1"),
        ("one fewer is kept", r"place <= v_most", "place < v_most"),
        (
            "each delivery counts",
            r"k\.indexes @> c\.source_index",
            "false",
        ),
        ("the sender's hour never ends", r"r\.rejected_at >= v_hour\n", "true\n"),
        ("all senders share the number", r"coalesce\(r\.sender, ''\) = sender_key AND", ""),
        ("counts are replaced", r"total = t\.total \+ excluded\.total", "total = excluded.total"),
    ),
    *in_sql(
        "monitoring:record_intake_rejections",
        REJECTIONS,
        ("the kept one is counted too", r"p_count - 1\)", "p_count)"),
        ("one rejection is counted", r"IF p_count > 1", "IF p_count > 0"),
        ("two rejections are one", r"IF p_count > 1", "IF p_count > 2"),
    ),
    *in_sql(
        "monitoring:record_replays",
        REJECTIONS,
        (
            "an unknown device took it",
            r"WHEN d\.channel_key IS NULL THEN 'pending'",
            "WHEN false THEN 'pending'",
        ),
        (
            "a deleted device took it",
            r"state = CASE WHEN NOT d\.takes_readings THEN 'rejected_again'",
            "state = CASE WHEN false THEN 'rejected_again'",
        ),
        ("the reason stays", r"reason = coalesce\(w\.reason, r\.reason\)", "reason = r.reason"),
        (
            "replays aren't counted",
            r"replay_count = r\.replay_count \+ 1",
            "replay_count = r.replay_count",
        ),
    ),
    *in_sql(
        "monitoring:forget_rejections",
        REJECTIONS,
        (
            "exactly as old as allowed is forgotten",
            r"rejected_at < p_before",
            "rejected_at <= p_before",
        ),
        ("counts stay for ever", r"WHERE hour < p_before\n", "WHERE false\n"),
    ),
    *in_sql(
        "monitoring:forget_counted_rejections",
        REJECTIONS,
        ("what was counted is remembered for ever", r"counted_at < p_before", "false"),
    ),
    *in_sql(
        "monitoring:restore_channel_past",
        "tests/monitoring/test_device_past.py",
        ("another version is taken", r"v_channel\.version IS DISTINCT FROM p_version OR", ""),
        ("the first limit holds from its hour", r"p_is_new AND row_number", "false AND row_number"),
        (
            "hours aren't judged again",
            r"PERFORM judge_from\(v_key, v_first, p_now, p_news_since\);",
            "",
        ),
    ),
    *in_sql(
        "monitoring:steps_by_hour",
        "tests/monitoring/test_device_past.py",
        ("two steps of one hour are kept", r">= v_at LOOP", "> v_at LOOP"),
        (
            "steps hold from their moment",
            r"date_trunc\('hour', p_since\[i\], p_time_zone\)",
            "p_since[i]",
        ),
    ),
]
