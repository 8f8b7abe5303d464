const s = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** Devices, and what administrators see. */
export const adminEn = {
  table: {
    range: (first: string, last: string, total: string) => `${first}–${last} of ${total}`,
    pages: "Pages",
    previous: "Page before",
    next: "Next page",
    nothingFound: "Nothing fits this search.",
    typeForMore: "There are more: type a part of the name.",
    interval: "When",
    energy: "Energy",
    state: "State",
    readings: "Readings",
  },
  users: {
    create: "Create a user",
    search: "Search by name",
    suspendedHint: "Somebody who is suspended is logged out and can not log in.",
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteAccess: "They are logged out within seconds and can not come back.",
    deleteDevices: (count: number, shown: string) =>
      count === 0
        ? "They own no device."
        : count === 1
          ? "Their device has no owner then; its history stays."
          : `Their ${shown} devices have no owner then; the history stays.`,
    deleteSelf: "This is you: you will be logged out.",
    deleteDo: "Delete for good",
  },
  devices: {
    create: "Register a device",
    search: "Search by name or number",
    all: "With and without owner",
    owned: "With an owner",
    free: "Without an owner",
    owner: "Owner",
    nobody: "nobody",
    limit: "Limit",
    noLimit: "no limit",
    perHour: (energy: string) => `${energy} per hour`,
    zone: "Time zone",
    interval: "Reports",
    every: (seconds: number) =>
      seconds % 60 === 0 ? `every ${s(seconds / 60, "minute")}` : `every ${s(seconds, "second")}`,
    unknown: "unknown",
    ownedSince: "Yours",
    fromTheFirst: "from the first reading on",
    id: "Number",
    registered: "Registered",
    description: "Description",
    limitField: "Limit, kWh per hour",
    limitHint: "The most energy a clock hour may have. Empty: no limit.",
    intervalField: "Reports every … seconds",
    intervalHint: "Empty: not known; then nobody can say how much of an hour is covered.",
    zoneHint: "Another zone sums the device's hours anew.",
    ownHint: "What you own, and what is watched over.",
    none: "No device is assigned to you yet.",
    noneHint: "An administrator assigns it; it then appears here by itself.",
    toHistory: "Its history",
    assign: "Assign",
    setFree: "Set free",
    assignTitle: (name: string) => `Who owns ${name}?`,
    assignHint: (isOwned: boolean): string =>
      isOwned
        ? "The new owner sees it from this hour on; the former keeps what was theirs."
        : "The first owner of a device sees its whole history, a later one from this hour on.",
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteReadings: "From now on its readings are refused. It can not be undone.",
    deleteHistory: "It is in nobody's list any more; what was stored is kept.",
    deleteDo: "Delete for good",
  },
  fleet: {
    perSecond: "readings per second",
    summary: (active: number, all: number, backlog: number) =>
      `${active} of ${s(all, "replica")} at work; ${
        backlog === 0
          ? "nothing waits."
          : `${s(backlog, "batch", "batches")} ${backlog === 1 ? "waits" : "wait"}.`
      }`,
    pipeline: "How readings travel",
    stream: "Stream",
    position: (offset: string) => `dealt up to ${offset}`,
    balancer: "Balancer",
    strategies: { round_robin: "in turn" },
    replicas: "Replicas",
    noReplica: "No replica reports. Readings wait in the stream.",
    database: "Database",
    databaseHint: "stored, summed, judged",
    active: "at work",
    silentSince: (at: string) => `silent since ${at}`,
    rate: "per second",
    share: "share",
    backlog: "waiting",
    refused: "Refused readings",
    refusedHint: "What was not stored, with the reason. The rest of each message was.",
    allRefused: (total: string) => `All ${total}`,
    noneRefused: "No reading was refused.",
    setAside: (count: number) =>
      `${s(count, "unknown device")} ${count === 1 ? "reports" : "report"}: the readings wait until it is registered.`,
    lastSeen: "Last seen",
    body: "What was sent",
    sender: (name: string) => `Sent as ${name}`,
    services: "Services",
    serviceStates: { healthy: "healthy", unhealthy: "not healthy", unreachable: "unreachable" },
    reasons: {
      malformed_json: "Not JSON",
      wrong_type: "A value of the wrong type",
      device_missing: "No device named",
      device_malformed: "The device's number is malformed",
      device_foreign: "Sent for another device",
      device_deleted: "The device is deleted",
      time_missing: "No time",
      time_malformed: "A malformed time",
      too_early: "A time before 2000",
      too_late: "A time too far ahead",
      energy_missing: "No energy",
      energy_not_finite: "Energy that is no number",
      energy_negative: "Energy below zero",
      energy_absurd: "Energy beyond belief",
      too_large: "The message is too large",
    },
  },
};
