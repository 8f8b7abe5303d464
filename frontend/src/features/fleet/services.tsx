import { useQuery } from "@tanstack/react-query";
import type { components } from "@/api/generated/balancing";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { servicesQuery } from "./queries";

type ServiceHealth = components["schemas"]["ServiceHealth"];
type BrokerHealth = components["schemas"]["BrokerHealth"];

/** The health of every process except the replicas. */
export function Services() {
  const { words } = useLanguage();
  const query = useQuery(servicesQuery);
  if (query.data?.items.length === 0) return null;
  return (
    <section className="mt-12" aria-labelledby="services">
      <h2 id="services" className="font-semibold">
        {words.fleet.services}
      </h2>
      <div className="mt-1">
        <Loaded query={query}>
          {({ items, broker }) => (
            <>
              <Broker broker={broker} />
              <ServiceList items={items} />
            </>
          )}
        </Loaded>
      </div>
    </section>
  );
}

/** Warns about the broker; hidden while it is healthy and its disk has room. */
function Broker({ broker: { state, failing, room } }: { broker: BrokerHealth }) {
  const { words, format } = useLanguage();
  const warnings: string[] = [];
  if (state === "unreachable") warnings.push(words.fleet.brokerUnreachable);
  if (room !== null && room.state !== "enough") {
    const free = format.bytes(room.free_bytes);
    const limit = format.bytes(room.held_back_below_bytes ?? 0);
    const message = room.state === "low" ? words.fleet.diskFilling : words.fleet.diskFull;
    warnings.push(message(free, limit));
  }
  if (failing.includes("memory")) warnings.push(words.fleet.brokerMemory);
  if (failing.includes("queues")) warnings.push(words.fleet.brokerQueues);
  if (warnings.length === 0) return null;
  return (
    <p role="alert" className="mb-2 font-semibold">
      {warnings.join(" ")}
    </p>
  );
}

function ServiceList({ items }: { items: ServiceHealth[] }) {
  const { words } = useLanguage();
  const unhealthy = items.filter(({ state }) => state !== "healthy").map(({ name }) => name);
  return (
    <>
      <p role="status" className={unhealthy.length > 0 ? "font-semibold" : "text-soft"}>
        {unhealthy.length > 0
          ? words.fleet.servicesUnhealthy(unhealthy.join(", "))
          : words.fleet.servicesHealthy(items.length)}
      </p>
      <ul className="mt-3 grid gap-x-8 border-line border-t sm:grid-cols-2 lg:grid-cols-4">
        {items.map((each) => (
          <ServiceRow key={each.name} health={each} />
        ))}
      </ul>
    </>
  );
}

function ServiceRow({ health: { name, state, failing } }: { health: ServiceHealth }) {
  const { words } = useLanguage();
  const isHealthy = state === "healthy";
  const status =
    failing.length > 0
      ? words.fleet.serviceUnreachable(failing.join(", "))
      : words.fleet.serviceStates[state];
  return (
    <li
      data-service={name}
      data-state={state}
      className="flex items-baseline gap-2.5 border-line border-b py-2.5"
    >
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 self-center rounded-full ${isHealthy ? "bg-use" : "border-2 border-ink"}`}
      />
      <span className={isHealthy ? "" : "font-semibold"}>{name}</span>
      <span
        className={`ml-auto text-right text-small ${isHealthy ? "text-soft" : "font-semibold"}`}
      >
        {status}
      </span>
    </li>
  );
}
