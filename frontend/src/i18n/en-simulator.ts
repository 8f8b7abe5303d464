import { s } from "./en-numbers";

/** Controlling the demo's simulated meters. */
export const simulatorEn = {
  title: "Simulator",
  hint: "These meters are simulated. Their readings are processed like those of real meters.",
  running: (playing: number, every: string) =>
    playing === 0
      ? "No meters are reporting."
      : `${s(playing, "meter")} ${playing === 1 ? "reports" : "report"} ${every}.`,
  stopped: "Stopped: no meters are reporting.",
  stoppedHint:
    "The meters keep measuring. When you start them, they report what they measured meanwhile.",
  confirmed: (count: string) => `${count} readings stored since the simulator started.`,
  refused: (count: number) => `${s(count, "reading")} rejected.`,
  start: "Start",
  stop: "Stop",
  interval: "Reporting interval of each meter",
  intervalHint: "A shorter interval means more readings, not more energy.",
  meters: "Meters",
  reports: (name: string) => `${name} reports`,
  profiles: {
    household: "a household",
    "heat-pump": "a heat pump",
    shop: "a shop",
    "ev-charger": "a car charger",
  },
  until: (at: string) => `reported up to ${at}`,
  never: "no readings yet",
  silent: "not reporting",
  forced: (at: string) => `extra load until ${at}`,
  force: "Force over limit",
  forceOf: (name: string) => `Force over limit: ${name}`,
  forceHint:
    "Within 20 seconds, the meter adds 1.2 times the hourly limit to what it measures. An hour that is already over its limit raises no second alert.",
  add: "Add meter",
  addHint: "Choose a consumption profile, then the device. The meter measures from that moment on.",
  profile: "Profile",
  isSimulated: "already simulated",
  registerFirst: "Register a new device first",
  none: "No meters are simulated.",
  noneHint: "Add one for any registered device.",
  remove: "Remove",
  removeOf: (name: string) => `Remove the meter of ${name}`,
  removeFollows:
    "It stops measuring. Its readings, the device and its credential are kept. If you add it again, it starts over.",
  noLimit: "no limit",
  limit: (energy: string) => `limit ${energy} per hour`,
};

export const simulatorErrorsEn = {
  meter_silent: "This meter isn't reporting. Turn on its reporting first.",
  not_simulated: "This device has no simulated meter.",
  already_simulated: "This device already has a simulated meter.",
  meter_elsewhere:
    "This device already has a credential, so it has a meter of its own. Revoke the credential in the device's dialog first.",
};
