import { s } from "./en-numbers";

/** Return a duration in its largest unit. */
const lasting = (seconds: number): string =>
  seconds >= 5400
    ? s(Math.round(seconds / 3600), "hour")
    : s(Math.max(1, Math.round(seconds / 60)), "minute");

/** Devices and the administrators' pages. */
export const adminEn = {
  table: {
    range: (first: string, last: string, total: string) => `${first}–${last} of ${total}`,
    pages: "Pages",
    previous: "Previous page",
    next: "Next page",
    nothingFound: "Nothing matches this search.",
    typeForMore: "There are more: type part of the name.",
    interval: "Time",
    energy: "Energy",
    state: "State",
    readings: "Readings",
  },
  users: {
    create: "Create user",
    search: "Search by name",
    suspendedHint: "Suspended users are logged out and can't log in.",
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteAccess: "They are logged out within seconds and can't log in again.",
    deleteDevices: (count: number, shown: string) =>
      count === 0
        ? "They own no devices."
        : count === 1
          ? "Their device will have no owner. Its history is kept."
          : `Their ${shown} devices will have no owner. The history is kept.`,
    deleteSelf: "This is your own account: you will be logged out.",
    deleteDo: "Delete permanently",
    access: "Access",
    reset: "Create password reset link",
    resetLabel: "One-time link",
    resetUntil: (until: string) =>
      `Send this link to the user yourself. It works once, until ${until}.`,
    endSessions: "End all sessions",
    ended: (count: number) => `${s(count, "session")} ended.`,
  },
  once: {
    hint: "Copy it now: it won't be shown again.",
    copy: "Copy",
    copied: "Copied",
  },
  credential: {
    title: "Meter credential",
    none: "None. The meter can't log in over RabbitMQ, MQTT or HTTP.",
    since: (at: string) => `Issued ${at}`,
    used: (at: string) => `last used ${at}`,
    unused: "not used yet",
    issue: "Issue credential",
    rotate: "Replace",
    revoke: "Revoke",
    secret: "Secret (the username is the device ID)",
    rotated: "The previous credential no longer works, and its connections are closed.",
    revoked: "Credential revoked. Its connections are closed within seconds.",
  },
  locks: {
    title: (count: number) => `${s(count, "username")} ${count === 1 ? "is" : "are"} locked`,
    hint: "Locked after ten wrong passwords. Browsers that have logged in before can still log in.",
    failures: (count: number) => s(count, "wrong password"),
    until: (at: string) => `locked until ${at}`,
    nobody: "no user has this name",
    unlock: "Unlock",
    more: (count: string) => `and ${count} more`,
  },
  maintenance: {
    title: "Maintenance",
    open: "Start maintenance …",
    of: (name: string) => `Maintenance for ${name}`,
    hint: "During maintenance, alerts are listed but don't notify anyone.",
    until: (at: string) => `In maintenance until ${at}: alerts don't notify anyone.`,
    reason: "Reason (optional)",
    length: "Duration",
    lengths: { 1: "1 hour", 4: "4 hours", 24: "1 day", 168: "1 week" },
    begin: "Start maintenance",
    end: "End maintenance",
  },
  devices: {
    create: "Register device",
    search: "Search by name or ID",
    all: "All devices",
    owned: "With an owner",
    free: "Without an owner",
    owner: "Owner",
    nobody: "no owner",
    limit: "Limit",
    noLimit: "no limit",
    perHour: (energy: string) => `${energy} per hour`,
    zone: "Time zone",
    interval: "Reports",
    every: (seconds: number) =>
      seconds % 60 === 0 ? `every ${s(seconds / 60, "minute")}` : `every ${s(seconds, "second")}`,
    lasting,
    clockAhead: (seconds: number, readAt: string) =>
      `Clock ahead by ${lasting(seconds)}, last reading ${readAt}. Its readings count once their time has come.`,
    unknown: "unknown",
    ownedSince: "Yours since",
    fromTheFirst: "the first reading",
    id: "ID",
    registered: "Registered",
    description: "Description",
    limitField: "Limit (kWh per hour)",
    limitHint: "The most energy the device may use in a clock hour. Leave empty for no limit.",
    intervalField: "Reporting interval (seconds)",
    intervalHint: "Leave empty if unknown. The coverage of an hour can't be determined then.",
    zoneHint: "Changing the time zone recalculates the device's hours.",
    ownHint: "Your devices and their limits.",
    none: "No devices are assigned to you yet.",
    noneHint: "When an administrator assigns one, it appears here.",
    toHistory: "View history",
    warningOf: (name: string) => `Early warning for ${name}`,
    warnNever: "Turn off early warnings",
    warnAt: (share: string) => `Warn at ${share} of the limit`,
    assign: "Assign",
    setFree: "Unassign",
    assignTitle: (name: string) => `Assign ${name}`,
    assignHint: (isOwned: boolean): string =>
      isOwned
        ? "The new owner sees the device from this hour on. The previous owner still sees the time before."
        : "The first owner of a device sees its whole history, later owners only from the hour of assignment.",
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteReadings: "Its readings are rejected from now on. You can't undo this.",
    deleteHistory: "It disappears from everybody's list. Stored readings are kept.",
    deleteDo: "Delete permanently",
  },
};
