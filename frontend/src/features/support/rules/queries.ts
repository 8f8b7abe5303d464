import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/support";
import { SUPPORT } from "../queries";

export type Rule = components["schemas"]["RuleView"];
export type RuleWriting = components["schemas"]["RuleWriting"];
export type RuleMatch = components["schemas"]["RuleMatchView"];
export type Unanswered = components["schemas"]["UnansweredView"];

export const UNANSWERED_PER_PAGE = 20;

const RULES = [...SUPPORT, "rules"] as const;
const UNANSWERED = [...SUPPORT, "unanswered"] as const;

function at(rule_id: string) {
  return { params: { path: { rule_id } } };
}

export const rulesQuery = queryOptions({
  queryKey: RULES,
  queryFn: ({ signal }) => data(api.GET("/api/support/rules", { signal })),
});

export function unansweredQuery(offset: number) {
  const query = { limit: UNANSWERED_PER_PAGE, offset };
  return queryOptions({
    queryKey: [...UNANSWERED, query],
    queryFn: ({ signal }) =>
      data(api.GET("/api/support/unanswered", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

function useRuleChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, T>({
    mutationFn,
    // An error may be caused by a colleague's change: refetch in either case.
    onSettled: () => queries.invalidateQueries({ queryKey: RULES }),
  });
}

/** Create a rule, or replace the known version. */
export function useSaveRule(rule: Rule | undefined) {
  return useRuleChange((body: RuleWriting) =>
    data(
      rule
        ? api.PUT("/api/support/rules/{rule_id}", {
            ...at(rule.id),
            body: { ...body, version: rule.version },
          })
        : api.POST("/api/support/rules", { body }),
    ),
  );
}

export function useDeleteRule(id: string) {
  return useRuleChange<void>(() => data(api.DELETE("/api/support/rules/{rule_id}", at(id))));
}

export function useOrderRules() {
  return useRuleChange((ids: string[]) =>
    data(api.PUT("/api/support/rules/order", { body: { ids } })),
  );
}

export function useRuleTest() {
  return useMutation({
    mutationFn: (body: components["schemas"]["RuleTrial"]) =>
      data(api.POST("/api/support/rules/test", { body })),
  });
}

export function useDismiss() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (unanswered_id: number) =>
      data(
        api.DELETE("/api/support/unanswered/{unanswered_id}", {
          params: { path: { unanswered_id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: UNANSWERED }),
  });
}
