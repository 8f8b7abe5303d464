"""Matching rules of the gateway's routers."""


def under(*prefixes: str) -> str:
    """Return a rule for the path or anything below it, but not ``/api/users-of-another-kind``."""
    return any_of(*(f"Path(`{each}`) || PathPrefix(`{each}/`)" for each in prefixes))


def any_of(*rules: str) -> str:
    """Return a rule that matches any of ``rules``."""
    return " || ".join(rules)


def all_of(*rules: str) -> str:
    """Return a rule that matches all of ``rules``."""
    return " && ".join(f"({each})" for each in rules)


def not_(rule: str) -> str:
    """Return a rule that matches what ``rule`` does not."""
    return f"!({rule})"


def longer_than(most: int) -> str:
    """Return a regular expression for whole decimal numbers above ``most``."""
    digits = str(most)
    above = [
        f"{digits[:index]}[{int(digit) + 1}-9][0-9]{{{len(digits) - index - 1}}}"
        for index, digit in enumerate(digits)
        if digit != "9"
    ]
    return f"^0*({'|'.join([f'[1-9][0-9]{{{len(digits)},}}', *above])})$"
