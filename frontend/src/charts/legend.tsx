import type { ReactNode } from "react";
import { nameOfCode } from "@/features/devices/channel-names";
import type { Words } from "@/i18n/en";
import { useLanguage } from "@/i18n/language";
import { tintOf } from "./bar-shape";
import type { Bar, BucketState, RangeConsumption } from "./bars";
import type { Listed, Shown } from "./segments";

const EXPLAINED = [
  "partial",
  "estimated",
  "coverage_unknown",
  "missing",
  "withheld",
] as const satisfies readonly BucketState[];

interface LegendProps {
  bars: Bar[];
  shown: Shown;
  resolution: RangeConsumption["resolution"];
}

/** Explains the signs that the chart contains. */
export function Legend({ bars, shown, resolution }: LegendProps) {
  const { words } = useLanguage();
  const states = EXPLAINED.filter((state) => bars.some((bar) => bar.state === state));
  const { stacked, notAdded, belowZero } = shown;
  const devices = stacked.filter(({ isRest }) => !isRest).map(({ device }) => device);
  // Several series of one device are its channels.
  const isByChannel = new Set(devices.map(({ device_id }) => device_id)).size < devices.length;
  const names = stacked.map((each) => seriesName(each, isByChannel, words));
  const isOver = bars.some(({ overLimitHours }) => overLimitHours > 0);
  const isBoth = bars.some(({ below }) => below !== undefined);
  const isCompared = bars.some(({ other }) => other !== undefined);
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
      {stacked.length > 1 &&
        stacked.map(({ key }, place) => (
          <Entry key={key} name={names[place] ?? ""}>
            <rect width="12" height="12" fill="var(--color-use)" opacity={tintOf(place)} />
          </Entry>
        ))}
      {isOver && (
        <Entry name={words.charts.overLegend}>
          <rect width="12" height="12" fill="var(--color-over)" />
        </Entry>
      )}
      {states.map((state) => (
        <Entry key={state} name={words.bucketStates[state]}>
          <Sample state={state} />
        </Entry>
      ))}
      {isCompared && (
        <Entry name={words.charts.otherLegend}>
          <path d="M0 6h12" stroke="var(--color-ink)" strokeWidth="1.5" />
        </Entry>
      )}
      {isBoth && (
        <Entry name={words.energy.belowLegend}>
          <path d="M0 3h12" stroke="var(--color-edge)" />
          <rect
            y="4"
            width="12"
            height="8"
            fill="var(--color-use)"
            opacity={tintOf(stacked.length)}
          />
        </Entry>
      )}
      {belowZero.map(({ device, count }) => (
        <li key={device.device_id} className="w-full text-soft">
          {words.energy.belowZero(device.name, count, resolution)}
        </li>
      ))}
      {notAdded.length > 0 && (
        <li className="w-full text-soft">
          {words.charts.notAdded(notAdded.map(({ name }) => name).join(", "))}
        </li>
      )}
    </ul>
  );
}

function seriesName(
  { device: { name, channel }, isRest }: Listed,
  isByChannel: boolean,
  words: Words,
): string {
  const named =
    isByChannel && channel !== null
      ? words.energy.ofChannel(name, nameOfCode(channel, words))
      : name;
  return isRest ? words.energy.rest(named) : named;
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden="true">
        {children}
      </svg>
      {name}
    </li>
  );
}

function Sample({ state }: { state: (typeof EXPLAINED)[number] }) {
  if (state === "missing" || state === "withheld") {
    return <path d="M-2 8 8-2M1 13 13 1M6 14 14 6" stroke="var(--color-edge)" strokeWidth="1.2" />;
  }
  return (
    <>
      <rect
        width="12"
        height="12"
        fill="var(--color-use)"
        opacity={state === "estimated" ? 0.15 : 0.4}
      />
      <rect
        x="0.500"
        y="0.500"
        width="11"
        height="11"
        fill="none"
        stroke="var(--color-use)"
        strokeDasharray={state === "estimated" ? undefined : "3 2"}
      />
    </>
  );
}
