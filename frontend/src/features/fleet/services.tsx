import { useQuery } from "@tanstack/react-query";
import type { components } from "@/api/generated/balancing";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { servicesQuery } from "./queries";

type ServiceHealth = components["schemas"]["ServiceHealth"];
type BrokerHealth = components["schemas"]["BrokerHealth"];

/** Every process beside the replicas, by its own word: the ill ones first in the sentence. */
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

/** Says nothing while it takes messages and its disk has room. */
function Broker({ broker: { state, failing, room } }: { broker: BrokerHealth }) {
  const { words, format } = useLanguage();
  const said: string[] = [];
  if (state === "unreachable") said.push(words.fleet.brokerUnreachable);
  if (room !== null && room.state !== "enough") {
    const free = format.bytes(room.free_bytes);
    const limit = format.bytes(room.held_back_below_bytes ?? 0);
    const tell = room.state === "low" ? words.fleet.diskFilling : words.fleet.diskFull;
    said.push(tell(free, limit));
  }
  if (failing.includes("memory")) said.push(words.fleet.brokerMemory);
  if (failing.includes("queues")) said.push(words.fleet.brokerQueues);
  if (said.length === 0) return null;
  return (
    <p role="alert" className="mb-2 font-semibold">
      {said.join(" ")}
    </p>
  );
}

function ServiceList({ items }: { items: ServiceHealth[] }) {
  const { words } = useLanguage();
  const ill = items.filter(({ state }) => state !== "healthy").map(({ name }) => name);
  return (
    <>
      <p role="status" className={ill.length > 0 ? "font-semibold" : "text-soft"}>
        {ill.length > 0
          ? words.fleet.servicesIll(ill.join(", "))
          : words.fleet.servicesWell(items.length)}
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
  const isWell = state === "healthy";
  const said =
    failing.length > 0
      ? words.fleet.serviceMisses(failing.join(", "))
      : words.fleet.serviceStates[state];
  return (
    <li
      data-service={name}
      data-state={state}
      className="flex items-baseline gap-2.5 border-line border-b py-2.5"
    >
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 self-center rounded-full ${isWell ? "bg-use" : "border-2 border-ink"}`}
      />
      <span className={isWell ? "" : "font-semibold"}>{name}</span>
      <span className={`ml-auto text-right text-small ${isWell ? "text-soft" : "font-semibold"}`}>
        {said}
      </span>
    </li>
  );
}
