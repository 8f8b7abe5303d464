import { useLanguage } from "@/i18n/language";

/** How a meter sends its readings: over HTTP to this host, or over MQTT. */
export function ConnectionHelp({ deviceId }: { deviceId: string }) {
  const { words } = useLanguage();
  const rows = [
    [words.own.username, deviceId],
    ["HTTP", `POST ${window.location.origin}/api/readings`],
    ["MQTT", `meters/${deviceId}/readings`],
    [
      words.own.body,
      '{"timestamp": "2026-03-01T10:00:00Z", "energy_kwh": 0.125, "interval_s": 900}',
    ],
  ];
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby="connection">
      <h3 id="connection" className="font-semibold text-small">
        {words.own.connection}
      </h3>
      <p className="text-small">{words.own.connectionHint}</p>
      <dl className="grid gap-2 text-small">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="text-soft">{name}</dt>
            <dd className="break-all font-mono">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
