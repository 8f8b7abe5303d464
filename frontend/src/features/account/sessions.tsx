import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { browserName } from "./browser-name";
import { type SessionEntry, sessionsQuery, useEndOtherSessions, useEndSession } from "./queries";

/** Where the user is logged in, with buttons to end sessions. */
export function Sessions() {
  const { words } = useLanguage();
  const query = useQuery(sessionsQuery());
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const error = end.error ?? endOthers.error;
  return (
    <section aria-labelledby="sessions" className="max-w-2xl">
      <h2 id="sessions" className="font-semibold">
        {words.account.sessions}
      </h2>
      <div className="mt-2">
        <Loaded query={query}>
          {({ items }) => (
            <>
              <ul className="border-line border-t">
                {items.map((entry) => (
                  <SessionLine
                    key={entry.id}
                    entry={entry}
                    isBusy={end.isPending}
                    onEnd={() => end.mutate(entry.id)}
                  />
                ))}
              </ul>
              {items.length > 1 && (
                <Button
                  className="mt-4"
                  disabled={endOthers.isPending}
                  onClick={() => endOthers.mutate()}
                >
                  {words.account.endOthers}
                </Button>
              )}
            </>
          )}
        </Loaded>
        {error && <p role="alert">{explain(error, words)}</p>}
      </div>
    </section>
  );
}

interface SessionLineProps {
  entry: SessionEntry;
  isBusy: boolean;
  onEnd: () => void;
}

function SessionLine({ entry, isBusy, onEnd }: SessionLineProps) {
  const { words, format } = useLanguage();
  const name = browserName(entry.user_agent) ?? words.account.unknownBrowser;
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b py-3">
      <div>
        <p>{name}</p>
        <p className="text-small text-soft">
          {[
            entry.address,
            words.account.begun(format.moment(entry.started_at)),
            words.account.used(format.ago(entry.last_used_at)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {entry.current ? (
        <span className="whitespace-nowrap font-semibold text-small">{words.account.thisOne}</span>
      ) : (
        <Button
          variant="ghost"
          disabled={isBusy}
          aria-label={`${words.account.end}: ${name}`}
          onClick={onEnd}
        >
          {words.account.end}
        </Button>
      )}
    </li>
  );
}
