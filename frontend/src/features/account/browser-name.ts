const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** Return "Firefox, Linux", or the name that the program gives itself. */
export function browserName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const first = ([pattern]: [RegExp, string]): boolean => pattern.test(userAgent);
  const known = [BROWSERS.find(first)?.[1], SYSTEMS.find(first)?.[1]].filter(Boolean);
  return known.length > 0 ? known.join(", ") : userAgent.split(" ")[0];
}
