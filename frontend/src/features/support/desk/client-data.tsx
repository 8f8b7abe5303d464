import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/components/button";
import { ErrorMessage, Skeleton } from "@/components/states";
import { nameInAlert } from "@/features/devices/channel-names";
import { dayOf } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import type { Conversation } from "../thread";
import { Looks } from "./looks";
import { type Context, contextQuery } from "./queries";

interface ClientDataProps {
  conversation: Conversation;
  isMine: boolean;
}

/**
 * The client's devices, alerts and consumption. Each view is written to the audit log, so the data
 * is shown at once only to whoever has taken over the conversation, and to others on request.
 */
export function ClientData({ conversation, isMine }: ClientDataProps) {
  const { words } = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const context = useQuery({ ...contextQuery(conversation.id), enabled: isMine || isAsked });
  const look = (): void => {
    setIsAsked(true);
    if (context.isFetched) void context.refetch();
  };
  return (
    <section>
      <h3 className="font-semibold text-small">{words.support.desk.data}</h3>
      <p className="text-small text-soft">{words.support.desk.dataHint}</p>
      {context.error && <ErrorMessage error={context.error} />}
      {context.isLoading && <Skeleton />}
      {context.data && <Shown context={context.data} />}
      <Button className="mt-3" disabled={context.isFetching} onClick={look}>
        {context.data ? words.support.desk.lookAgain : words.support.desk.look}
      </Button>
      <Looks clientId={conversation.client_id} lookedAt={context.dataUpdatedAt} />
    </section>
  );
}

function Shown({ context }: { context: Context }) {
  const { words } = useLanguage();
  if (context.devices.length === 0) {
    return <p className="mt-2 text-small">{words.support.desk.noDevice}</p>;
  }
  return (
    <div className="mt-2 grid grid-cols-1 gap-4 text-small">
      {context.devices.map((device) => (
        <Device
          key={device.id}
          device={device}
          days={context.days.filter(({ device_id }) => device_id === device.id)}
        />
      ))}
      <Alerts alerts={context.alerts} />
    </div>
  );
}

interface DeviceProps {
  device: Context["devices"][number];
  days: Context["days"];
}

function Device({ device, days }: DeviceProps) {
  const { words, format } = useLanguage();
  const limit = device.max_consumption;
  return (
    <div>
      <p className="flex flex-wrap justify-between gap-x-3">
        <Link to="/history" search={{ device: device.id }} className="underline underline-offset-4">
          {device.name}
        </Link>
        <span className="text-soft">
          {limit === null
            ? words.devices.noLimit
            : words.devices.perHour(format.energyExact(limit))}
        </span>
      </p>
      <table className="mt-1 w-full">
        <caption className="sr-only">
          {device.name}: {words.support.desk.use}
        </caption>
        <tbody>
          {days.map(({ starts_at, energy_kwh, coverage }) => {
            const day = dayOf(new Date(starts_at), device.time_zone);
            const isPart = coverage !== null && coverage > 0 && coverage < 1;
            return (
              <tr key={starts_at}>
                <th scope="row" className="text-left font-normal text-soft">
                  {format.dayShort(day)}
                </th>
                <td className="text-right">
                  {energy_kwh === null
                    ? words.support.desk.unknownUse
                    : format.energyText(energy_kwh)}
                  {isPart && <span className="text-soft"> {words.support.desk.partUse}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Alerts({ alerts }: { alerts: Context["alerts"] }) {
  const { words, format } = useLanguage();
  return (
    <div>
      <h4 className="text-soft">{words.support.desk.lastAlerts}</h4>
      {alerts.length === 0 && <p>{words.support.desk.noAlert}</p>}
      <ul>
        {alerts.map((alert) => (
          <li key={alert.alert_id}>
            <Link
              to="/history"
              search={{
                device: alert.device_id,
                date: dayOf(new Date(alert.hour), alert.time_zone),
                hour: alert.hour,
              }}
              className="grid grid-cols-1 py-1 hover:bg-raised"
            >
              <span className="flex justify-between gap-3">
                <span className="truncate">{nameInAlert(alert, words)}</span>
                <span
                  className={alert.state === "raised" ? "font-semibold text-over" : "text-soft"}
                >
                  {format.energyText(alert.energy_kwh)}
                </span>
              </span>
              <span className="text-soft">
                {format.moment(alert.hour, alert.time_zone)}
                {alert.state === "raised" ? "" : ` · ${words.alerts.states.retracted}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
