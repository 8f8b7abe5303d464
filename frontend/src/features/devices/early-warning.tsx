import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { InlineSelect } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";

const SHARES = [0.7, 0.8, 0.9];

/** The share of the limit at which the owner gets an early warning. */
export function EarlyWarning({ deviceId, name }: { deviceId: string; name: string }) {
  const { words, format } = useLanguage();
  const queries = useQueryClient();
  const at = { params: { path: { device_id: deviceId } } };
  const key = ["attention", deviceId];
  const { data: attention } = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/monitoring/devices/{device_id}/notification-settings", at)),
  });
  const path = "/api/monitoring/devices/{device_id}/early-warning";
  const choice = useMutation({
    mutationFn: (share: number) =>
      data<unknown>(share > 0 ? api.PUT(path, { ...at, body: { share } }) : api.DELETE(path, at)),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  if (!attention) return null;
  const chosen = attention.early_warning?.share ?? 0;
  const offered = SHARES.includes(chosen) || chosen === 0 ? SHARES : [...SHARES, chosen].sort();
  return (
    <div className="flex flex-wrap items-center gap-3 text-small">
      <InlineSelect
        label={words.devices.warningOf(name)}
        value={String(chosen)}
        disabled={choice.isPending}
        onChange={({ target }) => choice.mutate(Number(target.value))}
      >
        <option value="0">{words.devices.warnNever}</option>
        {offered.map((share) => (
          <option key={share} value={String(share)}>
            {words.devices.warnAt(format.percent(share))}
          </option>
        ))}
      </InlineSelect>
      {choice.error && <span role="alert">{explain(choice.error, words)}</span>}
    </div>
  );
}
