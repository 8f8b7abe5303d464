import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { refreshQueries } from "./refresh-queries";

const KEY = ["devices"];
let answers: ((answer: string) => void)[] = [];

/** Somebody looks at devices, which are answered one by one as the test says. */
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

test("what is known is asked for anew", async () => {
  const queries = watched();
  answers[0]?.("old");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("old"));

  refreshQueries(queries, { queryKey: KEY });

  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("new");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("new"));
});

test("a change that is told during the first question is asked for after its answer", async () => {
  const queries = watched();

  refreshQueries(queries, { queryKey: KEY });
  answers[0]?.("from before the change");

  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("from after it");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("from after it"));
});

test("what nobody asks for is not asked for", async () => {
  const queries = watched();
  answers[0]?.("old");
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe("old"));

  refreshQueries(queries, { queryKey: ["users"] });

  expect(queries.isFetching()).toBe(0);
  expect(answers).toHaveLength(1);
});
