import { Link } from "@tanstack/react-router";
import { dayOf } from "@/language/calendar";
import { useLanguage } from "@/language/language";
import { AlertsIcon, CloseIcon } from "@/parts/icons";
import { useLive } from "./live";
import { isWithinHour, type ShownAlert } from "./shown-alerts";

/** The newest alert, on whatever page one is. It stays until it is seen. */
export function AlertBanner() {
  const { alerts, dismiss } = useLive();
  const { words } = useLanguage();
  const newest = alerts[0];
  return (
    <div aria-live="assertive" role="alert" className="fixed inset-x-0 top-0 z-40 lg:left-60">
      {newest && (
        <div
          key={newest.number}
          className="slides-in flex items-start gap-3 border-over border-b-2 bg-over-soft px-5 py-4 shadow-lg lg:px-12"
        >
          <AlertsIcon className="mt-0.5 size-5 shrink-0 text-over" />
          <div className="min-w-0 flex-1">
            <Sentence shown={newest} />
            <p className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-small">
              <HourLink shown={newest} onClick={dismiss} />
              {alerts.length > 1 && (
                <Link to="/alerts" onClick={dismiss} className="underline underline-offset-4">
                  {words.alerts.more(alerts.length - 1)}
                </Link>
              )}
            </p>
          </div>
          <button
            type="button"
            onClick={dismiss}
            aria-label={words.alerts.seen}
            className="-m-2 rounded-md p-2 hover:bg-paper"
          >
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}

function Sentence({ shown }: { shown: ShownAlert }) {
  const { words, format } = useLanguage();
  const { alert, sent_at } = shown;
  const said = {
    device: alert.device_name,
    energy: format.energyExact(alert.energy_kwh),
    limit: alert.limit_kwh === null ? "" : format.energyExact(alert.limit_kwh),
    hour: format.time(alert.hour, alert.time_zone),
    at: format.time(sent_at, alert.time_zone),
  };
  return (
    <p className="font-semibold text-over">
      {isWithinHour(sent_at, alert.hour) ? words.alerts.now(said) : words.alerts.before(said)}
    </p>
  );
}

function HourLink({ shown, onClick }: { shown: ShownAlert; onClick: () => void }) {
  const { words } = useLanguage();
  const { device_id, hour, time_zone } = shown.alert;
  return (
    <Link
      to="/history"
      search={{ device: device_id, date: dayOf(new Date(hour), time_zone), hour }}
      onClick={onClick}
      className="underline underline-offset-4"
    >
      {words.alerts.jump}
    </Link>
  );
}
