import { useQuery } from "@tanstack/react-query";
import { userQuery } from "@/features/users/queries";

/** A name that a list has, else one that is asked for. */
export function useName(userId: string | null, listed?: string | null): string | undefined {
  const found = useQuery({ ...userQuery(userId ?? ""), enabled: userId !== null && !listed });
  return listed ?? found.data?.name;
}
