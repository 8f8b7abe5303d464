"""Mutations that change nothing that anybody can observe, each with the reason.

The key is (module, scope, before, after) as the report prints them.
"""

from typing import Final, TypeAlias

HOURS: Final = "monitoring/hours.py"
BUCKETS: Final = "monitoring/consumption/buckets.py"
Key: TypeAlias = tuple[str, str, str, str]

COMPARISON: Final = "monitoring/consumption/comparison.py"
LOG_TEXT: Final = "kit/log_text.py"
REQUEST_TEXT: Final = "kit/request_text.py"
FAIR_QUEUE: Final = "balancing/fair_queue.py"
PERIODS: Final = "monitoring/consumption/periods.py"
READINGS: Final = "monitoring/domain.py"
REPLICAS: Final = "balancing/domain.py"

EQUIVALENT: Final[dict[Key, str]] = {
    (
        "auth/domain/sessions.py",
        "next_refresh_token",
        "b'='",
        "b'XX='",
    ): "The base64 of 32 bytes never ends"
    " with an X: its last character stands for 4 bits and two zeros.",
    ("auth/password_rules.py", "_cores", "1", "2"): "With five characters off the start none may be"
    " off the end; with five off the end, `test_password_rules.py` fails.",
    ("auth/password_rules.py", "_length_of_unit", "1", "2"): "One character again and again is"
    " repetitive whatever the length of its unit.",
    (LOG_TEXT, "_escaped", "code < 256", "code <= 256"): "U+0100 is no unsafe character.",
    (LOG_TEXT, "_escaped", "256", "257"): "U+0100 is no unsafe character.",
    (LOG_TEXT, "plain_value", "if isinstance(value, str): …", "if False: …"): "A short cut: the"
    " text of a text is the same.",
    (REQUEST_TEXT, "check_body", "if _ESCAPED_CONTROL.search(body): …", "if True: …"): "A short"
    " cut: without such an escape nothing is found.",
    (
        REQUEST_TEXT,
        "_check_fields",
        "if b'%' not in encoded and (not _CONTROL_BYTES.search(encoded)) and encoded.isascii(): …",
        "if False: …",
    ): "A short cut: nothing is found.",
    (FAIR_QUEUE, "FairQueue.cut_longest", "break", "continue"): "What is kept is enough from then"
    " on, so nothing more is.",
    ("balancing/dispatch_queue.py", "DispatchQueue.add_deferred", "break", "continue"): "What"
    " follows has higher offsets still.",
    ("balancing/quotas.py", "QuotaMeter._is_over", "0", "1"): "Every quota lets one message wait.",
    (REPLICAS, "ReplicaState", "Standing.ACTIVE", "Standing.SILENT"): "Each replica is recorded by"
    " a heartbeat, which sets its standing.",
    (REPLICAS, "ReplicaState", "0.0", "1.0"): "Each replica is recorded with this time.",
    (
        "monitoring/imports/clock.py",
        "LocalClock._of_local",
        "earlier > later",
        "earlier >= later",
    ): "Where both are the same it has returned.",
    ("kit/turns.py", "Turns._give_back", "if self._busy[person] == 0: …", "if False: …"): "A person"
    " without a turn is forgotten, to save memory.",
    (COMPARISON, "_tidy", "9", "10"): "Energies have nine decimals.",
    **dict.fromkeys(
        [
            (COMPARISON, "_places", "found[-1][1] + 1", "found[-1][1] - 1"),
            (COMPARISON, "_places", "1", "2"),
            (COMPARISON, "_places", "0", "1"),
        ],
        "The hours of a day are numbered by other numbers, in both periods alike.",
    ),
    (PERIODS, "_later_firsts", "day < period.end", "day <= period.end"): "A bucket of the end alone"
    " has no length and is left out.",
    **dict.fromkeys(
        [
            (PERIODS, "_hours", "day + DAY", "day - DAY"),
            (PERIODS, "_hours", "if even: …", "if False: …"),
            (
                PERIODS,
                "_hours",
                "starts_at.astimezone(zone).utcoffset() == ends_at.astimezone(zone).utcoffset()",
                "starts_at.astimezone(zone).utcoffset() != ends_at.astimezone(zone).utcoffset()",
            ),
        ],
        "A short cut: the search for edges finds the same hours.",
    ),
    **dict.fromkeys(
        [
            (READINGS, "energy_of", "if not isfinite(quantity): …", "if False: …"),
            (
                READINGS,
                "energy_of",
                "raise Refused('energy_not_finite', 'The energy is not a finite number.')",
                "pass",
            ),
            (READINGS, "energy_of", "'energy_not_finite'", "'XXenergy_not_finite'"),
        ],
        "No JSON that the decoder reads holds such a number; kept in case that it once does.",
    ),
    **dict.fromkeys(
        [
            (REPLICAS, "", "1000000", "1000001"),
            (
                REPLICAS,
                "RendezvousHash.among",
                "if replicas != self._replicas or len(self._known) > DEVICES_REMEMBERED: …",
                "if True: …",
            ),
            (
                REPLICAS,
                "RendezvousHash.among",
                "len(self._known) > DEVICES_REMEMBERED",
                "len(self._known) >= DEVICES_REMEMBERED",
            ),
            (REPLICAS, "RendezvousHash.of", "if home is None: …", "if True: …"),
        ],
        "A device that isn't remembered is hashed again, with the same result.",
    ),
    (HOURS, "hours_between", "instant < end", "instant <= end"): "An edge at the end makes an"
    " empty hour, which the last line leaves out.",
    (HOURS, "hours_between", "a < b", "a <= b"): "Edges are quarters apart: a is never b.",
    (BUCKETS, "total_of", "-1", "1"): "The end of the whole is not part of a total.",
    (BUCKETS, "total_of", "1", "2"): "The end of the whole is not part of a total.",
    **dict.fromkeys(
        [
            (BUCKETS, "add_overlaps", before, after)
            for before, after in [
                (
                    "if span.starts_at >= span.ends_at or not slots: …",
                    "if False: …",
                ),
                (
                    "span.starts_at >= span.ends_at or not slots",
                    "span.starts_at >= span.ends_at and (not slots)",
                ),
                ("span.starts_at >= span.ends_at", "span.starts_at > span.ends_at"),
                ("1", "2"),
                ("if slot.starts_at >= span.ends_at: …", "if False: …"),
                ("slot.starts_at >= span.ends_at", "slot.starts_at > span.ends_at"),
                (
                    "if span.starts_at <= slot.starts_at and slot.ends_at <= span.ends_at: …",
                    "if False: …",
                ),
                ("span.starts_at <= slot.starts_at", "span.starts_at < slot.starts_at"),
                ("slot.ends_at <= span.ends_at", "slot.ends_at < span.ends_at"),
            ]
        ],
        "A short cut: what is left out or done in one piece adds the same seconds.",
    ),
}
