"""Mutants of the payloads of makers: what could be guessed, or let through, by mistake."""

from tests.mutants.table import Mutant, in_pure_python

PAYLOADS = "tests/monitoring/test_payloads.py"

MUTANTS: list[Mutant] = [
    *in_pure_python(
        "monitoring/payloads/p1.py",
        PAYLOADS,
        ("a wrong checksum counts", r"crc16\(as_sent\) != int\(checksum, 16\)", "False"),
        ("a checksum may be missing", r"        if is_required:", "        if False:"),
        ("telegrams of any size", r"end - at > MOST_TELEGRAM_BYTES", "False"),
        ("any number of telegrams", r"^    if at >= 0:$", "    if False:"),
        ("summer is winter", r'match\[2\] == "S"', 'match[2] == "W"'),
    ),
    *in_pure_python(
        "monitoring/payloads/decoded.py",
        PAYLOADS,
        ("a clash is no clash", r"kept\.setdefault\(each\.channel, each\) != each", "False"),
        ("a clock time that comes twice", r"first is None or first != second", "first is None"),
        ("a flag where none can be", r"offsets\[0\] == offsets\[1\]", "False"),
        ("any unit of any kind", r"if to not in _UNITS\[kind\]:", "if False:"),
        ("any number of phases", r"len\(shown\) > _MOST_PHASES", "False"),
    ),
    *in_pure_python(
        "monitoring/payloads/shelly.py",
        PAYLOADS,
        ("each clamp is the grid", r' and type_ != "em1data"', ""),
        ("a notification is of its minute", r"told = ts or minute_ts", "told = minute_ts or ts"),
    ),
    *in_pure_python(
        "contracts/payloads.py",
        PAYLOADS,
        ("any shape with a date", r"if is_dated and not any.*:$", "if False:"),
    ),
]
