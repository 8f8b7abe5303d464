import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { type Column, DataTable } from "@/components/data-table";
import { useDeviceNames } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { sendersQuery } from "./queries";
import { QuotaDialog } from "./quota-dialog";
import { holdEndOf, isDevice, labelOf, SENDERS_SHOWN, type Sender } from "./senders";

/** Devices that are held back or have many messages waiting; hidden if there are none. */
export function BusySenders() {
  const { words } = useLanguage();
  const { data, dataUpdatedAt: answeredAt } = useQuery(sendersQuery);
  const [showsAll, setShowsAll] = useState(false);
  const [chosen, setChosen] = useState<Sender>();
  const senders = data?.items ?? [];
  const shown = showsAll ? senders : senders.slice(0, SENDERS_SHOWN);
  const asked = chosen ? [...shown, chosen] : shown;
  const names = useDeviceNames(asked.filter(isDevice).map((each) => each.device_id));
  const label = (sender: Sender): string => labelOf(sender, names) || words.senders.unknown;
  const columns = useColumns(label, answeredAt, setChosen);
  // The dialog stays open when its sender leaves the list.
  const dialog = chosen && (
    <QuotaDialog
      deviceId={chosen.device_id}
      label={label(chosen)}
      onClose={() => setChosen(undefined)}
    />
  );
  if (senders.length === 0) return dialog;
  return (
    <div className="mt-12 grid justify-items-start gap-2">
      <h2 className="font-semibold">{words.senders.title}</h2>
      <p className="max-w-3xl text-small text-soft">{words.senders.hint}</p>
      <div className="w-full min-w-0">
        <DataTable
          label={words.senders.title}
          columns={columns}
          rows={shown}
          rowKey={(each) => each.device_id}
        />
      </div>
      {senders.length > shown.length && (
        <Button variant="ghost" onClick={() => setShowsAll(true)}>
          {words.senders.more(senders.length - shown.length)}
        </Button>
      )}
      {dialog}
    </div>
  );
}

function useColumns(
  label: (sender: Sender) => string,
  answeredAt: number,
  onChange: (sender: Sender) => void,
): Column<Sender>[] {
  const { words, format } = useLanguage();
  const state = (sender: Sender): string => {
    const release = holdEndOf(sender, answeredAt);
    if (release.kind === "free") return words.senders.notHeld;
    if (release.kind === "shorter") return words.senders.heldForNow;
    return words.senders.heldUntil(format.timeExact(release.at));
  };
  const sent = (each: Sender): string =>
    words.senders.sent(
      format.number(each.messages_this_minute),
      format.number(each.readings_this_minute),
    );
  const change = (each: Sender): ReactNode =>
    isDevice(each) && (
      <Button className="whitespace-nowrap text-ink text-small" onClick={() => onChange(each)}>
        {words.senders.change}
        <span className="sr-only">: {label(each)}</span>
      </Button>
    );
  const figure = (key: keyof Sender & string, name: string, deskOnly: boolean): Column<Sender> => ({
    key,
    label: name,
    isFigure: true,
    deskOnly,
    cell: (each) => format.number(Number(each[key])),
  });
  return [
    {
      key: "name",
      label: words.history.device,
      cell: (each) => (
        <>
          <span className="wrap-anywhere">{label(each)}</span>
          <span className="mt-1 grid justify-items-start gap-2 text-small text-soft lg:hidden">
            <span>
              {state(each)}. {sent(each)}
            </span>
            {change(each)}
          </span>
        </>
      ),
    },
    { key: "state", label: words.senders.state, deskOnly: true, cell: state },
    figure("messages_this_minute", words.senders.messages, true),
    figure("readings_this_minute", words.senders.readings, true),
    figure("waiting_messages", words.senders.waiting, false),
    {
      key: "quota",
      label: words.senders.quotaShort,
      isFigure: true,
      deskOnly: true,
      cell: change,
    },
  ];
}
