import { uuid } from "@/components/search-params";

export interface ImportsSearch {
  /** The device whose history comes as a file; without it the record of all. */
  device?: string | undefined;
}

export function importsSearch(given: Record<string, unknown>): ImportsSearch {
  return { device: uuid(given.device) };
}
