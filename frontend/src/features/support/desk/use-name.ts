import { useQuery } from "@tanstack/react-query";
import { userQuery } from "@/features/users/queries";

/** Return a name from the list, or request it. */
export function useName(userId: string | null, listed?: string | null): string | undefined {
  const found = useQuery({ ...userQuery(userId ?? ""), enabled: userId !== null && !listed });
  return listed ?? found.data?.name;
}
