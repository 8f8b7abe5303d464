import { accountsEn } from "./en-accounts";
import { adminEn } from "./en-admin";
import { alertsEn } from "./en-alerts";
import { auditEn } from "./en-audit";
import { channelsEn } from "./en-channels";
import { claimsEn } from "./en-claims";
import { correctionsEn } from "./en-corrections";
import { energyEn } from "./en-energy";
import { errorsEn } from "./en-errors";
import { fleetEn } from "./en-fleet";
import { flowEn } from "./en-flow";
import { formulasEn } from "./en-formulas";
import { importsEn } from "./en-imports";
import { s } from "./en-numbers";
import { ownEn } from "./en-own";
import { sendersEn } from "./en-senders";
import { simulatorEn } from "./en-simulator";
import { submetersEn } from "./en-submeters";
import { supportEn } from "./en-support";

const UNITS = { hour: "hour", day: "day", week: "week", month: "month", year: "year" };

/** All interface texts in English. */
export const en = {
  ...adminEn,
  audit: auditEn,
  accounts: accountsEn,
  corrections: correctionsEn,
  imports: importsEn,
  own: ownEn,
  claims: claimsEn,
  senders: sendersEn,
  simulator: simulatorEn,
  support: supportEn,
  nav: {
    main: "Main",
    skip: "Skip to content",
    today: "Today",
    history: "History",
    alerts: "Alerts",
    devices: "Devices",
    users: "Users",
    fleet: "Fleet",
    simulator: "Simulator",
    support: "Support",
    account: "Account",
    more: "More pages",
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
    unreachable: "Can't reach Kilowatch. Check your connection, then try again.",
    tooMany: "Too many attempts. Wait a few minutes, then try again.",
    down: "Part of Kilowatch isn't available right now. No data is lost. Try again in a moment.",
    broken: "Something went wrong on this page. Reload it.",
    lost: (since: string) => `Connection lost at ${since}. Reconnecting; you won't miss anything.`,
    noPage: "Page not found.",
    toStart: "Go to the home page",
  },
  errors: errorsEn,
  channels: channelsEn,
  formulas: formulasEn,
  submeters: submetersEn,
  energy: energyEn,
  flow: flowEn,
  fleet: fleetEn,
  logIn: {
    claim: "Your energy, hour by hour.",
    hint: "Log in to see what your devices use.",
    registerHint:
      "Create an account, then add your devices or ask an administrator to assign them.",
    refused: "The username or password is wrong. After ten failed attempts you have to wait.",
    register: "Create account",
    noAccount: "No account yet? Create one",
    haveAccount: "I already have an account",
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
    themes: { system: "System", light: "Light", dark: "Dark" },
    zone: "Your time zone",
    sessions: "Where you're logged in",
    unknownBrowser: "Unknown browser",
    begun: (at: string) => `since ${at}`,
    used: (ago: string) => `last used ${ago}`,
    thisOne: "this session",
    end: "End session",
    endOthers: "End all other sessions",
    password: "Password",
    oldPassword: "Current password",
    newPassword: "New password",
    change: "Change password",
    changed: "Password changed. All your other sessions have been ended.",
  },
  quiet: {
    title: "Quiet hours",
    hint: "During these hours alerts don't pop up. You still find them in the list.",
    starts: "From",
    ends: "To",
    set: "Set quiet hours",
    none: "Turn off quiet hours",
  },
  reset: {
    title: "Choose a new password",
    hint: "This link works once. Setting a new password logs you out everywhere.",
    do: "Set password",
    done: "Password set. You can now log in with it.",
    refused: "This link no longer works. Ask an administrator for a new one.",
    toLogIn: "Go to login",
  },
  today: {
    figure: "Used today",
    chart: "Today by hour",
    table: "Show as table",
    nothing: "No readings yet today.",
    notComparable: "There's no data to compare today with yet.",
    same: "The same as yesterday in the same hours.",
    less: (share: string) => `${share} less than yesterday in the same hours.`,
    more: (share: string) => `${share} more than yesterday in the same hours.`,
    pairs: (now: string, then: string, hours: number) =>
      `${now}, compared with ${then} yesterday (${s(hours, "fully covered hour")} on both days).`,
    power: (power: string) => `About ${power} right now.`,
    behind: (seconds: number | null) =>
      seconds === null
        ? "Kilowatch is behind: newer readings are still being stored."
        : `Kilowatch is ${s(seconds, "second")} behind: newer readings are still being stored.`,
    unsure: "Kilowatch can't tell right now whether there are newer readings.",
    never: "No readings yet.",
    calculated: "Calculated from other channels",
    calculatedHour: (energy: string) => `Calculated · ${energy} this hour`,
    silentSince: (since: string) => `No readings since ${since}`,
    states: {
      live: (power: string, readAt: string) =>
        power ? `Live · ${power} · last reading ${readAt}` : `Live · last reading ${readAt}`,
      unsure: (_power: string, readAt: string) =>
        `Late · last reading ${readAt}; newer ones may be on the way`,
      irregular: (power: string, readAt: string) =>
        power ? `${power} · last reading ${readAt}` : `Last reading ${readAt}`,
    },
    hourUnknown: (limit: string) => `No readings yet this hour · limit ${limit}`,
    hourNotCalculated: (limit: string) => `Nothing calculated yet this hour · limit ${limit}`,
    hourWithin: (used: string, limit: string) => `${used} of ${limit} this hour`,
    hourOver: (used: string, limit: string) => `${used} this hour, over the limit of ${limit}`,
  },
  history: {
    date: "Date",
    span: "Period",
    spans: { day: "Day", week: "Week", month: "Month", year: "Year" },
    previous: {
      day: "Previous day",
      week: "Previous week",
      month: "Previous month",
      year: "Previous year",
    },
    next: { day: "Next day", week: "Next week", month: "Next month", year: "Next year" },
    toNow: { day: "Today", week: "This week", month: "This month", year: "This year" },
    week: (first: string, last: string, year: string) => `${first} – ${last} ${year}`,
    device: "Device",
    allDevices: "All devices",
    compare: "Compare with",
    compareNone: "Compare with …",
    comparisons: { previous: "Previous period", year: "A year earlier" },
    chart: (period: string) => `Energy, ${period}`,
    zone: (zone: string) => `Times in ${zone}`,
    asTable: "Table",
    asChart: "Chart",
    csv: "Download as CSV",
    unknown: "unknown",
    notIncluded: (names: string) => `Not included (no recent readings): ${names}.`,
    nothing: "There are no readings in this period.",
    upcoming: "This period hasn't started yet.",
    gaps: (count: number, unit: keyof typeof UNITS) =>
      `The total is incomplete: ${s(count, UNITS[unit])} ${count === 1 ? "is" : "are"} missing.`,
    over: (hours: number) => `${s(hours, "hour")} over the limit.`,
    peak: (when: string, energy: string) => `Peak: ${energy}, ${when}.`,
    clockChange: (hours: number): string =>
      hours === 25
        ? "A 25-hour day: the clocks go back, so one hour occurs twice."
        : "A 23-hour day: the clocks go forward, so one hour is skipped.",
    notComparable: (other: string) =>
      `Can't be compared with ${other}: no interval is fully covered in both periods.`,
    less: (share: string, other: string) => `${share} less than ${other}.`,
    more: (share: string, other: string) => `${share} more than ${other}.`,
    pairs: (count: number, total: number, unit: keyof typeof UNITS) =>
      `Based on ${count} of ${s(total, UNITS[unit])}: those fully covered in both periods.`,
  },
  charts: {
    hint: "Point at a bar or use the arrow keys to read its value.",
    touchHint: "Tap a bar to read its value.",
    limit: (limit: string) => `limit ${limit}`,
    over: (excess: string, limit: string) => `${excess} over the limit of ${limit}`,
    overHours: (hours: number) => `${s(hours, "hour")} over the limit`,
    overLegend: "Over the limit",
    other: (energy: string) => `compared with ${energy}`,
    otherLegend: "Comparison period",
    notAdded: (names: string) =>
      `Calculated from devices that are shown, so not added again: ${names}.`,
  },
  bucketStates: {
    measured: "Measured",
    partial: "Partly measured",
    partialShare: (share: string) => `partly measured, ${share} covered`,
    estimated: "Estimated",
    corrected: "Corrected",
    late: "Arrived late",
    coverage_unknown: "Coverage unknown",
    missing: "Missing",
    upcoming: "Not started yet",
    withheld: "Belonged to another owner",
  },
  alerts: alertsEn,
};

/** The shape of a translation: it has every text that English has. */
export type Words = typeof en;
