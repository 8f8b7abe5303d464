/** Return "1 oră", "2 ore", "20 de ore", "101 ore": Romanian needs "de" from 20 on. */
export function counted(count: number, one: string, many: string): string {
  const shown = count.toLocaleString("ro-RO");
  if (count === 1) return `1 ${one}`;
  const rest = count % 100;
  const needsDe = count !== 0 && (rest === 0 || rest >= 20);
  return needsDe ? `${shown} de ${many}` : `${shown} ${many}`;
}
