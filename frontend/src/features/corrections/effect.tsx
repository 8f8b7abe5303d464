import { useState } from "react";
import { Button } from "@/components/button";
import { type Column, DataTable } from "@/components/data-table";
import { useLanguage } from "@/i18n/language";
import type { Effect, HourChange } from "./queries";

const SHOWN_AT_FIRST = 24;

/** The effect of a correction, as a sentence and hour by hour. */
export function EffectView({ effect, zone }: { effect: Effect; zone: string }) {
  const { words, format } = useLanguage();
  const columns = useColumns(zone);
  const [isComplete, setIsWhole] = useState(false);
  const hours = isComplete ? effect.hours : effect.hours.slice(0, SHOWN_AT_FIRST);
  const isCut = effect.hours_changed > effect.hours.length;
  return (
    <div className="grid gap-3">
      <EffectSummary effect={effect} />
      {hours.length > 0 && (
        <DataTable
          label={words.corrections.hours(effect.hours_changed)}
          columns={columns}
          rows={hours}
          rowKey={(each) => each.hour}
        />
      )}
      {!isComplete && effect.hours.length > hours.length && (
        <Button variant="ghost" className="justify-self-start" onClick={() => setIsWhole(true)}>
          {words.corrections.allHours(format.number(effect.hours.length))}
        </Button>
      )}
      {isComplete && isCut && (
        <p className="text-small text-soft">
          {words.corrections.cut(effect.hours_changed - effect.hours.length)}
        </p>
      )}
    </div>
  );
}

type Sums = Pick<Effect, "readings" | "difference_kwh" | "alerts_raised" | "alerts_retracted">;

/** "24 values change; the total decreases by 7 kWh; 1 alert is retracted." */
export function EffectSummary({ effect }: { effect: Sums }) {
  const { words, format } = useLanguage();
  const { difference_kwh: difference, alerts_raised, alerts_retracted } = effect;
  const by = format.energyExact(Math.abs(difference));
  const parts = [
    words.corrections.values(effect.readings),
    difference > 0
      ? words.corrections.grows(by)
      : difference < 0
        ? words.corrections.falls(by)
        : words.corrections.stays,
    ...(alerts_raised > 0 ? [words.corrections.raised(alerts_raised)] : []),
    ...(alerts_retracted > 0 ? [words.corrections.retracted(alerts_retracted)] : []),
  ];
  return <p>{parts.join("; ")}.</p>;
}

function useColumns(zone: string): Column<HourChange>[] {
  const { words, format } = useLanguage();
  const energy = (kwh: number | null): string =>
    kwh === null ? words.corrections.unknown : format.energyExact(kwh);
  return [
    { key: "hour", label: words.table.interval, cell: ({ hour }) => format.moment(hour, zone) },
    {
      key: "before",
      label: words.corrections.before,
      isFigure: true,
      cell: (each) => energy(each.before_kwh),
    },
    {
      key: "after",
      label: words.corrections.after,
      isFigure: true,
      cell: (each) => (
        <span className={isOver(each) ? "font-semibold text-over" : "font-semibold"}>
          {energy(each.after_kwh)}
        </span>
      ),
    },
    {
      key: "alert",
      label: words.corrections.alert,
      cell: ({ alert }) => (alert ? words.corrections.alerts[alert] : ""),
    },
  ];
}

function isOver({ after_kwh, limit_kwh }: HourChange): boolean {
  return after_kwh !== null && limit_kwh !== null && after_kwh > limit_kwh;
}
