import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";
import { saveFile } from "@/components/save-file";
import { explain, Loaded } from "@/components/states";
import { type Device, devicesQuery } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import { codesAsCsv } from "./csv";
import { type IssuedCode, useIssueCodes, VALID_DAYS } from "./queries";

const MOST = 200;

/** Issues codes for chosen devices; they are shown once. */
export function IssueCodes() {
  const { words } = useLanguage();
  const query = useQuery(devicesQuery({ assigned: "free", limit: MOST }));
  const issue = useIssueCodes();
  if (issue.data) return <Issued codes={issue.data.items} onDone={issue.reset} />;
  return (
    <Loaded query={query}>
      {({ items, total }) =>
        items.length === 0 ? (
          <p>{words.claims.noDevices}</p>
        ) : (
          <Choice
            devices={items}
            hasMore={total > items.length}
            isBusy={issue.isPending}
            error={issue.error}
            onIssue={(device_ids, valid_days) => issue.mutate({ device_ids, valid_days })}
          />
        )
      }
    </Loaded>
  );
}

interface ChoiceProps {
  devices: Device[];
  hasMore: boolean;
  isBusy: boolean;
  error: Error | null;
  onIssue: (deviceIds: string[], validDays: number) => void;
}

function Choice({ devices, hasMore, isBusy, error, onIssue }: ChoiceProps) {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [days, setDays] = useState(30);
  const ids = devices.map(({ id }) => id).filter((id) => chosen.has(id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <div className="grid gap-4">
      <p>{words.claims.codesHint}</p>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-semibold text-small">{words.claims.devices}</legend>
        <label className="flex min-h-10 items-center gap-3 border-line border-b">
          <input
            type="checkbox"
            checked={ids.length === devices.length}
            onChange={({ target }) =>
              setChosen(new Set(target.checked ? devices.map(({ id }) => id) : []))
            }
          />
          {words.claims.all}
        </label>
        {devices.map((each) => (
          <label key={each.id} className="wrap-anywhere flex min-h-10 items-center gap-3">
            <input type="checkbox" checked={chosen.has(each.id)} onChange={() => toggle(each.id)} />
            {each.name}
          </label>
        ))}
        {hasMore && <p className="text-small text-soft">{words.claims.more(devices.length)}</p>}
      </fieldset>
      <SelectField
        label={words.claims.validFor}
        value={days}
        onChange={({ target }) => setDays(Number(target.value))}
      >
        {VALID_DAYS.map((each) => (
          <option key={each} value={each}>
            {words.claims.days(each)}
          </option>
        ))}
      </SelectField>
      {error && <p role="alert">{explain(error, words)}</p>}
      <div>
        <Button
          variant="primary"
          disabled={isBusy || ids.length === 0}
          onClick={() => onIssue(ids, days)}
        >
          {words.claims.issue(ids.length)}
        </Button>
      </div>
    </div>
  );
}

function Issued({ codes, onDone }: { codes: IssuedCode[]; onDone: () => void }) {
  const { words } = useLanguage();
  const save = (): void =>
    saveFile(new Blob([codesAsCsv(codes)], { type: "text/csv" }), "claim-codes.csv");
  return (
    <div className="grid gap-4">
      <p role="status">{words.claims.issued(codes.length)}</p>
      <dl className="grid gap-2 rounded-md bg-sunken p-3">
        {codes.map((each) => (
          <div key={each.device_id}>
            <dt className="wrap-anywhere text-small">{each.device_name}</dt>
            <dd className="select-all font-mono">{each.code}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap justify-between gap-3">
        <Button variant="primary" onClick={save}>
          {words.claims.save}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.claims.issueMore}
        </Button>
      </div>
    </div>
  );
}
