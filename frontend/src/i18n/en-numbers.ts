/** Return a count with its noun, such as "3 hours". */
export const s = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
