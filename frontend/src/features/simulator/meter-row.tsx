import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { explain } from "@/components/states";
import { deviceQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { type SimulatedMeter, useForceOverLimit } from "./queries";
import { RemoveMeter } from "./remove-meter";

interface MeterRowProps {
  meter: SimulatedMeter;
  isRunning: boolean;
  /** Whether the meter reports while the simulation is running. */
  isChosen: boolean;
  isBusy: boolean;
  onPlay: (plays: boolean) => void;
}

/** A simulated meter: whether it reports, its progress, and a button to force it over its limit. */
export function MeterRow({ meter, isRunning, isChosen, isBusy, onPlay }: MeterRowProps) {
  const { words, format } = useLanguage();
  const { data: device } = useQuery(deviceQuery(meter.device_id));
  const force = useForceOverLimit(meter.device_id);
  const [isLeaving, setIsLeaving] = useState(false);
  const name = device?.name ?? meter.device_id;
  const limit = device?.max_consumption ?? null;
  const profiles: Record<string, string> = words.simulator.profiles;
  const facts = [
    profiles[meter.profile] ?? meter.profile,
    limit === null ? words.simulator.noLimit : words.simulator.limit(format.energyExact(limit)),
  ];
  const reports = isRunning && isChosen;
  return (
    <li
      data-meter={meter.device_id}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-b py-3.5"
    >
      <label className="flex min-w-0 cursor-pointer items-baseline gap-3">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={isBusy}
          aria-label={words.simulator.reports(name)}
          onChange={({ target }) => onPlay(target.checked)}
          className="size-4 shrink-0 translate-y-0.5 accent-use"
        />
        <span className="min-w-0">
          <span className={`font-semibold ${reports ? "" : "text-soft"}`}>{name}</span>
          <span className="block text-small text-soft">{facts.join(" · ")}</span>
          <span className="block text-small text-soft">
            <Standing meter={meter} reports={reports} />
          </span>
        </span>
      </label>
      <div className="grid gap-1">
        <div className="flex flex-wrap gap-2">
          <Button
            disabled={!reports || limit === null || force.isPending}
            aria-label={words.simulator.forceOf(name)}
            onClick={() => limit !== null && force.mutate(limit)}
          >
            {words.simulator.force}
          </Button>
          <Button
            variant="ghost"
            aria-label={words.simulator.removeOf(name)}
            onClick={() => setIsLeaving(true)}
          >
            {words.simulator.remove}
          </Button>
        </div>
        {force.error && (
          <p role="alert" className="text-small">
            {explain(force.error, words)}
          </p>
        )}
      </div>
      {isLeaving && (
        <RemoveMeter deviceId={meter.device_id} name={name} onClose={() => setIsLeaving(false)} />
      )}
    </li>
  );
}

function Standing({ meter, reports }: { meter: SimulatedMeter; reports: boolean }) {
  const { words, format } = useLanguage();
  const until = meter.reported_until;
  const parts = [
    ...(reports ? [] : [words.simulator.silent]),
    until === null ? words.simulator.never : words.simulator.until(format.timeExact(until)),
    ...(meter.forced_until ? [words.simulator.forced(format.timeExact(meter.forced_until))] : []),
  ];
  return parts.join(" · ");
}
