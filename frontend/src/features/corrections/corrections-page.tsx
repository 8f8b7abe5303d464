import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { AdminOnly } from "@/app/admin-only";
import { PageHeader } from "@/components/page-header";
import { Loaded } from "@/components/states";
import { deviceQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { CorrectionForm } from "./correction-form";
import { CorrectionList } from "./correction-list";

const route = getRouteApi("/corrections");

/** Corrects readings of one device at a time and lists past corrections. */
export function CorrectionsPage() {
  const { device } = route.useSearch();
  return <AdminOnly>{device ? <OfDevice key={device} deviceId={device} /> : <OfAll />}</AdminOnly>;
}

function OfAll() {
  const { words } = useLanguage();
  return (
    <>
      <PageHeader title={words.corrections.title} hint={words.corrections.allHint} />
      <CorrectionList deviceId={undefined} />
    </>
  );
}

function OfDevice({ deviceId }: { deviceId: string }) {
  const { words } = useLanguage();
  const { date } = route.useSearch();
  const query = useQuery(deviceQuery(deviceId));
  return (
    <Loaded query={query}>
      {(device) => (
        <>
          <PageHeader title={words.corrections.titleOf(device.name)} hint={words.corrections.hint}>
            <div className="flex flex-wrap gap-x-5 text-small">
              <Link
                to="/history"
                search={{ device: deviceId, date }}
                className="underline underline-offset-4"
              >
                {words.devices.toHistory}
              </Link>
              <Link to="/corrections" className="underline underline-offset-4">
                {words.corrections.ofAll}
              </Link>
            </div>
          </PageHeader>
          <CorrectionForm device={device} date={date} />
          <CorrectionList deviceId={deviceId} zone={device.time_zone} />
        </>
      )}
    </Loaded>
  );
}
