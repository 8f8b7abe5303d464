export interface ClaimsWords {
  step: { title: string; hint: string; action: string };
  title: string;
  hint: string;
  code: string;
  codeHint: string;
  claim: string;
  claimed: (device: string) => string;
  fromTheFirst: string;
  fromNow: (since: string) => string;
  codes: string;
  codesHint: string;
  devices: string;
  all: string;
  more: (shown: number) => string;
  noDevices: string;
  validFor: string;
  days: (count: number) => string;
  issue: (count: number) => string;
  issued: (count: number) => string;
  save: string;
  issueMore: string;
  unused: string;
  until: (expires: string) => string;
  expired: (at: string) => string;
  revoke: string;
}

export const claimsEn: ClaimsWords = {
  step: {
    title: "I have a code",
    hint: "Type the code that came with your meter, or that an administrator gave you.",
    action: "Enter a code",
  },
  title: "Claim a device",
  hint: "Type the code that came with your meter, or that an administrator gave you. The device becomes yours.",
  code: "Code",
  codeHint: "16 letters and digits. Spaces, hyphens and capitals don't matter.",
  claim: "Claim device",
  claimed: (device) => `${device} is yours now.`,
  fromTheFirst: "You see all its readings.",
  fromNow: (since) => `It had another owner, so you see its readings since ${since}.`,
  codes: "Claim codes",
  codesHint:
    "Whoever types a device's code becomes its owner and can change it. A new code replaces the one before.",
  devices: "Devices without an owner",
  all: "All",
  more: (shown) => `Only the first ${shown} are listed.`,
  noDevices: "Every device has an owner, so there is nothing to claim.",
  validFor: "Valid for",
  days: (count) => (count === 365 ? "a year" : `${count} days`),
  issue: (count) => (count === 1 ? "Issue code" : "Issue codes"),
  issued: (count) =>
    count === 1
      ? "This code is shown only once. Save it or pass it on now."
      : "These codes are shown only once. Save them or pass them on now.",
  save: "Save as CSV",
  issueMore: "Issue more",
  unused: "Unused codes",
  until: (expires) => `valid until ${expires}`,
  expired: (at) => `expired ${at}`,
  revoke: "Revoke",
};
