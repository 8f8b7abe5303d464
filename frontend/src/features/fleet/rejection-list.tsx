import { useLanguage } from "@/i18n/language";
import type { Rejection } from "./queries";
import { RejectionActions } from "./rejection-actions";

export function RejectionList({ rejections }: { rejections: Rejection[] }) {
  const { words, format } = useLanguage();
  const reasons: Record<string, string> = words.fleet.reasons;
  return (
    <ul className="border-line border-t">
      {rejections.map((each) => (
        <li key={each.id} className="border-line border-b py-3.5">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-semibold">{reasons[each.reason] ?? each.reason}</span>
            <time dateTime={each.rejected_at} className="text-small text-soft">
              {format.moment(each.rejected_at)}
            </time>
          </p>
          <p lang="en" className="text-small text-soft">
            {each.detail}
          </p>
          {each.origin === "http" && <p className="text-small">{words.fleet.rejectedOverHttp}</p>}
          <details className="mt-1 text-small">
            <summary className="w-fit underline underline-offset-4">{words.fleet.body}</summary>
            <pre className="mt-2 max-h-60 overflow-auto whitespace-pre-wrap break-all rounded bg-sunken p-3">
              {each.body}
            </pre>
            {each.sender && (
              <p className="mt-1 break-all text-soft">{words.fleet.sender(each.sender)}</p>
            )}
          </details>
          <RejectionActions rejection={each} />
        </li>
      ))}
    </ul>
  );
}
