"""Hand-made mutants of kinds and directions: who sees them, and what a question is about."""

from tests.mutants.table import Mutant, in_pure_python, in_python

KINDS = "tests/monitoring/consumption/test_channel_kinds.py"
CHAT = "tests/support/test_energies.py"

MUTANTS: list[Mutant] = [
    *in_python(
        "monitoring/channel_kinds/storage.py",
        KINDS,
        ("everyone's kinds", r"\(\$2::uuid IS NULL OR EXISTS", "(true OR EXISTS"),
        ("devices of the past are present", r"\(NOT \$3 OR o\.owned_to = 'infinity'\)", "true"),
        ("removed channels are present", r"\(NOT \$3 OR NOT d\.deleted\)", "true"),
    ),
    *in_python(
        "monitoring/visibility.py",
        KINDS,
        ("a unit selects nothing", r"AND \(\$6::text IS NULL OR d\.unit = \$6\)", "AND $6 IS NULL"),
    ),
    *in_pure_python(
        "support/questions/energies.py",
        CHAT,
        (
            "only exact words",
            r"return known\[close\] if likeness\(word, close\) > 0 else None",
            "return None",
        ),
        ("an exported file is energy", r"if _FILE_WORDS & set\(words\):", "if False:"),
        ("electricity beside its direction", r"if _DIRECTIONS & names\.keys\(\):", "if False:"),
        ("devices are kinds", r"if n not in named and", "if"),
    ),
    *in_python(
        "support/questions/answers.py",
        CHAT,
        ("gas is answered with electricity", r"if self\._asked\.names_energy:", "if False:"),
    ),
    *in_python(
        "support/questions/ranking.py",
        CHAT,
        ("what is calculated is a device", r'if each\["counted"\] or', "if True or"),
        ("submeters are no devices", r'or each\["part_of"\] is not None', ""),
    ),
    *in_python(
        "support/questions/energy_answers.py",
        CHAT,
        ("what isn't measured is asked for", r"if not selections:", "if False:"),
    ),
    *in_pure_python(
        "support/assistant/checking.py",
        "tests/support/test_checking.py",
        ("any energy will do", r"if energies and figure\.quantity in _AMOUNTS:", "if False:"),
    ),
]
