"""Hand-made mutants of readings, hours, limits and owners (docs/energy.md, "Rules")."""

from tests.mutants.table import Mutant, in_python, in_sql

DIRTY = "tests/monitoring/test_dirty_series.py"
INGEST = "tests/monitoring/test_ingest.py"
INGEST_DEVICES = "tests/monitoring/test_ingest_devices.py"
LATE = "tests/monitoring/test_late.py"
SUMS = "tests/monitoring/test_hour_sums.py"
DEVICES = "tests/monitoring/test_device_rules.py"
ALERTS = "tests/monitoring/test_alert_rules.py"
CORRECTIONS = "tests/monitoring/test_corrections.py"

MUTANTS: list[Mutant] = [
    *in_python(
        "monitoring/consumption/buckets.py",
        "tests/monitoring/consumption/test_buckets.py",
        (
            "upcoming is told as missing",
            r"HourState\.UPCOMING if slot",
            "HourState.MISSING if slot",
        ),
        ("no bucket is late", r"if sums\.late_count > 0", "if False"),
        ("no bucket is corrected", r"if sums\.corrected_count > 0", "if False"),
    ),
    *in_python(
        "monitoring/consumption/device_hours.py",
        "tests/monitoring/consumption/test_device_hours.py",
        ("the hours of others are missing", r"slot\.length_s \* seen\)", "slot.length_s)"),
        ("the limit before counts", r"limits\[following - 1\]", "limits[max(0, following - 2)]"),
        ("an hour without data has a limit", r" if is_known and unit == \"kWh\" else None", ""),
        (
            "the hour that follows is read, too",
            r"slots\[-1\]\.key \+ KEY_LENGTH",
            "slots[-1].ends_at",
        ),
    ),
    *in_sql(
        "monitoring:is_late",
        LATE,
        ("late after a day", "interval '1 hour'", "interval '1 day'"),
        ("late after half an hour", "interval '1 hour'", "interval '30 minutes'"),
        ("late at exactly an hour", r"> p_ends_at \+ interval", ">= p_ends_at + interval"),
        ("history is late", "AND p_ends_at > p_known_since", ""),
        ("what ended as we came to know is late", "p_ends_at > p_known", "p_ends_at >= p_known"),
    ),
    *in_sql(
        "monitoring:straddles",
        (SUMS, DIRTY, INGEST),
        ("no reading straddles an edge", r"SELECT p_interval_s IS NOT NULL", "SELECT false"),
        ("a reading that ends on the edge straddles it", r"- interval '1 microsecond'", ""),
    ),
    *in_sql(
        "monitoring:hours_of_reading",
        (SUMS, DIRTY, INGEST),
        ("edges on full hours of UTC only", "interval '15 minutes'", "interval '1 hour'"),
        ("edges by UTC", r"date_trunc\('hour', q, p_time_zone\)", "date_trunc('hour', q, 'UTC')"),
        (
            "parts that do not sum up",
            r"\(div\(p_energy_uwh \* \(to_s",
            "(1 + div(p_energy_uwh * (to_s",
        ),
    ),
    *in_sql(
        "monitoring:changes_of_reading",
        (SUMS, DIRTY, INGEST, CORRECTIONS, LATE),
        (
            "a reading without a length covers an hour",
            r"coalesce\(p_interval_s, 0\)",
            "coalesce(p_interval_s, 3600)",
        ),
        (
            "a length that is not known is not counted",
            r"WHEN p_interval_s IS NULL THEN p_sign",
            "WHEN p_interval_s IS NULL THEN 0",
        ),
        ("corrections are not counted", r"WHEN p_corrected THEN p_sign", "WHEN p_corrected THEN 0"),
        ("late ones are not counted", r"WHEN p_late THEN p_sign", "WHEN p_late THEN 0"),
        (
            "a removed reading counts",
            r"WHERE NOT p_removed AND NOT straddles",
            "WHERE NOT straddles",
        ),
        ("a removed reading leaves no trace", r"WHERE p_removed\n", "WHERE false\n"),
        (
            "a split is not estimated",
            r"p_sign \* s\.covered_s, p_sign, 0",
            "p_sign * s.covered_s, 0, 0",
        ),
    ),
    *in_sql(
        "monitoring:settle_intervals",
        (INGEST, CORRECTIONS, "tests/monitoring/test_settling.py"),
        (
            "the lower source counts",
            r"value_estimated, source DESC, source_index DESC",
            "value_estimated, source, source_index",
        ),
        ("the index does not count", r"source DESC, source_index DESC", "source DESC"),
        (
            "old values are not kept",
            r"AND \(differs OR winning_source",
            "AND (false OR winning_source",
        ),
        ("equal values are kept", r"AND \(differs OR winning_source >= correction_floor\(\)\)", ""),
        (
            "under a correction only other values are kept",
            r"OR winning_source >= correction_floor\(\)",
            "",
        ),
        ("a correction is not noted", r"s\.corrected OR f\.differs", "s.corrected"),
        ("the same again is a correction", r"s\.corrected OR f\.differs", "true"),
    ),
    *in_sql(
        "monitoring:store_intervals",
        (SUMS, INGEST, "tests/monitoring/test_settling.py"),
        (
            "of several in a batch the first counts",
            r"b\.source DESC, b\.source_index DESC",
            "b.source, b.source_index",
        ),
        (
            "the device's interval is not taken",
            r"coalesce\(b\.interval_s, d\.reporting_interval_s\) AS",
            "b.interval_s AS",
        ),
        (
            "the device's interval goes first",
            r"coalesce\(b\.interval_s, d\.reporting_interval_s\) AS",
            "coalesce(d.reporting_interval_s, b.interval_s) AS",
        ),
        ("readings of deleted devices are stored", r"WHERE d\.takes_readings", "WHERE true"),
    ),
    *in_sql(
        "monitoring:limit_of_hour",
        DEVICES,
        ("a limit holds after its hour", r"valid_from <= p_hour", "valid_from < p_hour"),
        ("the first limit always holds", r"valid_from DESC", "valid_from"),
    ),
    *in_sql(
        "monitoring:owner_of_hour",
        DEVICES,
        ("an owner owns after the hour", r"owned_from <= p_hour", "owned_from < p_hour"),
        ("the first owner always owns", r"owned_from DESC", "owned_from"),
    ),
    *in_sql(
        "monitoring:apply_channel",
        (DEVICES, INGEST, INGEST_DEVICES),
        (
            "the first limit holds from its hour",
            r"WHEN v_old IS NULL THEN '-infinity' ELSE v_hour",
            "WHEN false THEN '-infinity' ELSE v_hour",
        ),
        (
            "a new limit holds from the beginning",
            r"WHEN v_old IS NULL THEN '-infinity' ELSE v_hour",
            "WHEN true THEN '-infinity' ELSE v_hour",
        ),
        (
            "a limit holds from the hour of UTC",
            r"date_trunc\('hour', p_changed_at, p_time_zone\)",
            "date_trunc('hour', p_changed_at, 'UTC')",
        ),
        (
            "the same version again is taken",
            r"v_old\.version >= p_version",
            "v_old.version > p_version",
        ),
        ("the first owner owns from the change on", r"'-infinity'\) END", "v_hour) END"),
        (
            "an owner owns from the moment, not its hour",
            r"coalesce\(date_trunc\('hour', p_owned_since, p_time_zone\)",
            "coalesce(p_owned_since",
        ),
        (
            "nobody owns from the beginning",
            r"WHEN p_owner_id IS NULL THEN v_hour",
            "WHEN p_owner_id IS NULL THEN '-infinity'::timestamptz",
        ),
        (
            "earlier steps outlive one that begins before",
            r"DELETE FROM channel_ownership.*",
            "PERFORM 1;",
        ),
        (
            "another zone leaves the hours as they are",
            r"IF v_old\.time_zone <> p_time_zone\n\s+OR",
            "IF",
        ),
        (
            "a length told later changes nothing",
            r"SET interval_s = p_reporting_interval_s",
            "SET interval_s = NULL",
        ),
        (
            "a new limit judges nothing",
            r"PERFORM judge_from\(v_key, v_hour",
            "PERFORM judge_from(v_key, 'infinity'",
        ),
    ),
    *in_sql(
        "monitoring:apply_device_deleted",
        DEVICES,
        ("a late state raises the dead", r"deleted = true\n", "deleted = false\n"),
        ("an old deletion deletes", r"WHERE d\.version < excluded\.version", ""),
    ),
    *in_sql(
        "monitoring:judge_hours",
        (ALERTS, DEVICES),
        ("an hour at its limit is over it", r"energy_uwh > limit_uwh", "energy_uwh >= limit_uwh"),
        (
            "an alert goes to whoever owns now",
            r"owner_of_hour\(channel_key, hour\)",
            "owner_of_hour(channel_key, 'infinity')",
        ),
        ("versions stand still", r"version = a\.version \+ 1", "version = a.version"),
        ("an hour ahead is judged at once", r"NOT is_ahead\(hour, p_now\) AND", ""),
        (
            "an hour ahead is never judged",
            r"WHERE is_ahead\(hour, p_now\) AND energy",
            "WHERE false AND energy",
        ),
    ),
    *in_sql(
        "monitoring:publish_alerts",
        (ALERTS,),
        ("history is news", r"hour >= p_news_since AND", ""),
        ("the hour in which news begin is history", r"hour >= p_news_since", "hour > p_news_since"),
        ("maintenance interrupts", r"AND NOT in_maintenance\(channel_key, p_now\)", ""),
        (
            "a retraction is told as an alert",
            r"'monitoring\.overconsumption_retracted\.v1'",
            "'monitoring.overconsumption_detected.v1'",
        ),
    ),
    *in_sql(
        "monitoring:judge_begun_hours",
        (ALERTS,),
        ("an hour is judged after it began", r"hour <= p_now", "hour < p_now"),
    ),
    *in_sql(
        "monitoring:in_maintenance",
        (ALERTS, "tests/monitoring/test_early_warnings.py"),
        ("maintenance begins late", r"starts_at <= p_at", "starts_at < p_at"),
        ("maintenance ends late", r"ends_at > p_at", "ends_at >= p_at"),
        (
            "maintenance outlives the owner",
            r"AND m\.for_owner_id IS NOT DISTINCT FROM[^)]*\)\)",
            ")",
        ),
    ),
    *in_sql(
        "monitoring:add_to_hours",
        (SUMS, INGEST, ALERTS),
        ("an alert is never taken back", r"WHERE over_limit\n\s+OR", "WHERE"),
        ("late counts are replaced", r"late_count = h\.late_count \+", "late_count ="),
        ("energy is replaced", r"energy_uwh = h\.energy_uwh \+", "energy_uwh ="),
    ),
]
