import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/problem";
import { AdminOnly } from "@/app/admin-only";
import { NotFoundPage } from "@/app/not-found-page";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";
import { PageHeader } from "@/components/page-header";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { AddMeter } from "./add-meter";
import { MeterRow } from "./meter-row";
import {
  INTERVALS_S,
  type Simulation,
  useChangeSimulation,
  watchedSimulationQuery,
} from "./queries";

/** Controls the demo's meters. Without a demo the page doesn't exist. */
export function SimulatorPage() {
  return (
    <AdminOnly>
      <Simulator />
    </AdminOnly>
  );
}

function Simulator() {
  const query = useQuery(watchedSimulationQuery);
  const { error } = query;
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  return <Loaded query={query}>{(simulation) => <Steering simulation={simulation} />}</Loaded>;
}

function Steering({ simulation }: { simulation: Simulation }) {
  const { words } = useLanguage();
  const shape = useChangeSimulation();
  const [chosen, setChosen] = useState<string[]>();
  const [isAdding, setIsAdding] = useState(false);
  const reporting = simulation.meters.filter(({ plays }) => plays).map((each) => each.device_id);
  // Show the choice at once.
  const playing = chosen ?? reporting;
  const play = (deviceId: string, plays: boolean): void => {
    const others = playing.filter((each) => each !== deviceId);
    const meters = plays ? [...others, deviceId] : others;
    setChosen(meters);
    shape.mutate({ meters }, { onSettled: () => setChosen(undefined) });
  };
  return (
    <>
      <PageHeader title={words.simulator.title} hint={words.simulator.hint}>
        <Button
          variant={simulation.is_running ? "secondary" : "primary"}
          disabled={shape.isPending}
          onClick={() => shape.mutate({ is_running: !simulation.is_running })}
        >
          {simulation.is_running ? words.simulator.stop : words.simulator.start}
        </Button>
      </PageHeader>
      <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <StatusText simulation={simulation} playing={playing.length} />
        <SelectField
          label={words.simulator.interval}
          hint={words.simulator.intervalHint}
          value={String(simulation.interval_s)}
          disabled={shape.isPending}
          onChange={({ target }) => {
            const interval_s = INTERVALS_S.find((each) => String(each) === target.value);
            if (interval_s) shape.mutate({ interval_s });
          }}
        >
          {INTERVALS_S.map((each) => (
            <option key={each} value={String(each)}>
              {words.devices.every(each)}
            </option>
          ))}
        </SelectField>
      </div>
      <p role="status" className="mt-3 empty:hidden">
        {shape.error && explain(shape.error, words)}
      </p>
      <section className="mt-10" aria-labelledby="meters">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h2 id="meters" className="font-semibold">
              {words.simulator.meters}
            </h2>
            <p className="max-w-prose text-small text-soft">{words.simulator.forceHint}</p>
          </div>
          <Button onClick={() => setIsAdding(true)}>{words.simulator.add}</Button>
        </div>
        <ul className="mt-3 border-line border-t">
          {simulation.meters.length === 0 && (
            <li className="border-line border-b py-4">
              <span className="font-semibold">{words.simulator.none}</span>{" "}
              <span className="text-soft">{words.simulator.noneHint}</span>
            </li>
          )}
          {simulation.meters.map((meter) => (
            <MeterRow
              key={meter.device_id}
              meter={meter}
              isRunning={simulation.is_running}
              isChosen={playing.includes(meter.device_id)}
              isBusy={shape.isPending}
              onPlay={(plays) => play(meter.device_id, plays)}
            />
          ))}
        </ul>
      </section>
      {isAdding && (
        <AddMeter
          taken={new Set(simulation.meters.map(({ device_id }) => device_id))}
          onClose={() => setIsAdding(false)}
        />
      )}
    </>
  );
}

function StatusText({ simulation, playing }: { simulation: Simulation; playing: number }) {
  const { words, format } = useLanguage();
  const { is_running, interval_s, confirmed_readings, rejected_readings } = simulation;
  return (
    <div>
      <p className="font-semibold text-title">
        {is_running
          ? words.simulator.running(playing, words.devices.every(interval_s))
          : words.simulator.stopped}
      </p>
      <p className="text-soft">
        {is_running
          ? words.simulator.confirmed(format.number(confirmed_readings))
          : words.simulator.stoppedHint}
        {rejected_readings > 0 && ` ${words.simulator.refused(rejected_readings)}`}
      </p>
    </div>
  );
}
