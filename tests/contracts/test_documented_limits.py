"""Fixed limits and times match the documentation, in code and in words.

What happens beyond a limit is tested where it happens; here a figure, or the default of a setting
that docs/security.md names, can't change in one place only.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic_settings import BaseSettings

from kilowatch.auth import hashing, keyring, lockout, password_rules
from kilowatch.auth.domain import sessions as auth_domain
from kilowatch.auth.service.passwords import RESET_GOOD_FOR
from kilowatch.auth.settings import AuthSettings
from kilowatch.auth.storage.failures import MOST_KEPT_APART
from kilowatch.balancing import broker_room, chunks, rejections, sample_history
from kilowatch.balancing.service import intake
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts import audit, copies, people, readings, socket, units
from kilowatch.contracts.request_sizes import FILES, READINGS, RULES, SMALL
from kilowatch.kit import (
    amqp_fields,
    exception_boundary,
    inputs,
    log_limits,
    log_text,
    pace,
    request_limits,
    request_text,
    service,
    token_keys,
    tokens,
)
from kilowatch.kit.settings import ServiceSettings
from kilowatch.local import broker_care, disk, meter_tls, rabbitmq
from kilowatch.local.settings import LocalSettings
from kilowatch.monitoring import batches, domain
from kilowatch.monitoring.consumption import periods
from kilowatch.monitoring.consumption import service as consumption
from kilowatch.monitoring.corrections.storage import MOST_READINGS
from kilowatch.monitoring.imports import domain as imports
from kilowatch.monitoring.imports import kinds, workbook
from kilowatch.monitoring.imports import reading as import_reading
from kilowatch.monitoring.imports import service as import_service
from kilowatch.monitoring.latest import domain as latest
from kilowatch.monitoring.maintenance.domain import LONGEST as LONGEST_MAINTENANCE
from kilowatch.monitoring.rejections import service as rejection_service
from kilowatch.monitoring.rejections import storage as rejection_storage
from kilowatch.monitoring.rejections import upkeep
from kilowatch.monitoring.settings import MonitoringSettings
from kilowatch.realtime import connections, live_buffer, routes
from kilowatch.realtime import domain as realtime
from kilowatch.realtime.settings import RealtimeSettings
from kilowatch.support.assistant import provider
from kilowatch.support.settings import SupportSettings

DOCS = Path(__file__).parents[2] / "docs"
KIB, MIB = 1024, 1024 * 1024
SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)


def default(settings: type[BaseSettings], *names: str) -> Any:
    """Return the default of a setting, or those of several."""
    found = tuple(settings.model_fields[name].default for name in names)
    return found if len(names) > 1 else found[0]


def lines(conf: tuple[str, ...], *names: str) -> list[str]:
    """Return the values of lines of the broker's configuration whose names begin with these."""
    pairs = [each.split(" = ") for each in conf]
    return [value for name in names for key, value in pairs if key.startswith(name)]


