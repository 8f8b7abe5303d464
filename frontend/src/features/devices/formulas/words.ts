import type { components } from "@/api/generated/devices";
import type { Words } from "@/i18n/en";
import type { Format } from "@/i18n/format";
import { channelName, nameOfCode } from "../channel-names";
import type { Device } from "../queries";

export type FormulaStep = components["schemas"]["StepView"];
type Term = FormulaStep["terms"][number];

interface Naming {
  /** The device whose channel is calculated. */
  device: Pick<Device, "id" | "channels" | "time_zone">;
  /** The names of other devices by ID, as far as they are known. */
  names: ReadonlyMap<string, string>;
  words: Words;
  format: Format;
}

/** Return a formula in words, a line for each of its steps. */
export function formulaInWords(steps: FormulaStep[], naming: Naming): string[] {
  const { words, format, device } = naming;
  const texts = words.formulas;
  return steps.map(({ since, terms }) => {
    const sum = sumInWords(terms, naming);
    if (since !== null) return texts.since(format.moment(since, device.time_zone), sum);
    return steps.length === 1 ? texts.always(sum) : texts.fromFirst(sum);
  });
}

function sumInWords(terms: Term[], naming: Naming): string {
  return terms.map((term, place) => signOf(term, place) + termInWords(term, naming)).join("");
}

function signOf({ factor }: Term, place: number): string {
  if (place === 0) return factor < 0 ? "\u2212" : "";
  return factor < 0 ? " \u2212 " : " + ";
}

function termInWords(term: Term, naming: Naming): string {
  const name = partName(term, naming);
  const size = Math.abs(term.factor);
  return size === 1 ? name : `${naming.format.number(size, 6)} × ${name}`;
}

/** Return the name of a channel in a formula, with its device where that is another one. */
function partName({ device_id, channel }: Term, { device, names, words }: Naming): string {
  if (device_id !== device.id) {
    const other = names.get(device_id) ?? words.formulas.otherDevice;
    return words.formulas.ofDevice(nameOfCode(channel, words), other);
  }
  const own = device.channels.find(({ code }) => code === channel);
  return own ? channelName(own, words) : nameOfCode(channel, words);
}

/** Return the IDs of the other devices in formulas. */
export function othersIn(device: Pick<Device, "id" | "channels">): string[] {
  const terms = device.channels.flatMap(({ formula }) => formula ?? []).flatMap((s) => s.terms);
  return [...new Set(terms.map(({ device_id }) => device_id))].filter((id) => id !== device.id);
}

/** Return whether a device has no meter: what it takes from the grid is calculated. */
export function isVirtual({ channels }: Pick<Device, "channels">): boolean {
  return channels.some(({ code, calculated }) => code === "import" && calculated);
}
