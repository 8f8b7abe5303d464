/** Return axis ticks from zero: few round numbers. */
export function ticks(most: number, about = 3): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const count = Math.ceil(most / step - 1e-9);
  // Multiply instead of adding up: 0.1 + 0.2 isn't an exact tick.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
