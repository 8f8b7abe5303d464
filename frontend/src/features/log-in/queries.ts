import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/api/generated/auth";
import { unreachable } from "@/api/problem";

type RegistrationView = components["schemas"]["RegistrationView"];

/** Whether strangers may register; asked without a session, since there is none yet. */
export function registrationQuery() {
  return queryOptions({
    queryKey: ["registration"],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<RegistrationView> => {
      const response = await fetch("/api/auth/registration", { signal });
      if (!response.ok) throw unreachable();
      return (await response.json()) as RegistrationView;
    },
  });
}
