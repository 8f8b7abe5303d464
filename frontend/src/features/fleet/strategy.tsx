import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, data } from "@/api/client";
import type { components } from "@/api/generated/balancing";
import { explain, Loaded } from "@/components/states";
import { userQuery } from "@/features/users/queries";
import { useLanguage } from "@/i18n/language";
import { strategyQuery } from "./queries";

type StrategyChoice = components["schemas"]["StrategyChoice"];
type Strategy = StrategyChoice["strategy"];

const STRATEGIES: Strategy[] = ["round_robin", "consistent_hash", "least_backlog"];

/** The dispatch strategy, who chose it, and the choice of another. */
export function StrategySection() {
  const { words } = useLanguage();
  const query = useQuery(strategyQuery);
  return (
    <section aria-labelledby="strategy">
      <h2 id="strategy" className="font-semibold">
        {words.fleet.strategy}
      </h2>
      <div className="mt-2">
        <Loaded query={query}>{(choice) => <Strategies choice={choice} />}</Loaded>
      </div>
    </section>
  );
}

function Strategies({ choice }: { choice: StrategyChoice }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (strategy: Strategy) =>
      data(api.PUT("/api/balancing/strategy", { body: { strategy } })),
    onSuccess: async (chosen) => {
      // A pending request may still return the old strategy.
      await queries.cancelQueries({ queryKey: strategyQuery.queryKey });
      queries.setQueryData(strategyQuery.queryKey, chosen);
    },
  });
  const [chosen, setChosen] = useState<Strategy>();
  // Show the choice at once.
  const shown = chosen ?? choice.strategy;
  const choose = (strategy: Strategy): void => {
    setChosen(strategy);
    change.mutate(strategy, { onSettled: () => setChosen(undefined) });
  };
  return (
    <>
      <fieldset className="border-line border-t">
        <legend className="sr-only">{words.fleet.strategy}</legend>
        {STRATEGIES.map((strategy) => (
          <label
            key={strategy}
            className="flex cursor-pointer items-baseline gap-3 border-line border-b py-2.5"
          >
            <input
              type="radio"
              name="strategy"
              value={strategy}
              checked={shown === strategy}
              disabled={change.isPending}
              onChange={() => choose(strategy)}
              className="size-4 shrink-0 translate-y-0.5 accent-use"
            />
            <span>
              <span className="font-semibold">{words.fleet.strategies[strategy]}</span>
              <span className="block text-small text-soft">
                {words.fleet.strategyHints[strategy]}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <ChosenBy choice={choice} />
      <p role="status" className="text-small">
        {change.error && explain(change.error, words)}
      </p>
    </>
  );
}

function ChosenBy({ choice }: { choice: StrategyChoice }) {
  const { words, format } = useLanguage();
  const by = choice.chosen_by;
  const user = useQuery({ ...userQuery(by ?? ""), enabled: by !== null });
  const name = user.data?.name ?? (user.isError ? words.fleet.somebody : "…");
  return (
    <p className="mt-2 text-small text-soft">
      {by !== null && choice.chosen_at !== null
        ? words.fleet.chosen(name, format.moment(choice.chosen_at))
        : words.fleet.chosenBySetting}
    </p>
  );
}
