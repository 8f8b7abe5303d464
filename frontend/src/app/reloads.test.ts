import { expect, test } from "vitest";
import { isFailedLoad, mayReload } from "./reloads";

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("only files that failed to load are worth a reload", () => {
  expect(isFailedLoad(new TypeError("Failed to fetch dynamically imported module: /a.js"))).toBe(
    true,
  );
  expect(isFailedLoad(new TypeError("x is undefined"))).toBe(false);
});

test("a page reloads itself five times a minute at most", () => {
  const kept = storage();
  const start = 1_000_000_000_000;
  for (let n = 0; n < 5; n += 1) expect(mayReload(kept, start + n)).toBe(true);
  expect(mayReload(kept, start + 10)).toBe(false);
  expect(mayReload(kept, start + 60_010)).toBe(true);
});
