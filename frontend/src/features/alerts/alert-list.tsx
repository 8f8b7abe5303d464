import { Link } from "@tanstack/react-router";
import { dayOf } from "@/language/calendar";
import { useLanguage } from "@/language/language";
import type { Alert } from "./queries";

/** Alerts, newest hour first; each leads to its hour in the chart. */
export function AlertList({ alerts }: { alerts: Alert[] }) {
  return (
    <ul className="border-line border-t">
      {alerts.map((alert) => (
        <AlertItem key={`${alert.device_id} ${alert.hour}`} alert={alert} />
      ))}
    </ul>
  );
}

function AlertItem({ alert }: { alert: Alert }) {
  const { words, format } = useLanguage();
  const { device_id, device_name, hour, time_zone, energy_kwh, limit_kwh } = alert;
  const isRaised = alert.state === "raised";
  const end = new Date(new Date(hour).getTime() + 3_600_000);
  return (
    <li className="border-line border-b">
      <Link
        to="/history"
        search={{ device: device_id, date: dayOf(new Date(hour), time_zone), hour }}
        className="grid gap-0.5 py-3.5 hover:bg-raised"
      >
        <span className="flex items-baseline justify-between gap-4">
          <span className="truncate font-semibold">{device_name}</span>
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
    </li>
  );
}
