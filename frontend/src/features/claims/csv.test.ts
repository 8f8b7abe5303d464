import { expect, test } from "vitest";
import { codesAsCsv } from "./csv";

test("codes are one per line, and names stay text", () => {
  const code = {
    device_id: "a1",
    code: "7KQM-2X9P-VB4T-0DHE",
    issued_at: "2026-03-01T10:00:00Z",
    expires_at: "2026-03-31T10:00:00Z",
  };
  const csv = codesAsCsv([
    { ...code, device_name: 'Flat 2, "left"' },
    { ...code, device_name: "=1+1" },
  ]);

  expect(csv.split("\r\n")).toEqual([
    "device_id,device_name,code,expires_at",
    'a1,"Flat 2, ""left""",7KQM-2X9P-VB4T-0DHE,2026-03-31T10:00:00Z',
    "a1,'=1+1,7KQM-2X9P-VB4T-0DHE,2026-03-31T10:00:00Z",
    "",
  ]);
});
