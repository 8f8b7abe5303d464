import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field, InlineSelect } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { Reason } from "../reason";
import { type RuleMatch, useRuleTest } from "./queries";

/** Shows which rules match a sentence, how well, and why. */
export function RuleTest() {
  const { words, language } = useLanguage();
  const [question, setQuestion] = useState("");
  const [spoken, setSpoken] = useState<"en" | "ro">(language);
  const trial = useRuleTest();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (question.trim()) trial.mutate({ question: question.trim(), language: spoken });
  };
  return (
    <section aria-labelledby="trial">
      <h2 id="trial" className="font-semibold">
        {words.support.rules.tryTitle}
      </h2>
      <p className="text-small text-soft">{words.support.rules.tryHint}</p>
      <form onSubmit={submit} className="mt-3 grid gap-2">
        <Field
          label={words.support.rules.sentence}
          value={question}
          maxLength={4000}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <div className="flex gap-2">
          <InlineSelect
            label={words.account.language}
            value={spoken}
            onChange={({ target }) => setSpoken(target.value === "ro" ? "ro" : "en")}
          >
            <option value="en">{words.support.rules.languages.en}</option>
            <option value="ro">{words.support.rules.languages.ro}</option>
          </InlineSelect>
          <Button type="submit" disabled={trial.isPending || !question.trim()}>
            {words.support.rules.try}
          </Button>
        </div>
      </form>
      <div role="status" className="mt-3">
        {trial.error && explain(trial.error, words)}
        {trial.data && <Matches matches={trial.data} />}
      </div>
    </section>
  );
}

function Matches({ matches }: { matches: RuleMatch[] }) {
  const { words } = useLanguage();
  if (matches.length === 0) return <p>{words.support.rules.nothingFits}</p>;
  return (
    <ol className="border-line border-t">
      {matches.map((match, index) => (
        <MatchSaid key={match.rule_id} match={match} isFirst={index === 0} />
      ))}
    </ol>
  );
}

function MatchSaid({ match, isFirst }: { match: RuleMatch; isFirst: boolean }) {
  const { words, format } = useLanguage();
  const { rules } = words.support;
  const verdict = match.answers ? rules.answers : isFirst ? rules.notSure : rules.fits;
  return (
    <li className="border-line border-b py-2.5">
      <p className="flex justify-between gap-3">
        <span className={match.answers ? "font-semibold" : ""}>{match.name}</span>
        <span>{words.support.sure(format.percent(match.confidence))}</span>
      </p>
      <p className="text-small text-soft">
        {verdict} · <Reason text={match.reason} clauses={match.clauses} />
      </p>
    </li>
  );
}
