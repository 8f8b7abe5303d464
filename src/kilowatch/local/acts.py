"""Records acts of the command line as the operator's, if the platform can be reached."""

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
    """Have `users` record an act; warn if that is not possible.

    The audit log must not prevent an operator from stopping a broken platform.
    """
    act = ReportedAct(action=action, subject=Subject("part", part, part), after=after)
    try:
        answer = call_inside(load_settings(), "users", REPORTED_ACTS_PATH, msgspec.to_builtins(act))
        recorded = answer.is_success
    except LocalError:
        recorded = False
    if not recorded:
        console.complain("This could not be recorded in the audit log: users does not answer.")
