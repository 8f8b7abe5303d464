/** Return axis ticks that include zero: few round numbers. */
export function ticks(most: number, least = 0, about = 3): number[] {
  const range = Math.max(0, most) - Math.min(0, least);
  if (!(range > 0)) return [0, 1];
  const rough = range / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const first = Math.floor(Math.min(0, least) / step + 1e-9);
  const last = Math.ceil(Math.max(0, most) / step - 1e-9);
  // Multiply instead of adding up: 0.1 + 0.2 isn't an exact tick.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
