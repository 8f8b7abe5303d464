import type { IssuedCode } from "./queries";

const COLUMNS = ["device_id", "device_name", "code", "expires_at"] as const;

/** Return issued codes as CSV. A name that a spreadsheet would take for a formula stays text. */
export function codesAsCsv(codes: IssuedCode[]): string {
  const lines = codes.map((each) => COLUMNS.map((column) => cell(each[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

function cell(value: string): string {
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
