import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field, SelectField, TextAreaField } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import {
  type Rule,
  type RuleWriting,
  type Unanswered,
  useDeleteRule,
  useSaveRule,
} from "./queries";
import { type RuleFields, ruleOf } from "./rule-fields";

interface RuleDialogProps {
  rule: Rule | undefined;
  /** An unanswered question to create a rule from. */
  question: Unanswered | undefined;
  liveValues: string[];
  onSaved: () => void;
  onClose: () => void;
}

export function RuleDialog({ rule, question, liveValues, onSaved, onClose }: RuleDialogProps) {
  const { words } = useLanguage();
  const [isDeleting, setIsDeleting] = useState(false);
  const title = rule?.name ?? words.support.rules.create;
  if (isDeleting && rule) {
    return (
      <Dialog title={words.support.rules.deleteTitle(rule.name)} onClose={onClose}>
        <Deletion rule={rule} onDone={onClose} onBack={() => setIsDeleting(false)} />
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <RuleForm
        rule={rule}
        question={question}
        liveValues={liveValues}
        onSaved={onSaved}
        onDelete={rule && (() => setIsDeleting(true))}
      />
    </Dialog>
  );
}

interface RuleFormProps
  extends Pick<RuleDialogProps, "rule" | "question" | "liveValues" | "onSaved"> {
  onDelete: (() => void) | undefined;
}

function RuleForm({ rule, question, liveValues, onSaved, onDelete }: RuleFormProps) {
  const { words } = useLanguage();
  const saving = useSaveRule(rule);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as RuleFields;
    saving.mutate(ruleOf(fields), { onSuccess: onSaved });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {question && <p className="border-line border-l-2 pl-3">{question.question}</p>}
      <Field
        label={words.support.rules.name}
        name="name"
        required
        maxLength={100}
        defaultValue={rule?.name ?? question?.question.slice(0, 100) ?? ""}
      />
      <SelectField
        label={words.support.rules.action}
        name="action"
        defaultValue={rule?.action ?? "answer"}
      >
        <option value="answer">{words.support.rules.actions.answer}</option>
        <option value="handover">{words.support.rules.actions.handover}</option>
      </SelectField>
      <LanguageFields language="en" rule={rule} question={question} />
      <LanguageFields language="ro" rule={rule} question={question} />
      <p className="text-small text-soft">
        {words.support.rules.values(liveValues.map((name) => `{${name}}`).join(", "))}
      </p>
      <label className="flex items-center gap-2">
        <input type="checkbox" name="enabled" defaultChecked={rule?.enabled ?? true} />
        {words.support.rules.enabled}
      </label>
      {saving.error && <p role="alert">{explain(saving.error, words)}</p>}
      <div className="flex flex-wrap justify-between gap-3">
        <Button type="submit" variant="primary" disabled={saving.isPending}>
          {words.actions.save}
        </Button>
        {onDelete && (
          <Button variant="ghost" onClick={onDelete}>
            {words.actions.delete}
          </Button>
        )}
      </div>
    </form>
  );
}

interface LanguageFieldsProps extends Pick<RuleDialogProps, "rule" | "question"> {
  language: "en" | "ro";
}

function LanguageFields({ language, rule, question }: LanguageFieldsProps) {
  const { words } = useLanguage();
  const name = words.support.rules.languages[language];
  const phrases: keyof RuleWriting = `phrases_${language}`;
  const answer: keyof RuleWriting = `answer_${language}`;
  const asked = question?.language === language ? question.question.slice(0, 100) : "";
  return (
    <>
      <TextAreaField
        label={words.support.rules.phrases(name)}
        hint={words.support.rules.phrasesHint}
        name={phrases}
        rows={3}
        lang={language}
        defaultValue={rule?.[phrases]?.join("\n") ?? asked}
      />
      <TextAreaField
        label={words.support.rules.answer(name)}
        name={answer}
        rows={3}
        lang={language}
        maxLength={4000}
        defaultValue={rule?.[answer] ?? ""}
      />
    </>
  );
}

interface DeletionProps {
  rule: Rule;
  onDone: () => void;
  onBack: () => void;
}

function Deletion({ rule, onDone, onBack }: DeletionProps) {
  const { words } = useLanguage();
  const deletion = useDeleteRule(rule.id);
  return (
    <div className="grid gap-4">
      <p>{words.support.rules.deleteHint}</p>
      {deletion.error && <p role="alert">{explain(deletion.error, words)}</p>}
      <div className="flex flex-wrap justify-between gap-3">
        <Button
          disabled={deletion.isPending}
          onClick={() => deletion.mutate(undefined, { onSuccess: onDone })}
          className="border-ink font-semibold"
        >
          {words.support.rules.deleteDo}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {words.actions.cancel}
        </Button>
      </div>
    </div>
  );
}
