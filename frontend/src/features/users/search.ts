import { offset, oneOf, text } from "@/components/search-params";

export const USER_SORTS = [
  "name",
  "-name",
  "username",
  "-username",
  "role",
  "-role",
  "created_at",
  "-created_at",
] as const;

export interface UsersSearch {
  q?: string | undefined;
  sort?: (typeof USER_SORTS)[number] | undefined;
  offset?: number | undefined;
}

export function usersSearch(given: Record<string, unknown>): UsersSearch {
  return {
    q: text(given.q),
    sort: oneOf(given.sort, USER_SORTS),
    offset: offset(given.offset),
  };
}
