import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { amountOf } from "@/charts/bars";
import { explain } from "@/components/states";
import { choiceKey, choicesOf, choiceText, type MeasuredKind } from "@/features/consumption/kinds";
import { consumptionQuery, type Range } from "@/features/consumption/queries";
import { searchOf } from "@/features/history/search";
import { useLanguage } from "@/i18n/language";

const RENEW_MS = 60_000;

/** Gas, water and heat of today, each in its own unit. */
export function OtherKinds({ range, kinds }: { range: Range; kinds: MeasuredKind[] }) {
  const { words } = useLanguage();
  return (
    <section aria-labelledby="other-kinds">
      <h2 id="other-kinds" className="font-semibold">
        {words.flow.others}
      </h2>
      <ul className="mt-2 border-line border-t">
        {choicesOf(kinds).map((choice) => {
          const { direction } = choice;
          if (direction === "both") return null;
          return (
            <li
              key={choiceKey(choice)}
              className="flex items-baseline justify-between gap-4 border-line border-b py-2.5"
            >
              <Link
                to="/history"
                search={searchOf(choice)}
                className="underline-offset-4 hover:underline"
              >
                {choiceText(choice, words)}
              </Link>
              <Amount range={range} energy={{ ...choice, direction }} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface AmountProps {
  range: Range;
  energy: NonNullable<Range["energy"]>;
}

function Amount({ range, energy }: AmountProps) {
  const { words, format } = useLanguage();
  const { devices: _, compare: __, ...rest } = range;
  const query = useQuery({ ...consumptionQuery({ ...rest, energy }), refetchInterval: RENEW_MS });
  if (query.error) return <span className="text-soft">{explain(query.error, words)}</span>;
  if (!query.data) return <span className="text-soft">…</span>;
  const amount = amountOf(query.data.total);
  if (amount === null) return <span className="text-soft">{words.flow.noReadings}</span>;
  return (
    <span className="whitespace-nowrap font-semibold">
      {format.quantityText(amount, query.data.unit)}
    </span>
  );
}
