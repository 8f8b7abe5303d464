import { QueryClient } from "@tanstack/react-query";
import { worthRetrying } from "@/api/client";

/** Server state: cached briefly, refetched when the window gets focus or the network returns. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: worthRetrying,
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
        // The browser's offline status is unreliable: send the request and report its error.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
