"""The pure modules that the operators change, and the tests that mirror them."""

from typing import Final

LIMITS: Final = "tests/contracts/test_documented_limits.py"

TARGETS: Final[dict[str, tuple[str, ...]]] = {
    "auth/domain/devices.py": ("tests/auth/domain/test_devices.py",),
    "auth/domain/sessions.py": ("tests/auth/domain/test_sessions.py",),
    "auth/keyring.py": ("tests/auth/test_keyring.py", LIMITS),
    "auth/lockout.py": ("tests/auth/domain/test_sessions.py", LIMITS),
    "auth/password_rules.py": ("tests/auth/test_password_rules.py", LIMITS),
    "balancing/chunks.py": ("tests/balancing/test_chunks.py",),
    "balancing/dispatch_queue.py": (
        "tests/balancing/test_deferred.py",
        "tests/balancing/test_dispatch_queue.py",
    ),
    "balancing/domain.py": (
        "tests/balancing/test_domain.py",
        "tests/balancing/test_domain_boundaries.py",
        "tests/balancing/test_strategies.py",
    ),
    "balancing/fair_queue.py": ("tests/balancing/test_fair_queue.py",),
    "balancing/quotas.py": ("tests/balancing/test_quotas.py",),
    "balancing/sample_history.py": ("tests/balancing/test_sample_history.py", LIMITS),
    "contracts/units.py": ("tests/contracts/test_units.py", LIMITS),
    "devices/domain.py": ("tests/devices/test_domain.py",),
    "kit/lists.py": ("tests/kit/test_lists.py",),
    "kit/log_limits.py": ("tests/kit/test_log_limits.py", LIMITS),
    "kit/log_text.py": ("tests/kit/test_log_text.py", LIMITS),
    "kit/pace.py": ("tests/kit/test_pace.py", LIMITS),
    "kit/request_text.py": ("tests/kit/test_request_text.py",),
    "kit/turns.py": ("tests/kit/test_turns.py",),
    "monitoring/consumption/buckets.py": ("tests/monitoring/consumption/test_buckets.py",),
    "monitoring/consumption/comparison.py": (
        "tests/monitoring/consumption/test_comparison.py",
        "tests/monitoring/consumption/test_comparison_rules.py",
    ),
    "monitoring/consumption/periods.py": ("tests/monitoring/consumption/test_periods.py",),
    "monitoring/domain.py": (
        "tests/monitoring/test_domain.py",
        "tests/monitoring/test_registers.py",
        "tests/monitoring/test_hostile_messages.py",
    ),
    "monitoring/messages.py": (
        "tests/monitoring/test_domain.py",
        "tests/monitoring/test_channel_messages.py",
        "tests/monitoring/test_hostile_messages.py",
    ),
    "contracts/channels.py": ("tests/contracts/test_channels.py",),
    "monitoring/channel_totals.py": ("tests/monitoring/consumption/test_channel_totals.py",),
    "monitoring/doubles.py": (
        "tests/monitoring/consumption/test_doubles.py",
        "tests/monitoring/consumption/test_submeters.py",
    ),
    "monitoring/spans.py": ("tests/monitoring/consumption/test_channel_totals.py",),
    "devices/channels/domain.py": ("tests/devices/test_channels.py",),
    "monitoring/hours.py": ("tests/monitoring/test_hours.py",),
    "monitoring/imports/cells.py": (
        "tests/monitoring/test_import_cells.py",
        "tests/monitoring/test_import_files.py",
    ),
    "monitoring/imports/clock.py": (
        "tests/monitoring/test_import_clock.py",
        "tests/monitoring/test_import_files.py",
    ),
    "monitoring/imports/layout.py": ("tests/monitoring/test_import_kinds.py",),
    "monitoring/imports/lengths.py": ("tests/monitoring/test_import_kinds.py",),
    "monitoring/imports/series.py": ("tests/monitoring/test_import_series.py",),
    "monitoring/imports/rows.py": ("tests/monitoring/test_import_files.py",),
    "monitoring/imports/guess.py": ("tests/monitoring/test_import_files.py",),
    "monitoring/imports/reading.py": ("tests/monitoring/test_import_files.py",),
    "monitoring/latest/domain.py": ("tests/monitoring/latest/test_domain.py",),
    "realtime/domain.py": ("tests/realtime/test_domain.py", LIMITS),
    "realtime/quiet/domain.py": ("tests/realtime/test_quiet_hours.py",),
    "users/domain.py": ("tests/users/test_domain.py",),
    "web/domain.py": ("tests/web/test_docs.py",),
}
