"""Hand-made mutants of limits of meters that are switched off (docs/security.md)."""

from tests.mutants.table import Mutant, in_pure_python, in_python, in_sql

MESSAGES = ("tests/monitoring/test_hostile_messages.py", "tests/monitoring/test_domain.py")
REJECTIONS = ("tests/monitoring/test_rejection_limits.py",)
DISK = "tests/local/test_disk.py"

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "monitoring/messages.py",
        MESSAGES,
        ("messages of any size", r"len\(message\.body\) > MAX_MESSAGE_BYTES", "False"),
        ("any number of commas", r"message\.body\.count\(b\",\"\) > MAX_COMMAS", "False"),
        ("any number of readings", r"len\(items\) > MAX_READINGS_PER_MESSAGE", "False"),
    ),
    *in_pure_python(
        "monitoring/message_rejections.py",
        MESSAGES,
        ("rejections keep whole bodies", r"printable\(text\)\[:MAX_KEPT.*\]", "printable(text)"),
    ),
    *in_pure_python(
        "monitoring/batches.py",
        "tests/monitoring/test_batches.py",
        ("batches of any size", r"portion and size \+ weight > MOST_AT_ONCE", "False"),
        ("a slow batch is never halved", r"is_divisible and slow_tries <= 0", "False"),
    ),
    *in_pure_python(
        "kit/amqp_fields.py",
        "tests/kit/test_amqp_fields.py",
        ("header tables of any depth", r"case _ if depth >= DEEPEST", "case _ if False"),
    ),
    *in_python(
        "balancing/deliveries.py",
        "tests/balancing/test_deliveries.py",
        ("no delivery is ever stuck", r"now_s - earliest_s > after_s", "False"),
    ),
    *in_sql(
        "monitoring:sample_rejections",
        REJECTIONS,
        ("all rejections are kept", r"place <= v_most", "true"),
    ),
    *in_python(
        "monitoring/rejections/service.py",
        "tests/monitoring/test_rejections.py",
        ("a replay of any length", r"len\(states\) >= MOST_IN_ONE_CALL", "False"),
        ("any number are discarded", r"count < MOST_DISCARDED_IN_ONE_CALL", "True"),
    ),
    *in_python(
        "monitoring/rejections/storage.py",
        "tests/monitoring/test_rejection_plans.py",
        ("a search through everything", r"LIMIT \{MOST_LOOKED_THROUGH\}", ""),
    ),
    *in_python(
        "balancing/rejections.py",
        "tests/balancing/test_intake_rejections.py",
        ("all senders are counted apart", r"len\(self\._noted\) >= MOST_APART", "False"),
    ),
    *in_python(
        "monitoring/ingest.py",
        "tests/monitoring/test_clocks.py",
        (
            "no reading is ahead",
            r"clock is not None and each\.measured_at > clock \+ self\._clock_tolerance",
            "False",
        ),
    ),
    *in_pure_python(
        "contracts/time_zones.py",
        "tests/contracts/test_time_zones.py",
        ("Factory is a time zone", r" - NOT_A_PLACE", ""),
        ("any text is a time zone", r"return name in time_zones\(\)", "return True"),
    ),
    *in_python(
        "auth/device_limits.py",
        "tests/auth/test_device_limits.py",
        ("any number of connections", r"sorted\(found\)\[most:\]", "()"),
        ("one connection more", r"sorted\(found\)\[most:\]", "sorted(found)[most + 1:]"),
        ("a full device may log in", r"if device_id in self\._full", "if False"),
    ),
    *in_pure_python(
        "auth/domain/devices.py",
        "tests/auth/domain/test_devices.py",
        ("any client identifier", r"client_id\.startswith\(username\)", "True"),
    ),
    *in_pure_python(
        "balancing/dispatch_queue.py",
        "tests/balancing/test_dispatch_queue.py",
        ("memory without an end", r"return self\._queue\.size > self\._most_bytes", "return False"),
    ),
    *in_pure_python(
        "balancing/fair_queue.py",
        "tests/balancing/test_fair_queue.py",
        ("turns of any number", r"min\(most, self\._turn_messages\)", "most"),
        ("turns of any size", r"min\(room, self\._turn_bytes\)", "room"),
    ),
    *in_pure_python(
        "balancing/domain.py",
        ("tests/balancing/test_domain.py", "tests/balancing/test_domain_boundaries.py"),
        ("bulk waits nowhere", r"not bulk or each\.backlog_batches < self\.\w+", "True"),
        ("backlogs of any length", r" or each\.backlog_batches >= self\._backlog_batches", ""),
    ),
    *in_pure_python(
        "balancing/quotas.py",
        "tests/balancing/test_quotas.py",
        ("any number of messages", r"usage\.messages > quota\.messages_per_minute or ", ""),
        ("any number of readings", r" or usage\.readings > quota\.readings_per_minute", ""),
        ("any number may wait", r"waiting\.get\(key, 0\) > quota\.waiting_messages$", "False"),
        ("who has many waiting is let go at once", r"self\.quota_of\(key\)\.waiting.*$", "1e12"),
    ),
    *in_pure_python(
        "local/disk.py",
        DISK,
        ("parts start on a full disk", r"free < FULL_BELOW_BYTES", "False"),
        ("no level of room", r"free_bytes < limit \* \(PLENTY if is_rising else 1\)", "False"),
    ),
    *in_python(
        "balancing/broker_room.py",
        "tests/balancing/test_broker_room.py",
        (
            "an alarm stops nobody",
            r"state is not None and \(alarms := alarms_of\(state\)\)",
            "alarms := []",
        ),
        ("no disk is filling", r"state\.disk_free_bytes < self\._warning_bytes", "False"),
    ),
    *in_pure_python(
        "local/broker_care.py",
        "tests/local/test_broker_care.py",
        ("an alarm isn't reported", r"        if alarms:", "        if False:"),
        ("a broken broker is left", r"now_s - self\._broken_since_s < PATIENCE_S", "True"),
        ("it is started again at once", r"now_s - self\._broken_since_s < PATIENCE_S", "False"),
        ("it is started again without a pause", r"now_s >= self\._not_before_s and ", ""),
        ("pauses don't grow", r"self\._pause_s \* 2", "self._pause_s"),
    ),
]
