import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Pager } from "@/components/data-table";
import { Loaded } from "@/components/states";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { EffectSummary } from "./effect";
import { CORRECTIONS_PER_PAGE, type Correction, correctionsQuery } from "./queries";
import { Undo } from "./undo";

interface CorrectionListProps {
  deviceId: string | undefined;
  /** The device's time zone; the viewer's for several devices. */
  zone?: string | undefined;
}

/** Past corrections: who made them, when and why, with undo. */
export function CorrectionList({ deviceId, zone = viewerZone() }: CorrectionListProps) {
  const { words } = useLanguage();
  const [offset, setOffset] = useState(0);
  const query = useQuery(correctionsQuery(deviceId, offset));
  return (
    <section className="mt-12" aria-labelledby="record">
      <h2 id="record" className="font-semibold">
        {words.corrections.record}
      </h2>
      <div className="mt-2">
        <Loaded query={query}>
          {({ items, total }) => (
            <>
              {items.length === 0 ? (
                <p className="border-line border-t py-3.5 text-soft">{words.corrections.none}</p>
              ) : (
                <ul className="border-line border-t">
                  {items.map((each) => (
                    <Item key={each.id} correction={each} isNamed={!deviceId} zone={zone} />
                  ))}
                </ul>
              )}
              <Pager
                offset={offset}
                limit={CORRECTIONS_PER_PAGE}
                total={total}
                onOffset={setOffset}
              />
            </>
          )}
        </Loaded>
      </div>
    </section>
  );
}

interface ItemProps {
  correction: Correction;
  isNamed: boolean;
  zone: string;
}

function Item({ correction, isNamed, zone }: ItemProps) {
  const { words, format } = useLanguage();
  const { made_by_name, made_at, undone_at, undone_by_name } = correction;
  const description = useDescription(correction, zone);
  const somebody = words.corrections.somebody;
  return (
    <li className="grid gap-1 border-line border-b py-3.5" data-correction={correction.id}>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className={undone_at ? "text-soft line-through" : "font-semibold"}>
          {isNamed && `${correction.device_name}: `}
          {words.corrections.descriptions[correction.action](description)}
        </span>
        <span className="text-small text-soft">
          {words.corrections.madeBy(made_by_name ?? somebody, format.moment(made_at))}
        </span>
      </p>
      <p>{correction.reason}</p>
      <div className="text-small text-soft">
        <EffectSummary effect={correction} />
      </div>
      {undone_at ? (
        <p className="text-small">
          {words.corrections.undoneBy(undone_by_name ?? somebody, format.moment(undone_at))}
        </p>
      ) : (
        <UndoControl correction={correction} zone={zone} />
      )}
    </li>
  );
}

/** An import is undone as a whole, on the imports page. */
function UndoControl({ correction, zone }: { correction: Correction; zone: string }) {
  const { words } = useLanguage();
  if (correction.action !== "import") return <Undo correction={correction} zone={zone} />;
  return (
    <Link
      to="/imports"
      search={{ device: correction.device_id }}
      className="justify-self-start text-small underline underline-offset-4"
    >
      {words.imports.toRecord}
    </Link>
  );
}

/** Return a correction as a sentence. */
function useDescription(correction: Correction, zone: string) {
  const { words, format } = useLanguage();
  const { value_kwh, next_value_kwh, factor } = correction;
  return {
    what: words.corrections.targetsInSentence[correction.target],
    from: format.moment(correction.starts_at, zone),
    to: format.moment(correction.ends_at, zone),
    value: value_kwh === null ? "" : format.energyExact(value_kwh),
    next: next_value_kwh === null ? "" : format.energyExact(next_value_kwh),
    factor: factor === null ? "" : format.number(factor, 6),
  };
}
