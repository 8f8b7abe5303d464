"""Hand-made mutants of service code: retries, outbox, leases, locks, retention."""

from tests.mutants.table import Mutant, in_python

MUTANTS: list[Mutant] = [
    *in_python(
        "kit/messaging/consumers.py",
        "tests/kit/messaging/test_consumers.py",
        ("attempts are never counted", r"ATTEMPT_HEADER: attempt \+ 1", "ATTEMPT_HEADER: attempt"),
        ("every attempt is the first", r"said if isinstance\(said, int\) else 1", "1"),
        ("six attempts", r"attempt >= MAX_ATTEMPTS", "attempt > MAX_ATTEMPTS"),
        ("four attempts", r"^MAX_ATTEMPTS = 5", "MAX_ATTEMPTS = 4"),
        ("an event is applied each time it comes", r'noted == "INSERT 0 1"', "True"),
        (
            "a dead letter without its reason",
            r"REASON_HEADER: _sendable\(reason\[:1000\]\)",
            'REASON_HEADER: ""',
        ),
    ),
    *in_python(
        "kit/messaging/queues.py",
        "tests/kit/messaging/test_consumers.py",
        ("a retry after an hour", r"^RETRY_DELAY_MS = 2_000", "RETRY_DELAY_MS = 3_600_000"),
        ("a retry at once", r"^RETRY_DELAY_MS = 2_000", "RETRY_DELAY_MS = 1"),
    ),
    *in_python(
        "kit/messaging/dead_letters.py",
        "tests/kit/messaging/test_dead_letters.py",
        (
            "one that dies again at once is tried for ever",
            r"_take\(queue, count\)",
            "_take(queue, 1_000_000)",
        ),
        (
            "all are settled where one is named",
            r"order\.event_id is not None and _name\(delivery\) != order\.event_id",
            "False",
        ),
        (
            "what can't go back is lost",
            r"        await _put\(channel, delivery, queue, _kept\(delivery, queue\)\)\n"
            r"        return False",
            "        await delivery.ack()\n        return False",
        ),
        (
            "what is looked at loses its reason",
            r"REASON_HEADER: _reason\(delivery\)",
            "REASON_HEADER: None",
        ),
        ("a terminal gets what it would obey", r"each\.isprintable\(\) or", "True or"),
    ),
    *in_python(
        "kit/messaging/listeners.py",
        "tests/kit/messaging/test_listeners.py",
        ("newer messages are dropped", r'"drop-head"', '"reject-publish"'),
        ("one process takes what is for all", r"exclusive=True", '"one", auto_delete=True'),
        (
            "an unreadable message is an error nobody expected",
            r"except DECODING_ERRORS",
            "except ZeroDivisionError",
        ),
    ),
    *in_python(
        "kit/messaging/outbox.py",
        "tests/kit/messaging/test_outbox.py",
        ("newest first", r"ORDER BY id LIMIT", "ORDER BY id DESC LIMIT"),
        ("nothing is removed", r"if was_taken\]", "if False]"),
        ("what no queue took is removed", r"if was_taken\]", "]"),
        (
            "an event that names its taker may get lost",
            r"mandatory = events\.taker\(key\) is not None",
            "mandatory = False",
        ),
        (
            "an event that nobody listens to stays for ever",
            r"mandatory = events\.taker\(key\) is not None",
            "mandatory = True",
        ),
        (
            "the event has another identifier on its way",
            r'message_id=str\(row\["event_id"\]\)',
            "message_id=None",
        ),
        (
            "events are lost with the broker",
            r"DeliveryMode\.PERSISTENT",
            "DeliveryMode.NOT_PERSISTENT",
        ),
    ),
    *in_python(
        "kit/leases.py",
        ("tests/kit/test_leases_clock.py", "tests/kit/test_leases.py"),
        (
            "a lease that lapsed is nobody's to claim",
            r"l\.expires_at <= clock_timestamp\(\)",
            "false",
        ),
        (
            "a lease is anybody's to claim",
            r"WHERE l\.expires_at <= clock_timestamp\(\)",
            "WHERE true",
        ),
        ("the fence stands still", r"fence = l\.fence \+ 1", "fence = l.fence"),
        ("a held name is claimed", r"None if name in held else name", "name"),
        ("names count from 0", r"^    number = 1$|^        number = 1$", "        number = 0"),
        (
            "a lease is certain from after its claim on",
            r"self\._sure_until_s = begun_s \+",
            "self._sure_until_s = time.monotonic() +",
        ),
        (
            "who woke from a freeze is certain again without asking",
            r"            if was_sure:",
            "            if True:",
        ),
        ("a lease that is lost stays", r"            self\._forget\(\)", "            pass"),
        ("a preferred name is waited for for ever", r"_s < patience_s", "_s < 1e9"),
        ("a preferred name isn't waited for", r"_s < patience_s", "_s < 0"),
        (
            "a lease is not given back",
            r"SET expires_at = clock_timestamp\(\)\n",
            "SET expires_at = expires_at\n",
        ),
    ),
    *in_python(
        "auth/lockout.py",
        ("tests/auth/test_sweep.py", "tests/auth/domain/test_sessions.py"),
        (
            "failed logins are forgotten after ten years",
            r"FORGOTTEN_AFTER: Final = timedelta\(hours=1\)",
            "FORGOTTEN_AFTER: Final = timedelta(days=3653)",
        ),
        (
            "failed logins are forgotten after 59 minutes",
            r"FORGOTTEN_AFTER: Final = timedelta\(hours=1\)",
            "FORGOTTEN_AFTER: Final = timedelta(minutes=59)",
        ),
        ("a browser is forgotten after 40 days", r"timedelta\(days=400\)", "timedelta(days=40)"),
        (
            "the eleventh wrong password locks",
            r"UNTIL_LOCKED: Final = 10",
            "UNTIL_LOCKED: Final = 11",
        ),
        ("a lock of ten minutes", r"timedelta\(minutes=5\)", "timedelta(minutes=10)"),
    ),
    *in_python(
        "auth/domain/devices.py",
        "tests/auth/test_devices.py",
        (
            "the use of a credential is recorded every two minutes",
            r"timedelta\(minutes=1\)",
            "timedelta(minutes=2)",
        ),
    ),
    *in_python(
        "auth/storage/resets.py",
        "tests/auth/test_sweep.py",
        (
            "a link is good when it expires",
            r"token_hash = \$1 AND expires_at > \$2",
            "token_hash = $1 AND expires_at >= $2",
        ),
        (
            "a link is good for ever",
            r"token_hash = \$1 AND expires_at > \$2",
            "token_hash = $1 AND $2 IS NOT NULL",
        ),
        (
            "links that expired are kept",
            r"WHERE expires_at < \$1",
            "WHERE expires_at < $1 AND false",
        ),
    ),
    *in_python(
        "auth/storage/sessions.py",
        "tests/auth/test_sweep.py",
        (
            "sessions that expired are kept",
            r"DELETE FROM session WHERE expires_at < \$1",
            "DELETE FROM session WHERE expires_at < $1 AND false",
        ),
        (
            "sessions are removed before they expire",
            r"DELETE FROM session WHERE expires_at < \$1",
            "DELETE FROM session WHERE $1 IS NOT NULL",
        ),
    ),
    *in_python(
        "monitoring/rejections/upkeep.py",
        "tests/monitoring/test_rejection_limits.py",
        ("retention is not looked at", r"now - self\._kept_for", "now - timedelta(days=36_500)"),
        ("0 forgets everything", r"if self\._kept_for:", "if True:"),
    ),
]
