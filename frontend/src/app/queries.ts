import { QueryClient } from "@tanstack/react-query";
import { worthRetrying } from "@/api/client";

/** Server state: kept a moment, renewed when the page is looked at or the network returns. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: worthRetrying,
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
        // The browser's own word on being offline is unreliable: ask, and say what happened.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
