import type { ReactNode } from "react";
import { Field, SelectField } from "@/components/field";
import { useLanguage } from "@/i18n/language";
import type { FormOptions, Mapping } from "./options";

const ZONES = Intl.supportedValuesOf("timeZone");

interface MappingFieldsProps {
  /** How the file was read; undefined while it could not be. */
  mapping: Mapping | undefined;
  /** Names of the file's columns. */
  columns: string[];
  filled: FormOptions;
  onFill: (name: keyof FormOptions, text: string) => void;
}

/** How the file is read: each choice begins with what the file itself shows. */
export function MappingFields({ mapping, columns, filled, onFill }: MappingFieldsProps) {
  const { words } = useLanguage();
  const told = words.imports;
  const units = { kWh: "kWh", Wh: "Wh", MWh: "MWh", kW: told.kW };
  const named = Object.fromEntries(
    columns.map((name, place) => [String(place + 1), told.column(place + 1, name)]),
  );
  const kind = filled.kind || mapping?.kind;
  const isRegister = kind === "register";
  const option = { mapping, filled, onFill };
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-4">
        <span className="font-semibold">{told.mapping}</span>
        <span className="block text-small text-soft">{told.mappingHint}</span>
      </legend>
      <Pair>
        <Option {...option} name="time_column" label={told.timeColumn} choices={named} />
        <Option {...option} name="value_column" label={told.valueColumn} choices={named} />
        <Option {...option} name="unit" label={told.unit} choices={units} />
        <Option {...option} name="kind" label={told.kind} choices={told.kinds} />
        {!isRegister && (
          <>
            <Option {...option} name="stamps" label={told.stamps} choices={told.stampsOf} />
            <Field
              label={told.interval}
              name="interval_s"
              type="number"
              inputMode="numeric"
              min={1}
              max={86_400}
              step={1}
              value={filled.interval_s ?? ""}
              onChange={({ target }) => onFill("interval_s", target.value)}
              placeholder={
                mapping?.interval_s ? told.asFile(String(mapping.interval_s)) : told.asFileUnknown
              }
            />
          </>
        )}
        <Option
          {...option}
          name="time_zone"
          label={told.zone}
          choices={Object.fromEntries(ZONES.map((zone) => [zone, zone]))}
          hint={told.zoneHint}
        />
        <Option {...option} name="decimals" label={told.decimals} choices={told.decimalsOf} />
        <Option
          {...option}
          name="dates"
          label={told.dates}
          choices={{ dmy: told.datesOf.dmy, mdy: told.datesOf.mdy }}
          shown={mapping && told.datesOf[mapping.dates]}
        />
        <SelectField
          label={told.conflicts}
          name="conflicts"
          value={filled.conflicts ?? "keep"}
          onChange={({ target }) => onFill("conflicts", target.value)}
        >
          <option value="keep">{told.conflictsOf.keep}</option>
          <option value="replace">{told.conflictsOf.replace}</option>
        </SelectField>
      </Pair>
    </fieldset>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>;
}

interface OptionProps {
  mapping: Mapping | undefined;
  filled: FormOptions;
  onFill: (name: keyof FormOptions, text: string) => void;
  name: Exclude<keyof FormOptions, "conflicts" | "interval_s">;
  label: string;
  choices: Record<string, string>;
  hint?: string;
  /** The guess in words, where it is none of the choices. */
  shown?: string | undefined;
}

function Option(props: OptionProps) {
  const { mapping, filled, onFill, name, label, choices, hint, shown } = props;
  const { words } = useLanguage();
  // What was chosen is no guess: then the mapping repeats it and tells nothing of the file.
  const isGuessed = mapping !== undefined && !filled[name];
  const guessed = isGuessed ? (shown ?? choices[String(mapping[name])]) : undefined;
  return (
    <SelectField
      label={label}
      name={name}
      hint={hint}
      value={filled[name] ?? ""}
      onChange={({ target }) => onFill(name, target.value)}
    >
      <option value="">
        {guessed === undefined ? words.imports.asFileUnknown : words.imports.asFile(guessed)}
      </option>
      {Object.entries(choices).map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </SelectField>
  );
}
