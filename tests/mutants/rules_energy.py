"""Hand-made mutants of readings, states and notifications as docs/energy.md describes them."""

from tests.mutants.table import Mutant, in_pure_python, in_python, in_sql

READINGS = "tests/monitoring/test_domain.py"
CHANNELS = "tests/monitoring/test_channel_messages.py"
BUCKETS = "tests/monitoring/consumption/test_buckets.py"
HOURS = "tests/monitoring/test_hours.py"
NOTIFICATIONS = "tests/realtime/test_domain.py"
REGISTERS = (
    "tests/monitoring/test_late.py",
    "tests/monitoring/test_registers.py",
    "tests/monitoring/test_settling.py",
    "tests/monitoring/test_dirty_series.py",
)

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "monitoring/domain.py",
        READINGS,
        ("the sender isn't the device", r" if wire\.device_id is not None else sender", ""),
        (
            "readings of other devices",
            r"sender is not None and not _is_same_device\(.*\):",
            "False:",
        ),
        (
            "the plain form goes first",
            r"wire\.measured_at if wire\.measured_at is not None else "
            r"wire\.timestamp",
            "wire.timestamp if wire.timestamp is not None else wire.measured_at",
        ),
        ("milliseconds are seconds", r"value / 1000 if abs\(value\) >= MILL.* else value", "value"),
        (
            "seconds are milliseconds",
            r"value / 1000 if abs\(value\) >= MILL.* else value",
            "value / 1000",
        ),
        ("times before 2000", r"moment < EARLIEST", "False"),
        ("the year 2000 is too early", r"moment < EARLIEST", "moment <= EARLIEST"),
        ("times more than a day ahead", r"moment > now \+ FUTURE_TOLERANCE", "False"),
        ("exactly a day ahead is too late", r"moment > now \+ FUT", "moment >= now + FUT"),
        ("energies below 0", r'quantity < 0:(\n.*"energy_negative")', r"False:\1"),
        ("no energy is negative", r'quantity < 0:(\n.*"energy_negative")', r"quantity <= 0:\1"),
        ("energies above 1,000,000 kWh", r"quantity > MAX_READING_KWH", "False"),
        ("1,000,000 kWh are absurd", r"quantity > MAX_READING", "quantity >= MAX_READING"),
        ("registers below 0", r'shown < 0:(\n.*"register_negative")', r"False:\1"),
        ("registers above 1,000,000,000 kWh", r"shown > MAX_REGISTER_KWH", "False"),
        ("1,000,000,000 kWh are absurd", r"shown > MAX_REGISTER_KWH", "shown >= MAX_REGISTER_KWH"),
        ("registers without an end", r"not shown\.is_finite\(\)", "False"),
        (
            "a register beside an energy",
            r"if any\(each is not None for each in \(wire\.energy_kwh.*:$",
            "if False:",
        ),
        ("intervals of any length", r"not 0 < wire\.interval_s <= MAX_INTERVAL_S", "False"),
        ("intervals of 0 s", r"not 0 < wire", "not 0 <= wire"),
    ),
    *in_pure_python(
        "monitoring/messages.py",
        READINGS,
        (
            "a rejected reading spoils the message",
            r"^(\s+)(rejections\.append\(rejection\(message, number, refused, item\)\))$",
            r"\1\2\n\1return [], rejections",
        ),
        (
            "a register has fractions of a second",
            r"measured_at\.replace\(microsecond=0\)",
            "measured_at",
        ),
    ),
    *in_pure_python(
        "monitoring/messages.py",
        CHANNELS,
        (
            "a faulty register spoils the others",
            r"^(\s+)(rejections\.append\(rejection\(message, number, refused, body\)\))$",
            r"\1\2\n\1return [], rejections",
        ),
        ("a channel's name is ignored", r"None if wire\.channel is None else _channel.*", "None"),
        ("registers have one number", r"^            number \+= 1\n        if", "        if"),
        ("two values of a register", r"if wire\.register_kwh is not None:", "if False:"),
        ("a value beside registers", r"if wire\.channel is not None or any.*:$", "if False:"),
        ("any number of registers", r"len\(wire\.registers\) > MOST_CHANNELS", "False"),
        ("registers of any number", r"number > MAX_READINGS_PER_MESSAGE", "False"),
        ("several registers are replayed as one", r"len\(wires\) > 1", "False"),
    ),
    *in_pure_python(
        "contracts/units.py",
        "tests/contracts/test_units.py",
        (
            "registers are floats",
            r"int\(\(kwh \* MICRO\w+\)\.to_integral_value\(\)\)",
            "round(float(kwh) * MICROWATTHOURS_PER_KWH)",
        ),
        ("energies are cut", r"round\(kwh \* MICRO", "int(kwh * MICRO"),
    ),
    *in_pure_python(
        "contracts/decoding.py",
        READINGS,
        ("a wrong type is no JSON", r'"wrong_type"', '"malformed_json"'),
        ("invalid JSON is a wrong type", r'"malformed_json"', '"wrong_type"'),
    ),
    *in_pure_python(
        "monitoring/consumption/buckets.py",
        BUCKETS,
        (
            "coverage is always known",
            r"sums\.unknown_count > 0:(\n.*COVERAGE_UNKNOWN)",
            r"False:\1",
        ),
        ("nothing is partial", r"sums\.covered_s < expected_s", "False"),
        (
            "all of an hour is partial",
            r"sums\.covered_s < expected_s",
            "sums.covered_s <= expected_s",
        ),
        ("nothing is estimated", r"sums\.estimated_count > 0", "False"),
        (
            "late is less certain than corrected",
            r"if sums\.corrected_count > 0",
            "if sums.corrected_count > 0 and sums.late_count == 0",
        ),
        (
            "what is missing is 0",
            r"None if known is None else kilo",
            "0.0 if known is None else kilo",
        ),
        ("an hour that begins now is upcoming", r"slot\.starts_at > now", "slot.starts_at >= now"),
        ("what is missing is upcoming", r" if slot\.starts_at > now else HourState\.MISSING", ""),
        ("nothing is withheld", r"expected\.visible_s == 0", "False"),
        ("a reading that covers nothing is none", r" and sums\.covered_s == 0\)", ")"),
    ),
    *in_pure_python(
        "monitoring/hours.py",
        HOURS,
        ("no reading is corrected", r"^    if corrected:", "    if False:"),
        ("no reading is late", r"ReadingState\.LATE if late else ", ""),
        ("late goes before corrected", r"^    if corrected:", "    if corrected and not late:"),
        ("each length is known", r"if interval_s is None:", "if False:"),
        ("no reading is ahead", r"^    if ahead:", "    if False:"),
        (
            "each day has 24 hours",
            r"midnight\(day \+ timedelta\(days=1\), zone\)",
            "midnight(day, zone) + timedelta(days=1)",
        ),
        (
            "hours begin on full hours of UTC",
            r"^QUARTER = timedelta\(minutes=15\)",
            "QUARTER = timedelta(hours=1)",
        ),
    ),
    *in_python(
        "monitoring/visibility.py",
        ("tests/monitoring/consumption/test_ranges.py", "tests/monitoring/test_lists.py"),
        (
            "a client sees all of a device's history",
            r"        if owner_id is None:",
            "        if True:",
        ),
        ("a client sees other owners' time", r" AND owner_id = \$2$", " AND $2::uuid IS NOT NULL"),
        ("a client finds all devices", r"AND o\.owner_id = \$2\)\)", ") OR true)"),
    ),
    *in_pure_python(
        "realtime/domain.py",
        NOTIFICATIONS,
        ("history interrupts", r" or not \(event\.live or late_retraction\)", ""),
        ("a late retraction isn't sent", r"was_notified and isinstance\(.*\)", "False"),
        (
            "a late retraction goes to everybody",
            r"was_notified and isinstance",
            "True and isinstance",
        ),
        ("a late retraction interrupts", r"silent or not event\.live", "silent"),
        ("a known state is sent again", r" or state_of\(event\) == last\.state", ""),
        ("an older state is sent", r"event\.version <= last\.version or ", ""),
    ),
    *in_pure_python(
        "monitoring/settings.py",
        "tests/contracts/test_documented_limits.py",
        (
            "hours of a day are news",
            r"news_window: timedelta = timedelta\(hours=2\)",
            "news_window: timedelta = timedelta(hours=24)",
        ),
    ),
    *in_sql(
        "monitoring:store_register_entries",
        REGISTERS,
        ("no register is late", r"is_late\(b\.measured_at, p_disp.*?\)", "false"),
        (
            "of several at once the first counts",
            r"b\.source DESC, b\.source_index DESC",
            "b.source, b.source_index",
        ),
        ("registers of deleted devices are stored", r"WHERE d\.takes_readings", "WHERE true"),
        ("a second value is ignored", r"IF stored < cardinality\(p_registers\)", "IF false"),
        ("differences stay", r"changes \|\| derive_touched\(v_key, v_at\)", "changes"),
    ),
    *in_sql(
        "monitoring:settle_register_entries",
        REGISTERS,
        (
            "the lower source counts",
            r"value_estimated, source DESC, source_index DESC",
            "value_estimated, source, source_index",
        ),
        (
            "old values are not kept",
            r"AND \(differs OR winning_source",
            "AND (false OR winning_source",
        ),
        ("a correction is not noted", r"s\.r\)\.corrected OR f\.differs, w", "s.r).corrected, w"),
        ("the same again is a correction", r"\(s\.r\)\.corrected OR f\.differs, w", "true, w"),
        ("the old difference stays", r"changes := take_out_registers\(.*\);", "changes := '{}';"),
    ),
    *in_sql(
        "monitoring:corrected_readings",
        "tests/monitoring/test_correction_rules.py",
        (
            "the meter goes before a correction",
            r"correction_floor\(\) \+ p_correction",
            "p_correction",
        ),
    ),
    *in_sql(
        "monitoring:corrected_registers",
        "tests/monitoring/test_correction_rules.py",
        (
            "the meter goes before a correction",
            r"correction_floor\(\) \+ p_correction",
            "p_correction",
        ),
    ),
]
