"""Events about acts: who did what, when, from where, and with which outcome.

An act is recorded in the transaction of its change and collected by one service, which keeps it
append-only. ``before`` and ``after`` hold fields that were named one by one, never a whole
object: so no password, token, link or secret can get into them.
"""

from enum import StrEnum
from typing import Final, Literal, TypeAlias

import msgspec

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role

TEXT_MAX_LENGTH: Final = 300
"""Longer texts in an act are truncated: names are shorter, and acts are not for content."""

REPORTED_ACTS_PATH: Final = "/internal/acts"
"""The path to which the operator's command line reports an act of its own."""

SIMULATION_ACTS_PATH: Final = "/api/users/audit/simulation"
"""The path to which the simulator, which has no database, reports an administrator's act."""


class AuditAction(StrEnum):
    """The action of an act. The names are stable: filters and exports rely on them."""

    LOGIN_SUCCEEDED = "login.succeeded"
    LOGIN_FAILED = "login.failed"
    LOGIN_LOCKED = "login.locked"
    LOGGED_OUT = "logout"
    SESSION_ENDED = "session.ended"
    SESSIONS_ENDED = "session.others_ended"
    SESSION_TOKEN_REUSED = "session.token_reused"  # noqa: S105 - no password
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - no password
    PASSWORD_RESET_ISSUED = "password.reset_issued"  # noqa: S105 - no password
    PASSWORD_RESET = "password.reset"  # noqa: S105 - no password

    USER_REGISTERED = "user.registered"
    USER_CREATED = "user.created"
    USER_CHANGED = "user.changed"
    USER_ROLE_CHANGED = "user.role_changed"
    USER_SUSPENDED = "user.suspended"
    USER_RESTORED = "user.restored"
    USER_DELETED = "user.deleted"
    USER_UNLOCKED = "user.unlocked"
    USER_SESSIONS_ENDED = "user.sessions_ended"

    DEVICE_CREATED = "device.created"
    DEVICE_CHANGED = "device.changed"
    DEVICE_LIMIT_CHANGED = "device.limit_changed"
    DEVICE_ASSIGNED = "device.assigned"
    DEVICE_FREED = "device.freed"
    DEVICE_DELETED = "device.deleted"
    DEVICE_CLAIMED = "device.claimed"
    CLAIM_CODE_ISSUED = "claim_code.issued"
    CLAIM_CODE_REVOKED = "claim_code.revoked"
    DEVICE_REQUEST_REJECTED = "device_request.rejected"
    CHANNEL_ADDED = "channel.added"
    SUBMETER_CHANGED = "channel.part_of_changed"
    FORMULA_CHANGED = "channel.formula_changed"
    CHANNEL_CHANGED = "channel.changed"
    CHANNEL_REMOVED = "channel.removed"
    CREDENTIAL_ISSUED = "device_credential.issued"
    CREDENTIAL_REVOKED = "device_credential.revoked"

    CORRECTION_MADE = "correction.made"
    CORRECTION_UNDONE = "correction.undone"
    IMPORT_STARTED = "import.started"
    IMPORT_UNDONE = "import.undone"
    REJECTIONS_REPLAYED = "rejections.replayed"
    REJECTIONS_DISCARDED = "rejections.discarded"
    PENDING_READINGS_DISCARDED = "pending_readings.discarded"
    ALERT_ACKNOWLEDGED = "alert.acknowledged"
    ALERT_REOPENED = "alert.reopened"
    MAINTENANCE_STARTED = "maintenance.started"
    MAINTENANCE_ENDED = "maintenance.ended"

    STRATEGY_CHANGED = "strategy.changed"
    QUOTA_CHANGED = "quota.changed"
    QUOTA_REMOVED = "quota.removed"
    READINGS_REPORTED = "readings.reported"

    CONVERSATION_TAKEN_OVER = "conversation.taken_over"
    CONVERSATION_HANDED_BACK = "conversation.handed_back"
    CONVERSATION_ANSWERED = "conversation.answered"
    CONVERSATION_HUMAN_REQUESTED = "conversation.human_requested"
    CONVERSATION_CLOSED = "conversation.closed"
    CONVERSATION_REOPENED = "conversation.reopened"
    NOTE_ADDED = "note.added"
    CANNED_REPLY_SAVED = "canned_reply.saved"
    CANNED_REPLY_DELETED = "canned_reply.deleted"
    RULE_CREATED = "rule.created"
    RULE_CHANGED = "rule.changed"
    RULE_DELETED = "rule.deleted"
    RULES_REORDERED = "rules.reordered"
    UNANSWERED_SETTLED = "unanswered.settled"

    SIMULATION_CHANGED = "simulation.changed"
    SIMULATION_METER_ADDED = "simulation.meter_added"
    SIMULATION_METER_REMOVED = "simulation.meter_removed"
    SIMULATION_FORCED = "simulation.overconsumption_forced"

    COPIES_RESENT = "copies.resent"
    COPIES_BURIED = "copies.buried"
    DEAD_LETTERS_REPLAYED = "dead_letters.replayed"
    DEAD_LETTERS_DISCARDED = "dead_letters.discarded"
    SIGNING_KEY_ROTATED = "signing_key.rotated"
    SIGNING_KEYS_REVOKED = "signing_key.others_revoked"
    PLATFORM_SCALED = "platform.scaled"
    PART_STOPPED = "platform.part_stopped"
    PART_STARTED = "platform.part_started"

    LOOK_DEVICES = "look.devices"
    LOOK_CONSUMPTION = "look.consumption"
    LOOK_ALERTS = "look.alerts"
    LOOK_CONVERSATION = "look.conversation"
    LOOK_SESSIONS = "look.sessions"


