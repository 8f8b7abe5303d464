import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { rejectionsQuery, setAsideQuery } from "./queries";
import { RejectionList } from "./rejection-list";

const SHOWN = 4;

/** The latest rejections with their reasons. */
export function RecentRejections() {
  const { words, format } = useLanguage();
  const rejections = useQuery(rejectionsQuery(0, SHOWN));
  const aside = useQuery(setAsideQuery());
  return (
    <section aria-labelledby="recent-rejections">
      <div className="flex items-baseline justify-between">
        <h2 id="recent-rejections" className="font-semibold">
          {words.fleet.rejected}
        </h2>
        {rejections.data !== undefined && rejections.data.total + rejections.data.counted > 0 && (
          <Link to="/rejections" className="text-small underline underline-offset-4">
            {words.fleet.allRejected(format.number(rejections.data.total))}
          </Link>
        )}
      </div>
      {aside.data !== undefined && aside.data.total > 0 && (
        <p className="mt-2">{words.fleet.unknownDevices(aside.data.total)}</p>
      )}
      <div className="mt-2">
        <Loaded query={rejections}>
          {({ items, counted }) =>
            items.length === 0 && counted === 0 ? (
              <p className="border-line border-t py-3.5 text-soft">{words.fleet.noneRejected}</p>
            ) : (
              <>
                <RejectionList rejections={items} />
                {counted > 0 && <p className="mt-2 text-small">{words.fleet.andMore(counted)}</p>}
              </>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}