DEFAULTS: list[tuple[str, Any, Any]] = [
    ("MONITORING_STUCK_AFTER_S` | 60 s", default(MonitoringSettings, "stuck_after_s"), 60.0),
    ("`KILOWATCH_BALANCING_STUCK_AFTER_S`", default(BalancingSettings, "stuck_after_s"), 60.0),
    ("KEPT_PER_HOUR`, 100", default(MonitoringSettings, "rejections_kept_per_hour"), 100),
    ("KEPT_FOR`, 90 days", default(MonitoringSettings, "rejections_kept_for"), 90 * DAY),
    ("every 5 s (`KI", default(BalancingSettings, "rejections_reported_every_s"), 5.0),
    ("ahead by 2 min", default(MonitoringSettings, "clock_tolerance"), 2 * MINUTE),
    ("CONNECTIONS_PER_DEVICE | 16", default(AuthSettings, "connections_per_device"), 16),
    ("READ_AHEAD_BYTES | 64 MiB", default(BalancingSettings, "read_ahead_bytes"), 64 * MIB),
    ("64 / 1,000 / 262,144 / 2", default(BalancingSettings, "turn_messages",
     "bulk_batch_messages", "bulk_batch_bytes", "bulk_backlog_batches"), (64, 1_000, 262_144, 2)),
    ("1e6 / 5e6 / 1e6", default(BalancingSettings, "messages_per_minute", "readings_per_minute",
     "waiting_messages"), (1_000_000, 5_000_000, 1_000_000)),
    ("SIGNING_KEY_DAYS`, 90", default(AuthSettings, "signing_key_days"), 90),
    ("LOGINS_WAITING`, 128", default(AuthSettings, "logins_waiting"), 128),
    ("PER_ADDRESS`, 32", default(AuthSettings, "logins_waiting_per_address"), 32),
    ("60 per event and source", default(ServiceSettings, "log_lines_per_minute"), 60),
    ("10m / 3", default(LocalSettings, "log_max_size", "log_files"), (10_000_000, 3)),
    ("SOCKETS_PER_USER | 20", default(RealtimeSettings, "max_sockets_per_user"), 20),
    ("SOCKETS_PER_ADDRESS | 200", default(RealtimeSettings, "max_sockets_per_address"), 200),
    ("WAITING_SOCKETS | 500", default(RealtimeSettings, "max_waiting_sockets"), 500),
    ("WAITING_SOCKETS_PER_ADDRESS | 20",
     default(RealtimeSettings, "max_waiting_sockets_per_address"), 20),
    ("AUTHENTICATE_WITHIN_S | 5", default(RealtimeSettings, "authenticate_within_s"), 5.0),
    ("REALTIME_MESSAGES_PER_MINUTE | 120",
     default(RealtimeSettings, "messages_per_minute"), 120),
    ("REALTIME_CHANGES_PER_MINUTE | 30", default(RealtimeSettings, "changes_per_minute"), 30),
    ("CONVERSATION_CHANGES_PER_HOUR | 120",
     default(SupportSettings, "conversation_changes_per_hour"), 120),
    ("SUPPORT_CHANGES_PER_MINUTE | 600", default(SupportSettings, "changes_per_minute"), 600),
    ("TYPING_PER_MINUTE | 60", default(SupportSettings, "typing_per_minute"), 60),
    ("4 / 2 / 50 / 20 s", default(MonitoringSettings, "reads_at_once", "reads_per_user",
     "reads_waiting_per_user", "read_patience_s"), (4, 2, 50, 20.0)),
    ("EXPORTS_PER_USER | 3 / 2",
     default(MonitoringSettings, "exports_at_once", "exports_per_user"), (3, 2)),
    ("MONITORING_CHANGES_PER_MINUTE | 120",
     default(MonitoringSettings, "changes_per_minute"), 120),
    ("DISK_WARNING | 2 GB", default(LocalSettings, "disk_warning"), 2_000_000_000),
    ("500 MB (was 200 MB)", default(LocalSettings, "disk_hold"), 500_000_000),
]  # fmt: skip

