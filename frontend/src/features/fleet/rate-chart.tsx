import { useQuery } from "@tanstack/react-query";
import { useWidth } from "@/charts/use-width";
import { ErrorMessage } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { historyQuery } from "./queries";
import { type RateHistory, rateHistoryOf } from "./rate-history";

const HEIGHT = 96;

/** The rate over the last ten minutes, as a line and as a sentence. */
export function RateChart() {
  const { words } = useLanguage();
  const { data, error, refetch } = useQuery(historyQuery);
  const past = data && rateHistoryOf(data);
  return (
    <section className="mt-12" aria-labelledby="past">
      <h2 id="past" className="font-semibold">
        {words.fleet.rateHistory}
      </h2>
      {past ? (
        <>
          <Line past={past} />
          <PastSaid past={past} />
        </>
      ) : (
        data && <p className="mt-1 text-soft">{words.fleet.noRateHistory}</p>
      )}
      {!data && error && <ErrorMessage error={error} again={refetch} />}
    </section>
  );
}

/** The same as text, for screen readers. */
function PastSaid({ past }: { past: RateHistory }) {
  const { words, format } = useLanguage();
  const { rate, at } = past.peak;
  const [takeover] = past.takeovers;
  return (
    <p className="mt-2 text-small text-soft">
      {rate > 0
        ? words.fleet.peak(
            format.number(rate, rate < 100 ? 1 : 0),
            format.timeExact(new Date(at).toISOString()),
          )
        : words.fleet.noRateHistory}
      {takeover && ` ${words.fleet.takeover(takeover.by, format.timeExact(takeover.at))}`}
    </p>
  );
}

function Line({ past }: { past: RateHistory }) {
  const { format } = useLanguage();
  const [ref, width] = useWidth<HTMLDivElement>();
  const top = Math.max(1, past.peak.rate);
  const x = (at: number): number => ((at - past.from) / (past.to - past.from)) * width;
  const y = (rate: number): number => HEIGHT - 1 - (rate / top) * (HEIGHT - 4);
  return (
    <div ref={ref} className="mt-3">
      <svg width={width} height={HEIGHT} className="block" aria-hidden="true">
        <path d={`M0 ${HEIGHT - 0.5}H${width}`} stroke="var(--color-line)" />
        {past.takeovers.map(({ at }) => (
          <path
            key={at}
            d={`M${x(Date.parse(at))} 0V${HEIGHT}`}
            stroke="var(--color-edge)"
            strokeDasharray="3 4"
          />
        ))}
        {past.runs.map((run) => (
          <polyline
            key={run[0]?.at}
            points={run.map(({ at, rate }) => `${x(at)},${y(rate)}`).join(" ")}
            fill="none"
            stroke="var(--color-use)"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        ))}
      </svg>
      <p className="mt-1 flex justify-between text-small text-soft">
        <span>{format.time(new Date(past.from))}</span>
        <span>{format.time(new Date(past.to))}</span>
      </p>
    </div>
  );
}
