"""Hand-made mutants of limits that are switched off (docs/security.md)."""

from tests.mutants.table import Mutant, in_pure_python, in_python, in_sql

MESSAGES = ("tests/monitoring/test_hostile_messages.py", "tests/monitoring/test_domain.py")
REJECTIONS = ("tests/monitoring/test_rejection_limits.py",)
REQUESTS = "tests/kit/test_request_limits.py"
TOKENS = "tests/kit/test_tokens.py"
HASHING = "tests/auth/test_hashing.py"
SOCKETS = "tests/realtime/test_limits.py"
CHATS = "tests/support/test_pace.py"
DISK = "tests/local/test_disk.py"

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "monitoring/domain.py",
        MESSAGES,
        ("messages of any size", r"len\(message\.body\) > MAX_MESSAGE_BYTES", "False"),
        ("any number of commas", r"message\.body\.count\(b\",\"\) > MAX_COMMAS", "False"),
        ("any number of readings", r"len\(items\) > MAX_READINGS_PER_MESSAGE", "False"),
        ("rejections keep whole bodies", r"printable\(kept\)\[:MAX_KEPT.*\]", "printable(kept)"),
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
    *in_pure_python(
        "support/assistant/provider.py",
        "tests/support/test_provider_stream.py",
        ("answers of any size", r"size > MOST_BYTES or ", ""),
        ("lines of any length", r" or any\(len\(each\) > LONGEST_LINE.*:", ":"),
        ("any number of calls", r"len\(calls\) > MOST_CALLS or ", ""),
        ("arguments of any length", r" or _size\(.*\) > LONGEST_ARGUMENTS", ""),
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
    *in_pure_python(
        "kit/request_limits.py",
        REQUESTS,
        ("bodies of any size", r"len\(body\) > LARGEST_BODY_BYTES", "False"),
        ("any declared length", r" or int\(length\) > limit\.largest_bytes", ""),
        ("bodies may take for ever", r"asyncio\.timeout\(BODY_WITHIN_S\)", "asyncio.timeout(None)"),
        ("addresses of any length", r"len\(raw_path\) \+ len\(query\) > LARGEST_T.*:", "False:"),
        ("any number of headers", r"len\(headers\) > MOST_HEADERS or ", ""),
        ("headers of any size", r" or size > LARGEST_HEADERS_BYTES", ""),
        ("files of any size", r"self\._bytes > self\._limit\.largest_bytes", "False"),
        (
            "files may take for ever",
            r"max\(self\._deadline - time\.monotonic\(\), 0\.0\)",
            "None",
        ),
    ),
    *in_pure_python(
        "kit/request_text.py",
        "tests/kit/test_request_text.py",
        ("any number of query fields", r"len\(pairs\) > MOST_PARAMETERS", "False"),
    ),
    *in_python(
        "local/gateway_routes.py",
        "tests/local/test_gateway_sizes.py",
        (
            "the gateway passes ten times as much",
            r'"maxRequestBodyBytes": each\.largest_bytes',
            '"maxRequestBodyBytes": 10 * each.largest_bytes',
        ),
        (
            "the gateway passes ten times the declared length",
            r"longer_than\(size\.largest_bytes\)",
            "longer_than(10 * size.largest_bytes)",
        ),
    ),
    *in_python(
        "local/gateway_routes.py",
        "tests/local/test_gateway_answers.py",
        (
            "ten times as many logins",
            r'"average": 10, "period": "1s", "burst": 50',
            '"average": 100, "period": "1s", "burst": 500',
        ),
    ),
    *in_python(
        "auth/device_limits.py",
        "tests/auth/test_device_limits.py",
        ("any number of connections", r"sorted\(found\)\[most:\]", "()"),
        ("one connection more", r"sorted\(found\)\[most:\]", "sorted(found)[most + 1:]"),
        ("a full device may log in", r"if device_id in self\._full", "if False"),
    ),
    *in_pure_python(
        "auth/device_domain.py",
        "tests/auth/test_device_domain.py",
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
        "kit/tokens.py",
        TOKENS,
        ("tokens of any size", r"len\(token\) > TOKEN_MAX_BYTES or ", ""),
        ("headers of any length", r"len\(encoded\) > HEADER_MAX_CHARACTERS", "False"),
        ("key identifiers of any length", r"0 < len\(header\.kid\) <= KEY.*:", "header.kid:"),
    ),
    *in_pure_python(
        "kit/token_keys.py",
        TOKENS,
        ("each stranger costs a request", r"self\._fetching is not None or ", ""),
        ("requests without a pause", r" or now < self\._not_before", ""),
        ("a stranger waits as long as the issuer", r"remaining = .*", "remaining = 60.0"),
        ("failures are not remembered", r"min\(FIRST_PAUSE_S .*, longest\)", "0.0"),
        (
            "known keys wait for strangers",
            r"        elif self\._clock\(\) - self\._fetched_at >= KEYS_GOOD_FOR_S:\n"
            r"            self\._begin_fetch\(\)",
            "        else:\n            await self._look_for()",
        ),
    ),
    *in_pure_python(
        "auth/hashing.py",
        HASHING,
        ("any number at once", r"self\._running < AT_ONCE and not self\.waiting", "True"),
        ("any number of an address", r"so_far >= self\._most_per_source", "False"),
        ("any number wait", r"lane\.length >= self\._most_waiting", "False"),
        ("waiting without an end", r"loop\.time\(\) >= deadline", "False"),
        ("strangers come last", r"self\._known_in_a_row < KNOWN_IN_A_ROW", "True"),
    ),
    *in_pure_python(
        "auth/password_rules.py",
        "tests/auth/test_password_rules.py",
        ("passwords of any length", r"len\(password\) > PASSWORD_MAX_LENGTH", "False"),
        ("short passwords", r"len\(text\) < PASSWORD_MIN_LENGTH", "False"),
    ),
    *in_pure_python(
        "kit/log_limits.py",
        "tests/kit/test_log_limits.py",
        ("a source logs without an end", r"self\._by_source\[.*\] >= self\._per_minute", "False"),
        (
            "an event without an end",
            r"self\._by_event\[event\] >= self\._per.* \* PER.*:",
            "False:",
        ),
        ("any number of events", r"len\(self\._by_event\) < MOST_EVENTS", "True"),
        ("each traceback", r"now_s - logged_at_s < TRACEBACK_AGAIN_S", "False"),
    ),
    *in_pure_python(
        "local/log_writer.py",
        "tests/local/test_log_files.py",
        ("log files without an end", r"too_much >= 0 and", "False and"),
        ("one file more", r"range\(self\._kept, 0, -1\)", "range(self._kept + 1, 0, -1)"),
    ),
    *in_python(
        "realtime/connections.py",
        "tests/realtime/test_socket.py",
        ("any number of sockets", r"len\(self\.of\(.*\)\) >= self\._max_sockets.*:", "False:"),
    ),
    *in_python(
        "realtime/admission.py",
        SOCKETS,
        ("any number wait", r"self\._waiting\.total\(\) >= self\._most_waiting", "False"),
        (
            "any number of an address wait",
            r"_counted\(self\._waiting, address, self\._most_waiting_per_address\)",
            "_counted(self._waiting, address, 10**9)",
        ),
        (
            "any number of an address",
            r"_counted\(self\._open, address, self\._most_per_address\)",
            "_counted(self._open, address, 10**9)",
        ),
    ),
    *in_python(
        "realtime/routes.py",
        SOCKETS,
        ("any number of messages", r"pace\.take\(session, _cost_of\(message\)\) > 0", "False"),
        ("watching many is cheap", r"1 \+ len\(device_ids\) / DEVICES_AS_ONE", "1"),
        ("messages of any length", r"len\((text|body)\) > MAX_CLIENT_MESSAGE_BYTES", "False"),
    ),
    *in_python(
        "realtime/routes.py",
        "tests/realtime/test_socket.py",
        ("a stranger may say nothing", r"asyncio\.timeout\(within_s\)", "asyncio.timeout(None)"),
    ),
    *in_python(
        "realtime/quiet/routes.py",
        SOCKETS,
        ("any number of changes", r"dependencies=\[PacedChanges\]", "dependencies=[]"),
    ),
    *in_python(
        "support/routes/conversations.py",
        CHATS,
        ("any number of posts", r"dependencies=\[PacedChanges\]", "dependencies=[]"),
    ),
    *in_python(
        "support/service/conversations.py",
        CHATS,
        ("any number of conversations", r"        self\._changes\.require\(.*\)", "        pass"),
    ),
    *in_python(
        "monitoring/limits.py",
        "tests/monitoring/test_turns.py",
        ("one person's reads take all turns", r"settings\.reads_per_user", "100"),
        ("any number of reads wait", r"settings\.reads_waiting_per_user", "10_000"),
        ("any number of exports of a person", r"settings\.exports_per_user", "100"),
        ("any number of exports", r"settings\.exports_at_once", "100"),
        ("any number of changes", r"\[ReadInTurn, PacedChanges\]", "[ReadInTurn]"),
    ),
    *in_pure_python(
        "kit/pace.py",
        "tests/kit/test_pace.py",
        ("any pace", r"if wait_s > 0:", "if False:"),
        ("any number of keys", r"len\(self\._left\) > MOST_KEYS", "False"),
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
        ("a broken broker is left", r"now_s - self\._broken_since_s < PATIENCE_S", "True"),
        ("it is started again at once", r"now_s - self\._broken_since_s < PATIENCE_S", "False"),
        ("it is started again without a pause", r"now_s >= self\._not_before_s and ", ""),
        ("pauses don't grow", r"self\._pause_s \* 2", "self._pause_s"),
    ),
]
