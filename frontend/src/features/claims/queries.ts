import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data, json } from "@/api/client";
import type { components } from "@/api/generated/devices";

export type ClaimCode = components["schemas"]["ClaimCodeView"];
export type IssuedCode = components["schemas"]["IssuedCodeView"];

export const VALID_DAYS = [7, 30, 90, 365] as const;

export const claimCodesQuery = queryOptions({
  queryKey: ["devices", "claim-codes"],
  queryFn: () =>
    data(api.GET("/api/devices/claim-codes", { params: { query: { limit: 500, offset: 0 } } })),
});

/** A change after which devices and their codes are loaded again. */
function useChange<Given, Answer>(mutationFn: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation<Answer, Error, Given>({
    mutationFn,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["devices"] });
      await queries.invalidateQueries({ queryKey: ["latest"] });
    },
  });
}

export function useClaim() {
  return useChange((code: string) => data(api.POST("/api/devices/claims", { body: { code } })));
}

export function useIssueCodes() {
  return useChange((body: { device_ids: string[]; valid_days: number }) =>
    json(api.POST("/api/devices/claim-codes", { body })),
  );
}

export function useRevokeCode() {
  return useChange((id: string) =>
    data(
      api.DELETE("/api/devices/{device_id}/claim-code", { params: { path: { device_id: id } } }),
    ),
  );
}
