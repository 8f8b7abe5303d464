import { uuid } from "@/components/search-params";

export interface ImportsSearch {
  /** The device to import history for; all imports if undefined. */
  device?: string | undefined;
}

export function importsSearch(given: Record<string, unknown>): ImportsSearch {
  return { device: uuid(given.device) };
}
