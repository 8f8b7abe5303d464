import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { IssueCodes } from "./issue-codes";
import { type ClaimCode, claimCodesQuery, useRevokeCode } from "./queries";

/** Claim codes of devices without an owner: issues them, lists and revokes those that wait. */
export function ClaimCodes({ onClose }: { onClose: () => void }) {
  const { words } = useLanguage();
  const query = useQuery(claimCodesQuery);
  return (
    <Dialog title={words.claims.codes} onClose={onClose}>
      <div className="grid gap-6">
        <IssueCodes />
        <Loaded query={query}>
          {({ items }) => (items.length === 0 ? null : <Waiting codes={items} />)}
        </Loaded>
      </div>
    </Dialog>
  );
}

function Waiting({ codes }: { codes: ClaimCode[] }) {
  const { words, format } = useLanguage();
  const revocation = useRevokeCode();
  return (
    <section className="grid gap-2 border-line border-t pt-4" aria-labelledby="unused-codes">
      <h3 id="unused-codes" className="font-semibold text-small">
        {words.claims.unused}
      </h3>
      <ul>
        {codes.map((each) => (
          <li
            key={each.device_id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t py-1"
          >
            <span className="wrap-anywhere min-w-0">
              {each.device_name}{" "}
              <span className="text-small text-soft">
                {new Date(each.expires_at) > new Date()
                  ? words.claims.until(format.moment(each.expires_at))
                  : words.claims.expired(format.moment(each.expires_at))}
              </span>
            </span>
            <Button
              variant="ghost"
              disabled={revocation.isPending}
              onClick={() => revocation.mutate(each.device_id)}
            >
              {words.claims.revoke}
              <span className="sr-only"> {each.device_name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {revocation.error && <p role="alert">{explain(revocation.error, words)}</p>}
    </section>
  );
}
