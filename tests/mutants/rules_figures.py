"""Hand-made mutants of limits that are ten times as high (docs/security.md and the other pages)."""

from tests.mutants.table import Mutant, in_pure_python

DOCUMENTED = "tests/contracts/test_documented_limits.py"

CONSTANTS: dict[str, tuple[str, ...]] = {
    "auth/domain/sessions.py": ("LONGEST_ACCESS_TOKEN",),
    "auth/hashing.py": ("AT_ONCE", "KNOWN_IN_A_ROW", "LONGEST_WAIT_S"),
    "auth/keyring.py": ("PUBLISHED_AHEAD",),
    "auth/lockout.py": ("BROWSERS_KNOWN_AT_ONCE", "LOCKED_FOR"),
    "balancing/broker_room.py": ("LEADERLESS_FOR_S",),
    "balancing/rejections.py": ("MOST_APART",),
    "contracts/people.py": ("PASSWORD_MIN_LENGTH", "PASSWORD_MAX_LENGTH"),
    "contracts/readings.py": ("MAX_READINGS_PER_MESSAGE", "MAX_MESSAGE_BYTES"),
    "contracts/socket.py": ("MAX_CLIENT_MESSAGE_BYTES", "MAX_WATCHED_DEVICES"),
    "contracts/units.py": ("MAX_READING_KWH", "MAX_REGISTER_KWH"),
    "kit/amqp_fields.py": ("DEEPEST",),
    "kit/inputs.py": ("FURTHEST_OFFSET", "LARGEST_VERSION"),
    "kit/log_limits.py": ("PER_EVENT", "TRACEBACK_AGAIN_S"),
    "kit/log_text.py": ("LONGEST_VALUE", "LONGEST_EVENT", "LONGEST_TRACEBACK"),
    "kit/pace.py": ("ADMINISTRATORS_SHARE",),
    "kit/request_limits.py": (
        "BODY_WITHIN_S", "LARGEST_TARGET_BYTES", "MOST_HEADERS", "LARGEST_HEADERS_BYTES",
    ),
    "kit/request_text.py": ("MOST_PARAMETERS",),
    "kit/service.py": ("WS_MAX_BYTES",),
    "kit/token_keys.py": (
        "FETCH_EVERY_S", "FETCH_TIMEOUT_S", "FIRST_PAUSE_S", "LONGEST_PAUSE_S",
        "LONGEST_PAUSE_WITHOUT_KEYS_S", "WAIT_FOR_FETCH_S",
    ),
    "kit/tokens.py": ("TOKEN_MAX_BYTES", "HEADER_MAX_CHARACTERS", "KEY_ID_MAX_CHARACTERS"),
    "local/broker_care.py": ("FIRST_PAUSE_S", "LAST_PAUSE_S"),
    "local/disk.py": ("FULL_BELOW_BYTES",),
    "monitoring/batches.py": ("MOST_AT_ONCE", "TRIES_WHERE_SLOW"),
    "monitoring/domain.py": ("FUTURE_TOLERANCE", "MAX_MESSAGE_BYTES", "MAX_COMMAS"),
    "monitoring/rejections/service.py": ("MOST_IN_ONE_CALL", "MOST_DISCARDED_IN_ONE_CALL"),
    "monitoring/rejections/storage.py": ("MOST_LOOKED_THROUGH",),
    "monitoring/rejections/upkeep.py": ("STEP_ROWS", "COUNTED_REMEMBERED_FOR"),
    "realtime/routes.py": ("TOKEN_COSTS", "DEVICES_AS_ONE"),
    "support/assistant/provider.py": (
        "MOST_BYTES", "LONGEST_LINE", "MOST_CALLS", "LONGEST_ARGUMENTS",
    ),
}  # fmt: skip

SETTINGS: dict[str, tuple[str, ...]] = {
    "auth/settings.py": (
        "connections_per_device", "logins_waiting", "logins_waiting_per_address",
        "signing_key_days",
    ),
    "balancing/settings.py": (
        "bulk_backlog_batches", "bulk_batch_bytes", "bulk_batch_messages", "messages_per_minute",
        "read_ahead_bytes", "readings_per_minute", "rejections_reported_every_s",
        "stuck_after_s", "turn_messages", "waiting_messages",
    ),
    "kit/settings.py": ("log_lines_per_minute",),
    "local/settings.py": ("disk_warning", "disk_hold", "log_max_size", "log_files"),
    "monitoring/settings.py": (
        "changes_per_minute", "clock_tolerance", "exports_at_once", "exports_per_user",
        "read_patience_s", "reads_at_once", "reads_per_user", "reads_waiting_per_user",
        "rejections_kept_for", "rejections_kept_per_hour", "stuck_after_s",
    ),
    "realtime/settings.py": (
        "authenticate_within_s", "changes_per_minute", "max_sockets_per_address",
        "max_sockets_per_user", "max_waiting_sockets", "max_waiting_sockets_per_address",
        "messages_per_minute",
    ),
    "support/settings.py": (
        "changes_per_minute", "conversation_changes_per_hour", "typing_per_minute",
    ),
}  # fmt: skip


def _ten_times_constant(path: str, name: str) -> list[Mutant]:
    pattern = rf"^({name}(?:: [\w\[\]]+)?) = (.+)$"
    return in_pure_python(path, DOCUMENTED, (f"ten times {name}", pattern, r"\1 = 10 * (\2)"))


def _ten_times_default(path: str, name: str) -> list[Mutant]:
    pattern = rf"^(    {name}: \w+ = (?:Field\(\s*default=)?)"
    return in_pure_python(path, DOCUMENTED, (f"ten times {name}", pattern, r"\g<1>10 * "))


MUTANTS: list[Mutant] = [
    *in_pure_python(
        "local/rabbitmq.py",
        DOCUMENTED,
        ("ten times channel_max", r"^MAX_CHANNELS = 16", "MAX_CHANNELS = 160"),
        ("ten times handshake_timeout", r"handshake_timeout = 10000", "handshake_timeout = 100000"),
        ("ten times login_timeout", r"login_timeout = 10000", "login_timeout = 100000"),
        ("ten times send_timeout", r"send_timeout = 15000", "send_timeout = 150000"),
        (
            "send_timeout cuts nobody off",
            r"send_timeout_close = true",
            "send_timeout_close = false",
        ),
    ),
    *in_pure_python(
        "local/meter_tls.py",
        DOCUMENTED,
        (
            "ten times ssl_handshake_timeout",
            r"handshake_timeout = 5000",
            "handshake_timeout = 50000",
        ),
        (
            "TLS 1.1",
            r'("ssl_options\.versions\.2 = tlsv1\.2",)',
            r'\1 "ssl_options.versions.3 = tlsv1.1",',
        ),
    ),
    *in_pure_python(
        "kit/inputs.py",
        DOCUMENTED,
        ("moments of any year", r"datetime\(1900, 1, 1, tz", "datetime(1, 1, 2, tz"),
        (
            "moments until the end of the calendar",
            r"datetime\(9999, 1, 1,",
            "datetime(9999, 12, 31,",
        ),
    ),
    *(
        mutant
        for path, names in CONSTANTS.items()
        for name in names
        for mutant in _ten_times_constant(path, name)
    ),
    *(
        mutant
        for path, names in SETTINGS.items()
        for name in names
        for mutant in _ten_times_default(path, name)
    ),
]
