import { s } from "./en-numbers";

/** Steering the invented meters of a demo. */
export const simulatorEn = {
  title: "Simulator",
  hint: "The demo's meters are invented; what becomes of their readings is not.",
  running: (playing: number, every: string) =>
    playing === 0
      ? "No meter reports."
      : `${s(playing, "meter")} ${playing === 1 ? "reports" : "report"} ${every}.`,
  stopped: "Stopped: no meter reports.",
  stoppedHint: "They go on measuring. What they measure meanwhile follows when they start.",
  confirmed: (count: string) => `${count} readings are stored since the simulator began.`,
  refused: (count: number) => `${s(count, "reading")} refused.`,
  start: "Start",
  stop: "Stop",
  interval: "How often each meter reports",
  intervalHint: "More often means more readings, not more energy.",
  meters: "Meters",
  plays: (name: string) => `${name} reports`,
  profiles: {
    household: "a household",
    "heat-pump": "a heat pump",
    shop: "a shop",
    "ev-charger": "a car charger",
  },
  until: (at: string) => `reported up to ${at}`,
  never: "has reported nothing yet",
  silent: "silent",
  forced: (at: string) => `counts more than its own until ${at}`,
  force: "Force an overconsumption",
  forceOf: (name: string) => `Force an overconsumption of ${name}`,
  forceHint:
    "Forced, a meter counts 1.2 times its hourly limit on top of its own within 20 seconds. An hour that is over its limit already raises no second alert.",
  add: "Add a meter",
  addHint: "Choose what kind of consumer it is, then its device. It counts from that moment on.",
  profile: "Behaves like",
  isSimulated: "is simulated",
  registerFirst: "Register a new device first",
  none: "No meter is simulated.",
  noneHint: "Add one for any device that is registered.",
  remove: "Remove",
  removeOf: (name: string) => `Remove the meter of ${name}`,
  removeFollows:
    "It counts no more. What it has reported stays, and so do the device and its credential. Added again, it begins anew.",
  noLimit: "no limit to pass",
  limit: (energy: string) => `limit ${energy} per hour`,
};

export const simulatorRefusalsEn = {
  meter_silent: "The meter does not report now: let it report first.",
  not_simulated: "This device has no simulated meter.",
  already_simulated: "This device has a simulated meter already.",
  meter_elsewhere:
    "This device has a credential, so a meter of its own. Revoke it first, in the device's dialog.",
};
