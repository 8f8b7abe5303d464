import { Link } from "@tanstack/react-router";
import { explain } from "@/components/states";
import { nameInAlert, shownOfCode } from "@/features/devices/channel-names";
import { dayOf } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { type Alert, useAcknowledgement } from "./queries";

/** Alerts, newest hour first; each links to its hour in the chart. */
export function AlertList({ alerts, isShort = false }: { alerts: Alert[]; isShort?: boolean }) {
  return (
    <ul className="border-line border-t">
      {alerts.map((alert) => (
        <AlertItem key={alert.alert_id} alert={alert} isShort={isShort} />
      ))}
    </ul>
  );
}

function AlertItem({ alert, isShort }: { alert: Alert; isShort: boolean }) {
  const { words, format } = useLanguage();
  const { device_id, hour, time_zone, energy_kwh, limit_kwh } = alert;
  const isRaised = alert.state === "raised";
  const end = new Date(new Date(hour).getTime() + 3_600_000);
  return (
    <li className="border-line border-b">
      <Link
        to="/history"
        search={{
          device: device_id,
          date: dayOf(new Date(hour), time_zone),
          hour,
          ...shownOfCode(alert.channel),
        }}
        className="grid gap-0.5 py-3.5 hover:bg-raised"
      >
        <span className="flex items-baseline justify-between gap-4">
          <span className="truncate font-semibold">{nameInAlert(alert, words)}</span>
          <span
            className={`whitespace-nowrap ${isRaised ? "font-semibold text-over" : "text-soft"}`}
          >
            {format.energyText(energy_kwh)}
          </span>
        </span>
        <span className="flex flex-wrap justify-between gap-x-4 text-small text-soft">
          <span>
            {format.moment(hour, time_zone)}–{format.time(end, time_zone)}
          </span>
          <span>
            {isRaised
              ? limit_kwh !== null && words.alerts.ofLimit(format.energyExact(limit_kwh))
              : words.alerts.states.retracted}
          </span>
        </span>
      </Link>
      {!isShort && isRaised && <Acknowledgement alert={alert} />}
    </li>
  );
}

function Acknowledgement({ alert }: { alert: Alert }) {
  const { words, format } = useLanguage();
  const change = useAcknowledgement(alert);
  const by = alert.acknowledged;
  const what = `${nameInAlert(alert, words)}, ${format.moment(alert.hour, alert.time_zone)}`;
  const act = by ? words.alerts.undo : words.alerts.acknowledge;
  return (
    <p className="-mt-2 flex flex-wrap items-center gap-x-3 pb-3 text-small">
      {by && (
        <span className="text-soft">
          {words.alerts.acknowledged(by.by_name, format.moment(by.at))}
        </span>
      )}
      <button
        type="button"
        disabled={change.isPending}
        aria-label={`${act}: ${what}`}
        onClick={() => change.mutate()}
        className="underline underline-offset-4"
      >
        {act}
      </button>
      {change.error && <span role="alert">{explain(change.error, words)}</span>}
    </p>
  );
}
