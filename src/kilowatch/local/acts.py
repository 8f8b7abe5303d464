"""Records acts of the command line as the operator's, as far as the platform can be reached."""

import msgspec

from kilowatch.contracts.audit import (
    REPORTED_ACTS_PATH,
    AuditAction,
    Details,
    ReportedAct,
    Subject,
)
from kilowatch.local import console
from kilowatch.local.commands import call_inside, load_settings
from kilowatch.local.errors import LocalError


def record(action: AuditAction, part: str, after: Details) -> None:
    """Have `users` record an act that is done; says so where it cannot be recorded.

    Whoever has to stop a broken platform must not be kept from it by its audit log.
    """
    act = ReportedAct(action=action, subject=Subject("part", part, part), after=after)
    try:
        answer = call_inside(load_settings(), "users", REPORTED_ACTS_PATH, msgspec.to_builtins(act))
        recorded = answer.is_success
    except LocalError:
        recorded = False
    if not recorded:
        console.complain("This could not be recorded in the audit log: users does not answer.")
