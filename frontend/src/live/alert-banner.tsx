import { Link } from "@tanstack/react-router";
import { AlertsIcon, CloseIcon } from "@/components/icons";
import { nameInAlert, shownOfCode } from "@/features/devices/channel-names";
import { dayOf } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import type { Notice } from "./channel";
import { useLive } from "./live";
import { isWithinHour } from "./notices";

/** The newest alert, on every page, until it is dismissed. */
export function AlertBanner() {
  const { notices, dismiss } = useLive();
  const { words } = useLanguage();
  const newest = notices[0];
  return (
    <div aria-live="assertive" role="alert" className="fixed inset-x-0 top-0 z-40 lg:left-60">
      {newest && (
        <div
          key={newest.number}
          className={`slides-in flex items-start gap-3 border-b-2 px-5 py-4 shadow-lg lg:px-12 ${newest.kind === "alert" ? "border-over bg-over-soft" : "border-ink bg-raised"}`}
        >
          <AlertsIcon
            className={`mt-0.5 size-5 shrink-0 ${newest.kind === "alert" ? "text-over" : ""}`}
          />
          <div className="min-w-0 flex-1">
            <Sentence shown={newest} />
            <p className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-small">
              <HourLink shown={newest} onClick={dismiss} />
              {notices.length > 1 && (
                <Link to="/alerts" onClick={dismiss} className="underline underline-offset-4">
                  {words.alerts.more(notices.length - 1)}
                </Link>
              )}
            </p>
          </div>
          <button
            type="button"
            onClick={dismiss}
            aria-label={words.alerts.dismiss}
            className="-m-2 rounded-md p-2 hover:bg-paper"
          >
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}

function Sentence({ shown }: { shown: Notice }) {
  const { words, format } = useLanguage();
  const { hour, sentAt, kind, correlationId } = shown;
  const values = {
    device: nameInAlert(hour, words),
    energy: format.energyExact(hour.energy_kwh),
    limit: hour.limit_kwh === null ? "" : format.energyExact(hour.limit_kwh),
    hour: format.time(hour.hour, hour.time_zone),
    at: format.time(sentAt, hour.time_zone),
  };
  return (
    <p
      className={`font-semibold ${kind === "alert" ? "text-over" : ""}`}
      data-correlation-id={correlationId}
    >
      {kind === "early_warning"
        ? words.alerts.earlyWarning(values)
        : isWithinHour(sentAt, hour.hour)
          ? words.alerts.currentHour(values)
          : words.alerts.earlierHour(values)}
    </p>
  );
}

function HourLink({ shown, onClick }: { shown: Notice; onClick: () => void }) {
  const { words } = useLanguage();
  const { device_id, channel, hour, time_zone } = shown.hour;
  return (
    <Link
      to="/history"
      search={{
        device: device_id,
        date: dayOf(new Date(hour), time_zone),
        hour,
        ...shownOfCode(channel),
      }}
      onClick={onClick}
      className="underline underline-offset-4"
    >
      {words.alerts.jump}
    </Link>
  );
}
