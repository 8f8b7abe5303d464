import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/auth";

export type SessionEntry = components["schemas"]["SessionEntry"];

export function sessionsQuery() {
  return queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => data(api.GET("/api/auth/sessions", { signal })),
  });
}

function useSessionsChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, T>({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
}

export function useEndSession() {
  return useSessionsChange((id: string) =>
    data(api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } })),
  );
}

export function useEndOtherSessions() {
  return useSessionsChange<void>(() => data(api.DELETE("/api/auth/sessions")));
}

export function useChangePassword() {
  return useSessionsChange((body: components["schemas"]["PasswordChange"]) =>
    data(api.POST("/api/auth/password", { body })),
  );
}
