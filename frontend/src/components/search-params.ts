/** Parsers for search parameters. An address can contain anything; malformed values are ignored. */

export function text(value: unknown): string | undefined {
  // The router parses digits as numbers, but a search for "42" is text.
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, 100) : undefined;
}

export function offset(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}

export function oneOf<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

export function uuid(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined;
}

/** A calendar day. */
export function day(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}
