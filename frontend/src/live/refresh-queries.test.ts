import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { refreshQueries } from "./refresh-queries";

const KEY = ["devices"];
let answers: ((answer: string) => void)[] = [];

/** A query for devices whose responses the test controls. */
function watched(): QueryClient {
  answers = [];
  const queries = new QueryClient();
  const observer = new QueryObserver(queries, {
    queryKey: KEY,
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  onEnd = observer.subscribe(() => undefined);
  return queries;
}

let onEnd = (): void => undefined;
afterEach(() => onEnd());

test("cached data is refetched", async () => {
  const queries = watched();
  answers[0]?.("old");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("old"));

  refreshQueries(queries, { queryKey: KEY });

  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("new");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("new"));
});

test("a query is refetched after a change during its first load", async () => {
  const queries = watched();

  refreshQueries(queries, { queryKey: KEY });
  answers[0]?.("from before the change");

  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("from after it");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("from after it"));
});

test("unused queries aren't fetched", async () => {
  const queries = watched();
  answers[0]?.("old");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("old"));

  refreshQueries(queries, { queryKey: ["users"] });

  expect(queries.isFetching()).toBe(0);
  expect(answers).toHaveLength(1);
});
