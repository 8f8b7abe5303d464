import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Loaded } from "@/components/states";
import { AlertList } from "@/features/alerts/alert-list";
import { alertsQuery } from "@/features/alerts/queries";
import { useLanguage } from "@/i18n/language";

const SHOWN = 5;

export function LastAlerts() {
  const { words } = useLanguage();
  const query = useQuery(alertsQuery({ state: "raised" }, SHOWN));
  return (
    <section aria-labelledby="last-alerts">
      <div className="flex items-baseline justify-between">
        <h2 id="last-alerts" className="font-semibold">
          {words.alerts.last}
        </h2>
        <Link to="/alerts" className="text-small underline underline-offset-4">
          {words.alerts.all}
        </Link>
      </div>
      <div className="mt-2">
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="border-line border-t py-3.5 text-soft">{words.alerts.none}</p>
            ) : (
              <AlertList alerts={items} isShort />
            )
          }
        </Loaded>
      </div>
    </section>
  );
}
