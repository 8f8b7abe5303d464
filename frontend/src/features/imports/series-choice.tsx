import { useQuery } from "@tanstack/react-query";
import { SelectField } from "@/components/field";
import { channelName, KNOWN_CHANNELS, meaningInWords } from "@/features/devices/channel-names";
import { type Device, devicesQuery } from "@/features/devices/queries";
import type { Words } from "@/i18n/en";
import { useLanguage } from "@/i18n/language";
import { canBeAdded, keyOf, type Series, type Target, type Targets } from "./options";

interface SeriesChoiceProps {
  device: Device;
  series: Series[];
  targets: Targets;
  onChoose: (targets: Targets) => void;
}

/** The series of a file that holds several: the channel that each fills, or none. */
export function SeriesChoice({ device, series, targets, onChoose }: SeriesChoiceProps) {
  const { words } = useLanguage();
  const others = useQuery(devicesQuery());
  const devices = [device, ...(others.data?.items ?? []).filter(({ id }) => id !== device.id)];
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-4">
        <span className="font-semibold">{words.imports.series}</span>
        <span className="block text-small text-soft">{words.imports.seriesHint}</span>
      </legend>
      {series.map((each) => (
        <SeriesTarget
          key={keyOf(each)}
          series={each}
          devices={devices}
          target={targets[keyOf(each)]}
          onChoose={(target) => onChoose({ ...targets, [keyOf(each)]: target })}
        />
      ))}
      {!canBeAdded(series, targets) && <p role="alert">{words.imports.seriesCrossed}</p>}
    </fieldset>
  );
}

interface SeriesTargetProps {
  series: Series;
  devices: Device[];
  target: Target | undefined;
  onChoose: (target: Target | undefined) => void;
}

function SeriesTarget({ series, devices, target, onChoose }: SeriesTargetProps) {
  const { words } = useLanguage();
  const device = devices.find(({ id }) => id === target?.device) ?? devices[0];
  if (device === undefined) return null;
  const name = nameOf(series);
  return (
    <div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
      <SelectField
        label={name}
        hint={described(series, words)}
        value={target?.channel ?? ""}
        onChange={({ target: { value } }) =>
          onChoose(value === "" ? undefined : { device: device.id, channel: value })
        }
      >
        <option value="">{words.imports.seriesOut}</option>
        {choices(device, words).map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </SelectField>
      {target && devices.length > 1 && (
        <SelectField
          label={words.imports.seriesDevice(name)}
          value={device.id}
          onChange={({ target: { value } }) => onChoose({ ...target, device: value })}
        >
          {devices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

/** The channels that a file can fill, then those that would be added for it. */
function choices(device: Device, words: Words): [string, string][] {
  const known = device.channels.filter((each) => !each.removed && each.formula === null);
  const codes = device.channels.map(({ code }) => code);
  const missing = KNOWN_CHANNELS.filter((each) => !codes.includes(each.code));
  return [
    ...known.map((each): [string, string] => [each.code, channelName(each, words)]),
    ...missing.map((each): [string, string] => [
      each.code,
      words.imports.seriesNew(meaningInWords(each, words)),
    ]),
  ];
}

function nameOf({ filter, column }: Series): string {
  const values = Object.entries(filter).map(([name, value]) => `${name}: ${value || "–"}`);
  return [...(column ? [column] : []), ...values].join(", ") || "–";
}

function described(series: Series, words: Words): string {
  const { energies, directions, seriesRows } = words.imports;
  const guesses = [
    series.energy && energies[series.energy],
    series.direction && directions[series.direction],
  ].filter(Boolean);
  return [seriesRows(series.rows, series.total, series.unit), ...guesses].join(" · ");
}