LOOK_PREFIX: Final = "look."
SIMULATION_PREFIX: Final = "simulation."

OF_EVERYBODY: Final = frozenset(
    {
        AuditAction.LOGIN_SUCCEEDED,
        AuditAction.LOGIN_FAILED,
        AuditAction.LOGIN_LOCKED,
        AuditAction.LOGGED_OUT,
        AuditAction.SESSION_ENDED,
        AuditAction.SESSIONS_ENDED,
        AuditAction.SESSION_TOKEN_REUSED,
        AuditAction.PASSWORD_CHANGED,
        AuditAction.PASSWORD_RESET,
        AuditAction.USER_REGISTERED,
    }
)
"""Recorded for every actor. Other actions are recorded only for administrators and operators."""


class Outcome(StrEnum):
    """The outcome of an act. REFUSED: it was not allowed. FAILED: the platform couldn't do it."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


ActorKind: TypeAlias = Literal["user", "operator", "stranger"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """The person or program that acted, with its name at the time.

    ``user``: a logged-in user. ``operator``: the person who runs the machine, on the command line.
    ``stranger``: a caller that is not logged in; ``username`` is then what they typed, and only
    if a user has that name.
    """

    kind: ActorKind
    user_id: UserId | None = None
    username: str = ""
    name: str = ""
    role: Role | None = None

    @property
    def is_administrator(self) -> bool:
        """Return true for a logged-in administrator."""
        return self.kind == "user" and self.role is Role.ADMIN


class Origin(msgspec.Struct, frozen=True):
    """The origin of a request as the gateway reports it; None where it reports none."""

    user_agent: str | None = None
    address: str | None = None


class Subject(msgspec.Struct, frozen=True):
    """The object of an act, such as ("device", its identifier, its name at the time)."""

    kind: str
    id: str = ""
    name: str = ""


Detail: TypeAlias = str | int | float | bool | list[str] | None
Details: TypeAlias = dict[str, Detail]


@event("audit.recorded.v1", taken_by="users")
class AuditRecorded(Event, frozen=True, kw_only=True):
    """An act, which was done, refused or failed.

    ``count`` is the number of acts combined in this one. ``client_id`` is the client whose data
    was looked at; None if it is not a look.
    """

    service: str
    action: str
    outcome: Outcome
    actor: Actor
    origin: Origin
    subject: Subject | None = None
    before: Details | None = None
    after: Details | None = None
    client_id: UserId | None = None
    count: int = 1
    request_id: str | None = None


class ReportedAct(msgspec.Struct, frozen=True, kw_only=True):
    """An act that a process without a database reports in a call."""

    action: AuditAction
    subject: Subject | None = None
    before: Details | None = None
    after: Details | None = None
    outcome: Outcome = Outcome.DONE
