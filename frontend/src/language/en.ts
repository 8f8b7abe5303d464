import { accountsEn } from "./en-accounts";
import { adminEn } from "./en-admin";
import { alertsEn } from "./en-alerts";
import { auditEn } from "./en-audit";
import { correctionsEn } from "./en-corrections";
import { importRefusalsEn, importsEn } from "./en-imports";
import { s } from "./en-numbers";
import { sendersEn } from "./en-senders";
import { simulatorEn, simulatorRefusalsEn } from "./en-simulator";
import { supportEn } from "./en-support";

const UNITS = { hour: "hour", day: "day", week: "week", month: "month", year: "year" };

/** Everything Kilowatch says, in English: plain, exact, kind. */
export const en = {
  ...adminEn,
  audit: auditEn,
  accounts: accountsEn,
  corrections: correctionsEn,
  imports: importsEn,
  senders: sendersEn,
  simulator: simulatorEn,
  support: supportEn,
  nav: {
    main: "Main",
    skip: "Skip to the content",
    today: "Today",
    history: "History",
    alerts: "Alerts",
    devices: "Devices",
    users: "Users",
    fleet: "Fleet",
    simulator: "Simulator",
    support: "Support",
    account: "Account",
  },
  actions: {
    logIn: "Log in",
    logOut: "Log out",
    save: "Save",
    delete: "Delete …",
    cancel: "Cancel",
    close: "Close",
  },
  states: {
    loading: "Loading",
    tryAgain: "Try again",
    unreachable: "Kilowatch can't be reached. Check the connection, then try again.",
    tooMany: "Too many attempts. Wait a few minutes, then try again.",
    down: "A part of Kilowatch is down at the moment. Nothing is lost; try again shortly.",
    broken: "Something went wrong in this page. Load it again.",
    lost: (since: string) =>
      `Connection lost at ${since}. Trying again; whatever is missed meanwhile will follow.`,
    noPage: "There is no such page.",
    toStart: "Go to the start",
  },
  refusals: {
    ...importRefusalsEn,
    ...simulatorRefusalsEn,
    username_taken: "This username is taken. Choose another.",
    password_refused: "This password is too easily guessed. Choose a longer or rarer one.",
    last_administrator:
      "This is the last administrator: somebody must be able to run the platform.",
    owner_unknown: "This person is not known to the devices yet. Try again in a moment.",
    device_not_found: "There is no such device, or it is not yours.",
    user_not_found: "There is no such user any more.",
    registration_closed: "Registration is closed. Ask an administrator for an account.",
    forbidden: "You may not do this.",
    old_password_wrong: "That is not the present password.",
    correction_invalid: "This correction isn't valid. Check the range and the values.",
    nothing_to_correct: "The device has nothing of this kind in that range.",
    correction_too_large: "That is more than 50,000 values. Take shorter ranges.",
    correction_overtaken: "Newer corrections stand on top of this one: undo those first.",
    already_undone: "It is undone already.",
    conversation_not_found: "There is no such conversation.",
    conversation_closed: "This conversation is closed. Reopen it to go on.",
    already_taken: "A colleague has just taken this conversation.",
    not_yours: "This conversation is not in your hands. Take it over first.",
    too_many_conversations: "You have 20 open conversations. Close one of them first.",
    too_many_messages: "You are sending messages too quickly. Wait a moment, then send it again.",
    rule_changed: "Somebody changed this rule meanwhile. Close it and look at it again.",
    order_incomplete: "The rules have changed meanwhile. Look at them again.",
    reset_refused: "This link is no longer good. Ask an administrator for another.",
  },
  logIn: {
    claim: "Your energy, hour by hour.",
    hint: "Log in to see what your devices use.",
    registerHint: "Open an account. An administrator then assigns your devices to it.",
    refused: "That username and password do not match. After ten tries there is a pause.",
    register: "Create the account",
    noAccount: "No account yet? Create one",
    haveAccount: "I have an account",
  },
  people: {
    name: "Name",
    username: "Username",
    password: "Password",
    role: "Role",
    status: "Status",
    since: "Since",
  },
  roles: { ADMIN: "Administrator", CLIENT: "Client" },
  statuses: { active: "Active", suspended: "Suspended", deleted: "Deleted" },
  account: {
    language: "Language",
    theme: "Appearance",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    zone: "Your time zone",
    sessions: "Where you are logged in",
    unknownBrowser: "An unknown browser",
    begun: (at: string) => `since ${at}`,
    used: (ago: string) => `last used ${ago}`,
    thisOne: "this one",
    end: "End",
    endOthers: "End all others",
    password: "Password",
    oldPassword: "Present password",
    newPassword: "New password",
    change: "Change the password",
    changed: "The password is changed; all other sessions have ended.",
  },
  quiet: {
    title: "Quiet hours",
    hint: "Every day at these times no alert slides in. All of them are listed.",
    starts: "From",
    ends: "To",
    set: "Keep these hours quiet",
    none: "No quiet hours",
  },
  reset: {
    title: "Choose a new password",
    hint: "The link works once. You are then logged out everywhere.",
    do: "Set the password",
    done: "The password is set. Log in with it.",
    refused: "This link is no longer good. Ask an administrator for another.",
    toLogIn: "To the login",
  },
  today: {
    figure: "Used today",
    chart: "Today by the hour",
    table: "As a table",
    nothing: "No reading has come in today yet.",
    notComparable: "There is nothing yet to compare today with.",
    same: "As much as yesterday in the same hours.",
    less: (share: string) => `${share} less than yesterday in the same hours.`,
    more: (share: string) => `${share} more than yesterday in the same hours.`,
    pairs: (now: string, then: string, hours: number) =>
      `${now} after ${then}, over ${s(hours, "hour")} known in full on both days.`,
    power: (power: string) => `About ${power} at this moment.`,
    behind: (seconds: number | null) =>
      `Kilowatch is ${seconds === null ? "" : `${s(seconds, "second")} `}behind: what the meters sent is being stored.`,
    notHeard: "Kilowatch can't tell at the moment whether the meters have sent more.",
    never: "No readings yet.",
    silentSince: (since: string) => `Silent since ${since}`,
    states: {
      live: (power: string, heard: string) =>
        power ? `Live · ${power} · read at ${heard}` : `Live · read at ${heard}`,
      unsure: (_power: string, heard: string) =>
        `Late, last read at ${heard}; news may be on the way`,
      irregular: (power: string, heard: string) =>
        power ? `${power} · last read at ${heard}` : `Last read at ${heard}`,
    },
    hourUnknown: (limit: string) => `Nothing yet this hour · limit ${limit}`,
    hourWithin: (used: string, limit: string) => `${used} of ${limit} this hour`,
    hourOver: (used: string, limit: string) => `${used} this hour, over the limit of ${limit}`,
  },
  history: {
    date: "Date",
    span: "Period",
    spans: { day: "Day", week: "Week", month: "Month", year: "Year" },
    back: { day: "Day before", week: "Week before", month: "Month before", year: "Year before" },
    forth: { day: "Next day", week: "Next week", month: "Next month", year: "Next year" },
    toNow: { day: "Today", week: "This week", month: "This month", year: "This year" },
    week: (first: string, last: string, year: string) => `${first} – ${last} ${year}`,
    device: "Device",
    allDevices: "All devices",
    compare: "Compare with",
    compareNone: "Compare with …",
    comparisons: { previous: "The period before", year: "A year before" },
    chart: (period: string) => `Energy, ${period}`,
    zone: (zone: string) => `Times in ${zone}`,
    asTable: "Table",
    asChart: "Chart",
    csv: "Download as CSV",
    unknown: "unknown",
    leftOut: (names: string) => `Not included (no recent readings): ${names}.`,
    nothing: "Nothing is known of this period: no reading came in.",
    upcoming: "This period has not begun.",
    gaps: (count: number, unit: keyof typeof UNITS) =>
      `At least this much: ${s(count, UNITS[unit])} ${count === 1 ? "is" : "are"} missing.`,
    over: (hours: number) => `${s(hours, "hour")} over the limit.`,
    peak: (when: string, energy: string) => `The most was ${energy}, ${when}.`,
    clockChange: (hours: number): string =>
      hours === 25
        ? "A 25-hour day: the clocks go back, and one hour comes twice."
        : "A 23-hour day: the clocks go forward, and one hour is skipped.",
    notComparable: (other: string) =>
      `Can not be compared with ${other}: nothing is known in full in both.`,
    less: (share: string, other: string) => `${share} less than ${other}.`,
    more: (share: string, other: string) => `${share} more than ${other}.`,
    pairs: (count: number, of: number, unit: keyof typeof UNITS) =>
      `Compared are the ${count} of ${s(of, UNITS[unit])} known in full in both.`,
  },
  charts: {
    hint: "Point at a bar, or use the arrow keys, to read its value.",
    touchHint: "Touch a bar to read its value.",
    limit: (limit: string) => `limit ${limit}`,
    over: (excess: string, limit: string) => `${excess} over the limit of ${limit}`,
    overHours: (hours: number) => `${s(hours, "hour")} over the limit`,
    overLegend: "Over the limit",
    other: (energy: string) => `then ${energy}`,
    otherLegend: "The other period",
  },
  bucketStates: {
    measured: "Measured",
    partial: "Partly measured",
    partialShare: (share: string) => `partly measured, ${share} covered`,
    estimated: "Estimated in part",
    corrected: "Corrected",
    late: "Arrived late",
    coverage_unknown: "Coverage unknown",
    missing: "Missing",
    upcoming: "Not yet begun",
    withheld: "Belonged to somebody else",
  },
  alerts: alertsEn,
};

/** A language has words for everything that is said. */
export type Words = typeof en;
