import { type ChangeEvent, type InputHTMLAttributes, useState } from "react";
import { Button } from "@/components/button";
import { InlineSelect } from "@/components/field";
import { SearchBox } from "@/components/search-box";
import { useLanguage } from "@/i18n/language";
import { ACTIONS, type AuditSearch, auditSearch, OUTCOMES } from "./search";

interface FiltersProps {
  search: AuditSearch;
  isFiltered: boolean;
  onChange: (changed: AuditSearch) => void;
}

export function Filters({ search, isFiltered, onChange }: FiltersProps) {
  const { words } = useLanguage();
  // Text fields keep their own state: a new key empties them.
  const [cleared, setCleared] = useState(0);
  const audit = words.audit;
  const chosen = (name: keyof AuditSearch) => (event: ChangeEvent<{ value: string }>) =>
    onChange({ [name]: auditSearch({ [name]: event.target.value })[name] });
  const clear = (): void => {
    setCleared(cleared + 1);
    onChange(auditSearch({}));
  };
  return (
    <div key={cleared} className="mb-6 grid gap-3 sm:flex sm:flex-wrap sm:items-end">
      <SearchBox
        label={audit.who}
        value={search.who ?? ""}
        onSearch={(who) => onChange({ who: who || undefined })}
      />
      <SearchBox
        label={audit.subject}
        value={search.on ?? ""}
        onSearch={(on) => onChange({ on: on || undefined })}
      />
      <SearchBox
        label={audit.address}
        value={search.address ?? ""}
        onSearch={(address) => onChange({ address: address || undefined })}
      />
      <InlineSelect
        label={audit.action}
        className="sm:max-w-64"
        value={search.action ?? ""}
        onChange={chosen("action")}
      >
        <option value="">{audit.anyAction}</option>
        {ACTIONS.map((each) => (
          <option key={each} value={each}>
            {audit.actions[each]}
          </option>
        ))}
      </InlineSelect>
      <InlineSelect label={audit.outcome} value={search.outcome ?? ""} onChange={chosen("outcome")}>
        <option value="">{audit.anyOutcome}</option>
        {OUTCOMES.map((each) => (
          <option key={each} value={each}>
            {audit.outcomes[each]}
          </option>
        ))}
      </InlineSelect>
      <div className="flex gap-3">
        <Day label={audit.from} value={search.from ?? ""} onChange={chosen("from")} />
        <Day label={audit.to} value={search.to ?? ""} onChange={chosen("to")} />
      </div>
      {isFiltered && (
        <Button variant="ghost" onClick={clear}>
          {audit.clear}
        </Button>
      )}
    </div>
  );
}

function Day({ label, ...rest }: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="grid min-w-0 flex-1 gap-1 text-small text-soft">
      {label}
      <input
        type="date"
        className="min-h-10 w-full min-w-0 rounded-md border border-edge bg-raised px-3 text-body text-ink"
        {...rest}
      />
    </label>
  );
}
