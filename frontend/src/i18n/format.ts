/** Numbers, dates and units in the user's language. */

export type Language = "en" | "ro";

export const LOCALES: Record<Language, string> = { en: "en-GB", ro: "ro-RO" };

export interface Quantity {
  value: string;
  unit: string;
}

export interface Format {
  locale: string;
  /** Energy (kWh) in a unit of suitable size, to about three digits. */
  energy: (kwh: number) => Quantity;
  /** The same as one text, with a no-break space. */
  energyText: (kwh: number) => string;
  /** Energy (kWh) to the last significant digit: three decimals at most. */
  energyExact: (kwh: number) => string;
  /** A quantity in the unit of its channel: energy, m3, L or GJ. */
  quantity: (amount: number, unit: string) => Quantity;
  quantityText: (amount: number, unit: string) => string;
  /** The same to the last significant digit: three decimals at most. */
  quantityExact: (amount: number, unit: string) => string;
  /** Power (kW) in a unit of suitable size. */
  powerText: (kw: number) => string;
  number: (value: number, digits?: number) => string;
  /** "1.4 MB". */
  bytes: (count: number) => string;
  percent: (share: number) => string;
  /** "18:00", in the given zone. */
  time: (at: Date | string, zone?: string) => string;
  /** "18:00:05", in the viewer's zone. */
  timeExact: (at: Date | string) => string;
  /** "Tuesday, 25 November 2025" of a calendar day. */
  day: (date: string) => string;
  /** "25 Nov" of a calendar day. */
  dayShort: (date: string) => string;
  /** "November 2025". */
  month: (date: string) => string;
  /** "Nov". */
  monthShort: (date: string) => string;
  /** "25 Nov 2025, 18:00", in the given zone. */
  moment: (at: Date | string, zone?: string) => string;
  /** "3 minutes ago". */
  ago: (at: Date | string, now?: Date) => string;
}

export function makeFormat(language: Language): Format {
  const locale = LOCALES[language];
  const number = (value: number, digits = 0): string => numbers(locale, 0, digits).format(value);
  const energy = (kwh: number): Quantity => {
    const [scaled, unit] = scale(kwh, ["Wh", "kWh", "MWh", "GWh"]);
    const digits = digitsFor(scaled, unit);
    return { value: numbers(locale, digits, digits).format(scaled), unit };
  };
  const text = ({ value, unit }: Quantity): string => `${value}\u00a0${unit}`;
  const energyExact = (kwh: number): string => {
    const [scaled, unit] = scale(kwh, ["Wh", "kWh", "MWh", "GWh"]);
    return text({ value: number(scaled, unit === "Wh" ? 1 : 3), unit });
  };
  const quantity = (amount: number, unit: string): Quantity => {
    if (unit === "kWh") return energy(amount);
    const digits = digitsOf(amount, unit);
    return { value: numbers(locale, digits, digits).format(amount), unit: unitSign(unit) };
  };
  return {
    locale,
    energy,
    energyText: (kwh) => text(energy(kwh)),
    energyExact,
    quantity,
    quantityText: (amount, unit) => text(quantity(amount, unit)),
    quantityExact: (amount, unit) =>
      unit === "kWh"
        ? energyExact(amount)
        : text({ value: number(amount, unit === "L" ? 1 : 3), unit: unitSign(unit) }),
    powerText: (kw) => {
      const [scaled, unit] = scale(kw, ["W", "kW", "MW", "GW"]);
      const digits = unit === "W" ? 0 : 2;
      return text({ value: numbers(locale, digits, digits).format(scaled), unit });
    },
    number,
    bytes: (count) => {
      const [scaled, unit] = scale(count / STEP, ["B", "kB", "MB", "GB"]);
      return text({ value: number(scaled, unit === "B" ? 0 : 1), unit });
    },
    percent: (share) =>
      share > 0 && share < 0.01
        ? `<\u00a0${new Intl.NumberFormat(locale, { style: "percent" }).format(0.01)}`
        : new Intl.NumberFormat(locale, { style: "percent" }).format(share),
    time: (at, zone) => dates(locale, { hour: "2-digit", minute: "2-digit", ...within(zone) }, at),
    timeExact: (at) => dates(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" }, at),
    day: (date) =>
      capital(
        calendar(locale, date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
      ),
    dayShort: (date) => calendar(locale, date, { day: "numeric", month: "short" }),
    month: (date) => capital(calendar(locale, date, { month: "long", year: "numeric" })),
    monthShort: (date) => calendar(locale, date, { month: "short" }),
    moment: (at, zone) =>
      dates(
        locale,
        {
          day: "numeric",
          month: "short",
          year: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          ...within(zone),
        },
        at,
      ),
    ago: (at, now = new Date()) => ago(locale, at, now),
  };
}

/** Return the sign of a unit: m³ for m3. */
export function unitSign(unit: string): string {
  return unit === "m3" ? "m³" : unit;
}

const STEP = 1000;

/** Return a value in a unit of suitable size. Zero stays in the second unit: 0 kWh. */
function scale(value: number, units: readonly [string, string, string, string]): [number, string] {
  const size = Math.abs(value);
  if (size > 0 && size < 0.9995) return [value * STEP, units[0]];
  if (size < 999.95) return [value, units[1]];
  if (size < 999_950) return [value / STEP, units[2]];
  return [value / STEP / STEP, units[3]];
}

/** Return the decimals of a quantity that isn't scaled: about three digits. */
function digitsOf(amount: number, unit: string): number {
  const size = Math.abs(amount);
  if (unit === "L") return size > 0 && size < 9.95 ? 1 : 0;
  if (size > 0 && size < 0.9995) return 3;
  return size < 99.995 ? 2 : 1;
}

function digitsFor(value: number, unit: string): number {
  const size = Math.abs(value);
  if (unit === "Wh") return size > 0 && size < 10 ? 1 : 0;
  if (size < 99.995) return 2;
  return 1;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numbers(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale}:${least}:${most}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    });
    numberFormats.set(key, format);
  }
  return format;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dates(locale: string, options: Intl.DateTimeFormatOptions, at: Date | string): string {
  const key = `${locale}:${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, format);
  }
  return format.format(typeof at === "string" ? new Date(at) : at);
}

/** A calendar day has no time zone: noon UTC, formatted in UTC, is the same day for everybody. */
function calendar(locale: string, date: string, options: Intl.DateTimeFormatOptions): string {
  return dates(locale, { ...options, timeZone: "UTC" }, `${date}T12:00:00Z`);
}

function within(zone: string | undefined): Intl.DateTimeFormatOptions {
  return zone ? { timeZone: zone } : {};
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const AGES: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

function ago(locale: string, at: Date | string, now: Date): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of AGES) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(Math.round(Math.min(seconds, 0)), "second");
}
