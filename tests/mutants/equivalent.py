"""Mutations that change nothing that anybody can observe, each with the reason.

The key is (module, scope, before, after) as the report prints them.
"""

from typing import Final, TypeAlias

HOURS: Final = "monitoring/hours.py"
BUCKETS: Final = "monitoring/consumption/buckets.py"
Key: TypeAlias = tuple[str, str, str, str]

EQUIVALENT: Final[dict[Key, str]] = {
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