LIMITS: dict[str, list[tuple[str, Any, Any]]] = {
    "energy": [
        ("a day ahead (`too_early`, `too_late`)", domain.FUTURE_TOLERANCE, DAY),
        ("above 1,000,000 kWh or missing", units.MAX_READING_KWH, 1_000_000.0),
        ("negative or above 1,000,000,000 kWh", units.MAX_REGISTER_KWH, 1_000_000_000),
        ("within the last two hours", default(MonitoringSettings, "news_window"), 2 * HOUR),
        ("messages above 256 KiB", domain.MAX_MESSAGE_BYTES, 256 * KIB),
    ],
    "corrections": [
        ("the first 4,000 characters", domain.MAX_KEPT_BODY_CHARACTERS, 4_000),
        ("at most 50,000", MOST_READINGS, 50_000),
        ("newest 50,000 that match", rejection_storage.MOST_LOOKED_THROUGH, 50_000),
        ("replays at most 20,000", rejection_service.MOST_IN_ONE_CALL, 20_000),
        ("discards at most 100,000", rejection_service.MOST_DISCARDED_IN_ONE_CALL, 100_000),
    ],
    "import": [
        ("1,000,000 rows", imports.MAX_ROWS, 1_000_000),
        ("from the first 1,000 rows", import_reading.SAMPLE_LINES, 1_000),
        ("8 times or more", kinds.FEWEST_SURE, 8),
        ("512 columns", import_reading.MAX_COLUMNS, 512),
        ("65,536 characters", import_reading.MAX_LINE, 65_536),
        ("250 MB of XML", workbook.MOST_PART_BYTES, 250 * MIB),
        ("up to 100 days", imports.MAX_LENGTH_S, 100 * 86_400),
        ("imported 2,000 at a time", import_service.STEP_ROWS, 2_000),
        ("50 MB", FILES.largest_bytes, 50 * MIB),
    ],
    "consumption": [
        ("at most about 750 buckets", periods.FEW_BUCKETS, 750),
        ("At most 10,000 buckets", consumption.MOST_BUCKETS, 10_000),
        ("50,000 over all devices", consumption.MOST_POINTS, 50_000),
        ("more than 100 devices", consumption.MOST_LISTED_DEVICES, 100),
        ("less than three reporting intervals", latest.SILENT_AFTER_INTERVALS, 3),
        ("(at least a minute)", latest.LEAST_PATIENCE, MINUTE),
        ("stored within 5 s", latest.BEHIND_FROM, 5 * SECOND),
        ("has reported for 5 s", latest.DISPATCH_LASTS, 5 * SECOND),
        ("anything for a minute", latest.IDLE_FROM, MINUTE),
        ("for at most 31 days", LONGEST_MAINTENANCE, 31 * DAY),
    ],
    "accounts": [
        ("after five minutes", token_keys.KEYS_GOOD_FOR_S, 300),
        ("signing 15 minutes later", keyring.PUBLISHED_AHEAD, 15 * MINUTE),
        ("at most every 5 seconds", token_keys.FETCH_EVERY_S, 5.0),
        ("(after a failure 0.25 s,", token_keys.FIRST_PAUSE_S, 0.25),
        ("doubling to 5 s)", token_keys.LONGEST_PAUSE_S, 5.0),
        ("wait at most 1 second", token_keys.WAIT_FOR_FETCH_S, 1.0),
        ("Tokens above 4 KiB", tokens.TOKEN_MAX_BYTES, 4 * KIB),
        ("has 8 to", people.PASSWORD_MIN_LENGTH, 8),
        ("to 256 characters", people.PASSWORD_MAX_LENGTH, 256),
        ("fewer than four different characters", password_rules.FEWEST_DISTINCT, 4),
        ("up to four characters repeated", password_rules.LONGEST_UNIT, 4),
        ("with at most four characters added", password_rules.MOST_ADDED, 4),
        ("once within 24 hours", RESET_GOOD_FOR, 24 * HOUR),
        ("Ten wrong passwords", lockout.FAILURES_UNTIL_LOCKED, 10),
        ("a username for five minutes", lockout.LOCKED_FOR, 5 * MINUTE),
        ("latest 50 browsers", lockout.BROWSERS_KNOWN_AT_ONCE, 50),
        ("used for 400 days", lockout.BROWSER_FORGOTTEN_AFTER, 400 * DAY),
        ("two are hashed at a time", hashing.AT_ONCE, 2),
        ("every fourth hash", hashing.KNOWN_IN_A_ROW, 3),
        ("one IPv6 /64", hashing.SITE_PREFIX, 64),
        ("kept for an hour", auth_domain.LONGEST_ACCESS_TOKEN, HOUR),
    ],
    "security": [
        ("| readings per message | 1,000 |", readings.MAX_READINGS_PER_MESSAGE, 1_000),
        ("| commas in an array | 32,000 |", domain.MAX_COMMAS, 32_000),
        ("about 20,000", batches.MOST_AT_ONCE, 20_000),
        ("| 3 tries |", batches.TRIES_WHERE_SLOW, 3),
        ("1,000 rows a step", upkeep.STEP_ROWS, 1_000),
        ("are counted | 1 day", upkeep.COUNTED_REMEMBERED_FOR, DAY),
        ("for 50 senders and reasons", rejections.MOST_APART, 50),
        ("body within 15 s", request_limits.BODY_WITHIN_S, 15.0),
        ("readings 10 MiB", READINGS.largest_bytes, 10 * MIB),
        ("support rules 512 KiB", RULES.largest_bytes, 512 * KIB),
        ("address 16 KiB", request_limits.LARGEST_TARGET_BYTES, 16 * KIB),
        ("100 headers", request_limits.MOST_HEADERS, 100),
        ("headers/32 KiB", request_limits.LARGEST_HEADERS_BYTES, 32 * KIB),
        ("64 KiB body, every route", SMALL.largest_bytes, 64 * KIB),
        ("500 query fields", request_text.MOST_PARAMETERS, 500),
        ("offset 0..10^9", inputs.FURTHEST_OFFSET, 10**9),
        ("Version < 2^53", inputs.LARGEST_VERSION, 2**53 - 1),
        ("header 512", tokens.HEADER_MAX_CHARACTERS, 512),
        ("key id 128", tokens.KEY_ID_MAX_CHARACTERS, 128),
        ("(1 s without any keys)", token_keys.LONGEST_PAUSE_WITHOUT_KEYS_S, 1.0),
        ("3 s before the first key set", token_keys.FETCH_TIMEOUT_S, 3.0),
        ("wait in the queue | 20 s", hashing.LONGEST_WAIT_S, 20.0),
        ("600 per event", 60 * log_limits.PER_EVENT, 600),
        ("value 300 characters", log_text.LONGEST_VALUE, 300),
        ("event 500", log_text.LONGEST_EVENT, 500),
        ("traceback 8,000", log_text.LONGEST_TRACEBACK, 8_000),
        ("again after 10 min", log_limits.TRACEBACK_AGAIN_S, 600.0),
        ("later messages 4,096 bytes", socket.MAX_CLIENT_MESSAGE_BYTES, 4_096),
        ("frames 64 KiB", service.WS_MAX_BYTES, 64 * KIB),
        ("(token 5,", routes.TOKEN_COSTS, 5.0),
        ("15 s leaderless", broker_room.LEADERLESS_FOR_S, 15.0),
        ("answer | 4 MiB", provider.MOST_BYTES, 4 * MIB),
        ("line 256 KiB", provider.LONGEST_LINE, 256 * KIB),
        ("32 calls", provider.MOST_CALLS, 32),
        ("16,384 characters per call", provider.LONGEST_ARGUMENTS, 16_384),
        ("header tables | 16", amqp_fields.DEEPEST, 16),
        ("channel_max (fixed) | 16", rabbitmq.MAX_CHANNELS, 16),
        ("handshake_timeout, mqtt.login_timeout, send_timeout (fixed) | 10 s, 10 s, 15 s",
         lines(rabbitmq.CHARACTER, "handshake_timeout", "mqtt.login_timeout",
               "tcp_listen_options.send_timeout"),
         ["10000", "10000", "15000", "true"]),
        ("1.2 and 1.3", lines(meter_tls.TLS_OPTIONS, "ssl_options.versions"),
         ["tlsv1.3", "tlsv1.2"]),
        ("broker 5 s", lines(meter_tls.TLS_OPTIONS, "ssl_handshake_timeout"), ["5000"]),
        ("moments 1900..9999-01-01", (inputs.FIRST_MOMENT.year, inputs.LAST_MOMENT),
         (1900, datetime(9999, 1, 1, tzinfo=UTC))),
        ("| fixed | 64 MB |", disk.FULL_BELOW_BYTES, 64_000_000),
        ("pauses of 60 s", broker_care.FIRST_PAUSE_S, 60.0),
        ("doubling to 900 s", broker_care.LAST_PAUSE_S, 900.0),
        *DEFAULTS,
    ],
    "realtime": [
        ("at most 100 |", socket.MAX_WATCHED_DEVICES, 100),
        ("More than 1,000 notifications", realtime.REPLAY_LIMIT, 1_000),
        ("newest 2,000 notifications", realtime.KEPT, 2_000),
        ("60 seconds are left", connections.EXPIRY_WARNING_S, 60.0),
        ("100 messages are waiting", connections.QUEUE_SIZE, 100),
        ("another 5 seconds after 4408", routes.CLOSE_WITHIN_S, 5.0),
        ("At most once a second", live_buffer.EVERY_S, 1.0),
        ("a list of 100 devices as 6)", routes.DEVICES_AS_ONE, 20),
        ("| 1011 |", exception_boundary.SOCKET_INTERNAL_ERROR, 1011),
    ],
    "meters": [
        ("more than 1,000 readings of an array", intake.MOST_MALFORMED, 1_000),
        ("a message over 1 MiB", readings.MAX_MESSAGE_BYTES, MIB),
    ],
    "audit": [
        ("cut at 300 characters", audit.TEXT_MAX_LENGTH, 300),
        ("Beyond 200 combinations", MOST_KEPT_APART, 200),
    ],
    "operations": [
        ("digests of 256 chunks", copies.CHUNKS, 256),
        ("the last ten minutes", sample_history.KEPT_FOR, 10 * MINUTE),
        ("last 10 s", sample_history.RATE_OVER, 10 * SECOND),
        ("has reported for 3 seconds", sample_history.FRESH_FOR, 3 * SECOND),
        ("1,200 by an administrator", 120 / pace.ADMINISTRATORS_SHARE, 1_200),
    ],
}  # fmt: skip


@pytest.mark.parametrize("page", LIMITS)
def test_documented_figures_match_the_code(page: str) -> None:
    assert {words: value for words, value, _ in LIMITS[page]} == {
        words: figure for words, _, figure in LIMITS[page]
    }


@pytest.mark.parametrize("page", LIMITS)
def test_documents_state_the_limits_of_the_code(page: str) -> None:
    text = re.sub(r"\s+", " ", (DOCS / f"{page}.md").read_text(encoding="utf-8"))

    assert [words for words, _, _ in LIMITS[page] if words not in text] == []


def test_messages_split_at_intake_are_within_the_limits() -> None:
    assert chunks.MAX_READINGS_PER_MESSAGE <= readings.MAX_READINGS_PER_MESSAGE
    assert chunks.FULL_BYTES <= domain.MAX_MESSAGE_BYTES
    # One byte over the limit: enough for monitoring to find it too large.
    assert chunks.MAX_BODY_BYTES == domain.MAX_MESSAGE_BYTES + 1
