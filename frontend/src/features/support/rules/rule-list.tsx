import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { type Rule, useOrderRules } from "./queries";

interface RuleListProps {
  rules: Rule[];
  onChoose: (rule: Rule) => void;
}

/** The rules in order; each can be moved and opened. */
export function RuleList({ rules, onChoose }: RuleListProps) {
  const { words } = useLanguage();
  const order = useOrderRules();
  const move = (from: number, to: number): void => {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved) ids.splice(to, 0, moved);
    order.mutate(ids);
  };
  return (
    <section aria-label={words.support.rules.title}>
      {order.error && <p role="alert">{explain(order.error, words)}</p>}
      <ol className="border-line border-t">
        {rules.map((rule, index) => (
          <li key={rule.id} className="flex items-start gap-3 border-line border-b py-3">
            <span className="w-6 shrink-0 text-right text-soft">{index + 1}</span>
            <button
              type="button"
              onClick={() => onChoose(rule)}
              className="grid min-w-0 flex-1 gap-0.5 text-left hover:bg-raised"
            >
              <RuleSaid rule={rule} />
            </button>
            <Move
              name={rule.name}
              isBusy={order.isPending}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < rules.length - 1 ? () => move(index, index + 1) : undefined}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RuleSaid({ rule }: { rule: Rule }) {
  const { words, format } = useLanguage();
  const phrases = [...(rule.phrases_en ?? []), ...(rule.phrases_ro ?? [])];
  const ago = rule.last_hit_at ? format.ago(rule.last_hit_at) : "";
  return (
    <>
      <span className={rule.enabled ? "font-semibold" : "text-soft"}>
        {rule.name}
        {!rule.enabled && ` · ${words.support.rules.off}`}
      </span>
      <span className="truncate text-small">{phrases.join(" · ")}</span>
      <span className="text-small text-soft">
        {words.support.rules.hits(rule.hits, ago)}
        {rule.action === "handover" && ` · ${words.support.rules.actions.handover}`}
      </span>
    </>
  );
}

interface MoveProps {
  name: string;
  isBusy: boolean;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function Move({ name, isBusy, onUp, onDown }: MoveProps) {
  const { words } = useLanguage();
  const ways = [
    { label: words.support.rules.up, sign: "↑", act: onUp },
    { label: words.support.rules.down, sign: "↓", act: onDown },
  ];
  return (
    <span className="flex shrink-0">
      {ways.map(({ label, sign, act }) => (
        <button
          key={sign}
          type="button"
          aria-label={`${label}: ${name}`}
          disabled={!act || isBusy}
          onClick={act}
          className="grid size-10 place-items-center rounded-md hover:bg-sunken disabled:text-soft disabled:opacity-40 disabled:hover:bg-transparent"
        >
          {sign}
        </button>
      ))}
    </span>
  );
}
