"""Hand-made mutants of limits of users that are switched off (docs/security.md)."""

from tests.mutants.table import Mutant, in_pure_python, in_python

REQUESTS = "tests/kit/test_request_limits.py"
TOKENS = "tests/kit/test_tokens.py"
TOKEN_KEYS = "tests/kit/test_token_keys.py"
HASHING = "tests/auth/test_hashing.py"
SOCKETS = "tests/realtime/test_limits.py"
CHATS = "tests/support/test_pace.py"

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "support/assistant/provider.py",
        "tests/support/test_provider_stream.py",
        ("answers of any size", r"size > MOST_BYTES or ", ""),
        ("lines of any length", r" or any\(len\(each\) > LONGEST_LINE.*:", ":"),
        ("any number of calls", r"len\(calls\) > MOST_CALLS or ", ""),
        ("arguments of any length", r" or _size\(.*\) > LONGEST_ARGUMENTS", ""),
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
            "an answer for a service that is away",
            r'_said\("\{status\}", 502, 504\)',
            '_said("{status}", 599)',
        ),
        (
            "ten times as many logins",
            r'"average": 10, "period": "1s", "burst": 50',
            '"average": 100, "period": "1s", "burst": 500',
        ),
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
        TOKEN_KEYS,
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
    *in_python(
        "auth/passwords.py",
        "tests/auth/test_login.py",
        ("a name of nobody costs no hash", r"hashes or \(self\._nobodys_hash,\)", "hashes"),
    ),
    *in_python(
        "auth/storage/attempts.py",
        "tests/auth/test_known_clients.py",
        (
            "any number of browsers are known",
            r"ORDER BY last_used_at DESC, token_hash LIMIT \$2",
            "ORDER BY last_used_at DESC, token_hash LIMIT 10 * $2",
        ),
    ),
    *in_pure_python(
        "kit/exception_boundary.py",
        "tests/kit/test_exception_boundary.py",
        (
            "an exception reaches the server",
            r"            if _ends_the_task\(error\):",
            "            if True:",
        ),
        ("a broken answer looks whole", r"elif not self\._started:", "elif True:"),
        ("an open socket stays open", r"if not self\._ended:", "if False:"),
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
]
