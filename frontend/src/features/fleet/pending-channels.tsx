import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@/api/generated/monitoring";
import { Button } from "@/components/button";
import { type Column, DataTable } from "@/components/data-table";
import { explain } from "@/components/states";
import { nameOfCode } from "@/features/devices/channel-names";
import { useAddChannel } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { pendingChannelsQuery } from "./queries";

type PendingChannel = components["schemas"]["PendingChannel"];

/** Readings of registered devices that wait for a channel, with one button to add it. */
export function PendingChannels() {
  const { words, format } = useLanguage();
  const { data } = useQuery(pendingChannelsQuery());
  const queries = useQueryClient();
  const addition = useAddChannel();
  if (!data || data.total === 0) return null;
  const columns: Column<PendingChannel>[] = [
    { key: "device", label: words.channels.device, cell: (each) => each.device_name },
    {
      key: "channel",
      label: words.channels.channel,
      cell: ({ channel, obis }) => `${nameOfCode(channel, words)}${obis ? ` (${obis})` : ""}`,
    },
    {
      key: "readings",
      label: words.table.readings,
      isFigure: true,
      cell: (each) => format.number(each.readings),
    },
    {
      key: "add",
      label: words.channels.add,
      cell: (each) =>
        each.is_clear ? (
          <Button
            disabled={addition.isPending}
            onClick={() =>
              addition.mutate(
                { deviceId: each.device_id, code: each.channel },
                {
                  onSuccess: () => queries.invalidateQueries({ queryKey: ["pending-channels"] }),
                },
              )
            }
          >
            {words.channels.addAs(nameOfCode(each.channel, words))}
          </Button>
        ) : (
          <span className="text-small text-soft">{words.channels.unclear}</span>
        ),
    },
  ];
  return (
    <section className="mb-10 grid gap-2">
      <h2 className="font-semibold">{words.channels.pending(data.total)}</h2>
      {addition.error && <p role="alert">{explain(addition.error, words)}</p>}
      <DataTable
        label={words.channels.pending(data.total)}
        columns={columns}
        rows={data.items}
        rowKey={(each) => `${each.device_id} ${each.channel}`}
      />
    </section>
  );
}
