/** Submeters: channels that are a part of another one. */
export const submetersEn = {
  change: "Main meter",
  changeOf: (name: string) => `Choose the main meter of ${name}`,
  hint: "Choose the meter that measures this energy, too. Totals then count it once, and show what isn't metered separately.",
  pick: (name: string) => `Choose ${name}`,
  channelOf: (name: string) => `Channel of ${name}`,
  none: (name: string) => `${name} has no channel of the same kind and unit.`,
  another: "Another device",
  clear: "It has no main meter",
};

export const submeterErrorsEn = {
  whole_unknown: "That channel no longer exists. Choose another one.",
  whole_differs: "A submeter and its main meter measure the same kind of energy in the same unit.",
  submeter_circular:
    "The channel would be a part of itself, or more than 10 submeters deep. Choose another one.",
};
