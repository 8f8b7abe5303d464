"""Hand-made mutants of how the chat understands questions and dates."""

from tests.mutants.table import Mutant, in_pure_python

DATES = "tests/support/test_dates.py"
MEANING = "tests/support/test_understanding.py"
FOLLOW_UPS = "tests/support/test_follow_ups.py"

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "support/questions/date_spans.py",
        DATES,
        ("a weekday may be today", r"weekday - 1\) % 7 \+ 1\)", "weekday) % 7)"),
        (
            "last days end yesterday",
            r"return back_from\(start, today \+ DAY, today\)",
            "return back_from(start, today, today)",
        ),
        ("the same week is a calendar year before", r"364 \* DAY", "365 * DAY"),
        ("periods go on after today", r"end = min\(end, today \+ DAY\)", "pass"),
        ("months don't go back a year", r"- \(month > today\.month\)", ""),
        ("quarters are of any month", r"\(today\.month - 1\) // 3 \* 3 \+ 1", "today.month"),
    ),
    *in_pure_python(
        "support/questions/dates.py",
        DATES,
        ("future days are past", r"and found\.period\.start <= self\._today", ""),
        ("two ends are two periods", r"and opens and said", "and False"),
        (
            "since is nothing",
            r"if not self\._opening\(each\.first, self\._known\.since\):",
            "if True:",
        ),
    ),
    *in_pure_python(
        "support/questions/calendar_dates.py",
        DATES,
        ("3/11 is a day in English", r"if self\._is_romanian or first > 12:", "if True:"),
        ("may is a month anywhere", r"and not cued:", "and False:"),
        ("31 February is February", r"if month is None or is_of_a_day:", "if month is None:"),
        ("a year of no date", r"if before\.isdecimal\(\) or before in", "if False and before in"),
    ),
    *in_pure_python(
        "support/questions/relative_dates.py",
        DATES,
        (
            "trei luni are a Monday",
            r"or \(at == begin and self\._count\(at - 1\) is not None\)",
            "",
        ),
    ),
    *in_pure_python(
        "support/questions/understanding.py",
        MEANING,
        ("unknown words don't matter", r"NOT_WHOLLY if unclear else 1\.0", "1.0"),
        ("why is how much", r'if "why" in said or read\.has\(_FUTURE\):', "if False:"),
        ("advice is a figure", r"None if _asks_for_advice\(found, language\) else", ""),
        ("any periods are compared", r'if subject == "compare" and len\(', "if False and len("),
        ("two devices are one", r"if len\(named\.devices\) > 1:", "if False:"),
        ("average of anything", r'if read\.has\(_PER_DAY\) or "average" in said:', "if False:"),
    ),
    *in_pure_python(
        "support/questions/naming.py",
        MEANING,
        ("I shop", r"words\[at - 1\] not in _PRONOUNS", "True"),
        ("names without their order", r"words\[at \+ n\], each", "words[at], each"),
    ),
    *in_pure_python(
        "support/questions/clauses.py",
        MEANING,
        ("one of two questions", r"return asking\n", "return asking[:1]\n"),
        ("each question for itself", r"if found and not understood\.periods", "if False"),
    ),
    *in_pure_python(
        "support/questions/safety.py",
        MEANING,
        ("a detector is danger", r"and not words & _NO_DANGER", ""),
        ("a smell is nothing", r"if words & _SMELL and words & _SMELLED:", "if False:"),
    ),
    *in_pure_python(
        "support/questions/follow_ups.py",
        FOLLOW_UPS,
        ("unknown words follow", r"or found\.unclear or", "or"),
        ("other questions follow", r"or found\.said - _PLAIN", ""),
        ("the device is forgotten", r"else before\.device", "else None"),
        ("the period is forgotten", r"or before\.periods", "or ()"),
    ),
    *in_pure_python(
        "support/questions/consent.py",
        FOLLOW_UPS,
        ("anything with no is no", r"or words - _YES - _NO - _POLITE", ""),
    ),
]
