import { useQuery } from "@tanstack/react-query";
import type { RangeConsumption } from "@/charts/bars";
import { ErrorMessage } from "@/components/states";
import { type Direction, kindsQuery, type MeasuredKind } from "@/features/consumption/kinds";
import { consumptionQuery, type Range } from "@/features/consumption/queries";
import { useLanguage } from "@/i18n/language";
import { balanceOf } from "./balance";
import { FlowPicture } from "./flow-picture";
import { OtherKinds } from "./other-kinds";

const RENEW_MS = 60_000;

/** What a home took, gave and made today; nothing for one that only takes electricity. */
export function Flow({ range }: { range: Range }) {
  const kinds = useQuery(kindsQuery({ isPresent: true }));
  const measured = kinds.data?.items ?? [];
  const has = (direction: Direction): boolean =>
    measured.some((each) => each.kind === "electricity" && each.direction === direction);
  const others = measured.filter(({ kind }) => kind !== "electricity");
  const isTwoWay = has("export") || has("production");
  if (!isTwoWay && others.length === 0) return null;
  return (
    <div className="mt-12 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {isTwoWay && (
        <TwoWay range={range} hasExport={has("export")} hasProduction={has("production")} />
      )}
      {others.length > 0 && <OtherKinds range={range} kinds={others} />}
    </div>
  );
}

interface TwoWayProps {
  range: Range;
  hasExport: boolean;
  hasProduction: boolean;
}

function TwoWay({ range, hasExport, hasProduction }: TwoWayProps) {
  const { words } = useLanguage();
  const imported = useQuery({ ...consumptionQuery(range), refetchInterval: RENEW_MS });
  const exported = useDirection(range, "export", hasExport);
  const produced = useDirection(range, "production", hasProduction);
  const error = imported.error ?? exported.error ?? produced.error;
  const isComplete =
    imported.data && (!hasExport || exported.data) && (!hasProduction || produced.data);
  return (
    <section aria-labelledby="flow-today">
      <h2 id="flow-today" className="font-semibold">
        {words.flow.title}
      </h2>
      {error && <ErrorMessage error={error} />}
      {isComplete && (
        <TwoWayFigures
          imported={imported.data}
          exported={hasExport ? exported.data : undefined}
          produced={hasProduction ? produced.data : undefined}
        />
      )}
    </section>
  );
}

function useDirection(range: Range, direction: MeasuredKind["direction"], isMeasured: boolean) {
  const { devices: _, compare: __, ...rest } = range;
  return useQuery({
    ...consumptionQuery({ ...rest, energy: { kind: "electricity", direction } }),
    enabled: isMeasured,
    refetchInterval: RENEW_MS,
  });
}

interface TwoWayFiguresProps {
  imported: RangeConsumption;
  exported: RangeConsumption | undefined;
  produced: RangeConsumption | undefined;
}

function TwoWayFigures({ imported, exported, produced }: TwoWayFiguresProps) {
  const { words, format } = useLanguage();
  const rows = [
    [words.flow.made, produced],
    [words.flow.fromGrid, imported],
    [words.flow.toGrid, exported],
  ] as const;
  return (
    <>
      <dl className="mt-2 border-line border-t">
        {rows.map(
          ([name, range]) =>
            range && (
              <div
                key={name}
                className="flex items-baseline justify-between gap-4 border-line border-b py-2.5"
              >
                <dt>{name}</dt>
                <dd className="whitespace-nowrap font-semibold">
                  {range.total.energy_kwh === null ? (
                    <span className="font-normal text-soft">{words.flow.noReadings}</span>
                  ) : (
                    format.energyText(range.total.energy_kwh)
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
      <Shares imported={imported} exported={exported} produced={produced} />
    </>
  );
}

/** Self-consumption and autarky in words and as a picture, or why they aren't known. */
function Shares(measured: TwoWayFiguresProps) {
  const { words, format } = useLanguage();
  const balance = balanceOf(measured);
  const texts = words.flow;
  if (typeof balance === "string") return <p className="mt-3">{texts.unknown[balance]}</p>;
  const { selfConsumption, autarky, hours, hoursLeftOut } = balance;
  return (
    <>
      <p className="mt-3">
        {selfConsumption === null
          ? texts.nothingMade
          : texts.selfConsumption(format.percent(selfConsumption))}{" "}
        {autarky !== null && texts.autarky(format.percent(autarky))}{" "}
        <span className="text-soft">
          {texts.hours(hours)}
          {hoursLeftOut > 0 && ` ${texts.hoursLeftOut(hoursLeftOut)}`}
          {measured.exported === undefined && ` ${texts.exportNotMeasured}`}
        </span>
      </p>
      <FlowPicture balance={balance} />
    </>
  );
}
