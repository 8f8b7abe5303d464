import type { ReactNode } from "react";
import { Field, SelectField } from "@/components/field";
import { channelName } from "@/features/devices/channel-names";
import type { Device } from "@/features/devices/queries";
import { useLanguage } from "@/i18n/language";
import type { FormOptions, Mapping } from "./options";

const ZONES = Intl.supportedValuesOf("timeZone");

interface MappingFieldsProps {
  device: Device;
  /** Whether channels and columns of values are chosen for each series instead. */
  isOfParts: boolean;
  /** The format that was used; undefined if the file couldn't be read. */
  mapping: Mapping | undefined;
  /** Names of the file's columns. */
  columns: string[];
  filled: FormOptions;
  onFill: (name: keyof FormOptions, text: string) => void;
}

/** The format of the file: each field defaults to what was detected. */
export function MappingFields(props: MappingFieldsProps) {
  const { device, isOfParts, mapping, columns, filled, onFill } = props;
  const { words } = useLanguage();
  const texts = words.imports;
  const energies = { kWh: "kWh", Wh: "Wh", MWh: "MWh", mWh: "mWh", W: texts.W, kW: texts.kW };
  const volumes = { m3: "m³", L: "L", ft3: "ft³", CCF: "CCF" };
  const ofUnit = { kWh: energies, m3: volumes, L: volumes, GJ: { GJ: "GJ", MJ: "MJ" } };
  const code = filled.channel ?? "import";
  const channel = device.channels.find((each) => each.code === code);
  const units: Record<string, string> = isOfParts
    ? { ...energies, ...volumes, ...ofUnit.GJ }
    : ofUnit[channel?.unit ?? "kWh"];
  const named = Object.fromEntries(
    columns.map((name, place) => [String(place + 1), texts.column(place + 1, name)]),
  );
  const kind = filled.kind || mapping?.kind;
  const isRegister = kind === "register";
  const option = { mapping, filled, onFill };
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-4">
        <span className="font-semibold">{texts.mapping}</span>
        <span className="block text-small text-soft">{texts.mappingHint}</span>
      </legend>
      {!isOfParts && <ChannelChoice device={device} filled={filled} onFill={onFill} />}
      <Pair>
        <Option {...option} name="time_column" label={texts.timeColumn} choices={named} />
        {!isOfParts && (
          <Option {...option} name="value_column" label={texts.valueColumn} choices={named} />
        )}
        <Option {...option} name="unit" label={texts.unit} choices={units} />
        <Option {...option} name="kind" label={texts.kind} choices={texts.kinds} />
        {!isRegister && (
          <>
            <Option
              {...option}
              name="timestamps_mark"
              label={texts.timestampsMark}
              choices={texts.timestampsMarkOf}
            />
            <Field
              label={texts.interval}
              name="interval_s"
              type="number"
              inputMode="numeric"
              min={1}
              max={86_400}
              step={1}
              value={filled.interval_s ?? ""}
              onChange={({ target }) => onFill("interval_s", target.value)}
              placeholder={
                mapping?.interval_s ? texts.asFile(String(mapping.interval_s)) : texts.asFileUnknown
              }
            />
          </>
        )}
        <Option
          {...option}
          name="time_zone"
          label={texts.zone}
          choices={Object.fromEntries(ZONES.map((zone) => [zone, zone]))}
          hint={texts.zoneHint}
        />
        <Option {...option} name="decimals" label={texts.decimals} choices={texts.decimalsOf} />
        <Option
          {...option}
          name="dates"
          label={texts.dates}
          choices={{
            dmy: texts.datesOf.dmy,
            mdy: texts.datesOf.mdy,
            ymd: texts.datesOf.ymd,
          }}
          shown={mapping && texts.datesOf[mapping.dates]}
        />
        <SelectField
          label={texts.conflicts}
          name="conflicts"
          value={filled.conflicts ?? "keep"}
          onChange={({ target }) => onFill("conflicts", target.value)}
        >
          <option value="keep">{texts.conflictsOf.keep}</option>
          <option value="replace">{texts.conflictsOf.replace}</option>
        </SelectField>
      </Pair>
    </fieldset>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>;
}

type ChannelChoiceProps = Pick<MappingFieldsProps, "device" | "filled" | "onFill">;

/** The channel that the values are of, where the device has several that are measured. */
function ChannelChoice({ device, filled, onFill }: ChannelChoiceProps) {
  const { words } = useLanguage();
  const channels = device.channels.filter((each) => each.formula === null && !each.removed);
  if (channels.length < 2) return null;
  return (
    <SelectField
      label={words.channels.choose}
      name="channel"
      value={filled.channel ?? "import"}
      onChange={({ target }) => onFill("channel", target.value)}
    >
      {channels.map((each) => (
        <option key={each.code} value={each.code}>
          {channelName(each, words)}
        </option>
      ))}
    </SelectField>
  );
}

interface OptionProps {
  mapping: Mapping | undefined;
  filled: FormOptions;
  onFill: (name: keyof FormOptions, text: string) => void;
  name: Exclude<keyof FormOptions, "channel" | "conflicts" | "interval_s">;
  label: string;
  choices: Record<string, string>;
  hint?: string;
  /** The detected value as text, if it isn't one of the choices. */
  shown?: string | undefined;
}

function Option(props: OptionProps) {
  const { mapping, filled, onFill, name, label, choices, hint, shown } = props;
  const { words } = useLanguage();
  // A chosen value isn't detected: the mapping only repeats it.
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
