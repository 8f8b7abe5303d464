import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field, InlineSelect, SelectField, TextAreaField } from "@/components/field";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { newId } from "../new-id";
import type { Conversation } from "../thread";
import { type CannedReply, cannedQuery, useDeleteCanned, useSaveCannedReply } from "./queries";

interface ReadyRepliesProps {
  language: Conversation["language"];
  onChoose: (text: string) => void;
  onManage: () => void;
}

const MANAGE = "manage";

/** Canned replies, those in the client's language first. */
export function CannedReplies({ language, onChoose, onManage }: ReadyRepliesProps) {
  const { words } = useLanguage();
  const replies = useQuery(cannedQuery).data ?? [];
  const inOrder = [
    ...replies.filter((each) => each.language === language),
    ...replies.filter((each) => each.language !== language),
  ];
  const choose = (value: string): void => {
    if (value === MANAGE) onManage();
    const chosen = replies.find(({ id }) => id === value);
    if (chosen) onChoose(chosen.text);
  };
  return (
    <InlineSelect
      label={words.support.desk.cannedReplies}
      value=""
      className="w-48"
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{words.support.desk.insert}</option>
      {inOrder.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
      <option value={MANAGE}>{words.support.desk.manage}</option>
    </InlineSelect>
  );
}

interface ReadyRepliesDialogProps {
  language: Conversation["language"];
  onClose: () => void;
}

/** Must be outside the message form: saving a reply must not send a message. */
export function CannedRepliesDialog({ language, onClose }: ReadyRepliesDialogProps) {
  const { words } = useLanguage();
  return (
    <Dialog title={words.support.desk.cannedReplies} onClose={onClose}>
      <Management language={language} />
    </Dialog>
  );
}

function Management({ language }: { language: Conversation["language"] }) {
  const { words } = useLanguage();
  const query = useQuery(cannedQuery);
  const removal = useDeleteCanned();
  const [edited, setEdited] = useState<CannedReply>();
  if (edited) return <ReplyForm reply={edited} onDone={() => setEdited(undefined)} />;
  return (
    <div className="grid gap-4">
      <Loaded query={query}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-soft">{words.support.desk.noReplies}</p>
          ) : (
            <ul className="border-line border-t">
              {items.map((each) => (
                <li key={each.id} className="flex gap-3 border-line border-b py-2">
                  <button
                    type="button"
                    onClick={() => setEdited(each)}
                    className="min-w-0 flex-1 text-left hover:bg-raised"
                  >
                    <span className="block truncate font-semibold">{each.title}</span>
                    <span className="block truncate text-small text-soft">{each.text}</span>
                  </button>
                  <Button
                    variant="ghost"
                    disabled={removal.isPending}
                    onClick={() => removal.mutate(each.id)}
                  >
                    {words.support.desk.remove}
                    <span className="sr-only">: {each.title}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {removal.error && <p role="alert">{explain(removal.error, words)}</p>}
      <Button
        className="justify-self-start"
        onClick={() => setEdited({ id: newId(), title: "", text: "", language })}
      >
        {words.support.desk.newReply}
      </Button>
    </div>
  );
}

function ReplyForm({ reply, onDone }: { reply: CannedReply; onDone: () => void }) {
  const { words } = useLanguage();
  const putting = useSaveCannedReply();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const written: CannedReply = {
      id: reply.id,
      title: String(form.get("title")).trim(),
      text: String(form.get("text")).trim(),
      language: form.get("language") === "ro" ? "ro" : "en",
    };
    putting.mutate(written, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={words.support.desk.replyTitle}
        name="title"
        required
        maxLength={100}
        defaultValue={reply.title}
      />
      <TextAreaField
        label={words.support.desk.replyText}
        name="text"
        required
        rows={5}
        maxLength={4000}
        defaultValue={reply.text}
      />
      <SelectField
        label={words.support.desk.replyLanguage}
        name="language"
        defaultValue={reply.language}
      >
        <option value="en">{words.support.rules.languages.en}</option>
        <option value="ro">{words.support.rules.languages.ro}</option>
      </SelectField>
      {putting.error && <p role="alert">{explain(putting.error, words)}</p>}
      <div className="flex justify-between gap-3">
        <Button type="submit" variant="primary" disabled={putting.isPending}>
          {words.actions.save}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {words.actions.cancel}
        </Button>
      </div>
    </form>
  );
}
