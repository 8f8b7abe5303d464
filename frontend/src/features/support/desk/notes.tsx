import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { TextAreaField } from "@/components/field";
import { explain, Loaded } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { notesQuery, useAddNote } from "./queries";

/** Internal notes on a conversation. */
export function Notes({ id }: { id: string }) {
  const { words, format } = useLanguage();
  const query = useQuery(notesQuery(id));
  return (
    <section>
      <h3 className="font-semibold text-small">{words.support.desk.notes}</h3>
      <p className="text-small text-soft">{words.support.desk.notesHint}</p>
      <Loaded query={query}>
        {(notes) => (
          <ul className="mt-2 grid gap-2">
            {notes.map((note) => (
              <li key={note.id} className="border-line border-l-2 pl-3 text-small">
                <p className="whitespace-pre-wrap break-words">{note.text}</p>
                <p className="text-soft">
                  {note.author_name}, {format.moment(note.written_at)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <NoteForm id={id} />
    </section>
  );
}

function NoteForm({ id }: { id: string }) {
  const { words } = useLanguage();
  const [text, setText] = useState("");
  const adding = useAddNote(id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim()) adding.mutate(text.trim(), { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-2">
      <TextAreaField
        label={words.support.desk.note}
        value={text}
        rows={2}
        maxLength={4000}
        onChange={({ target }) => setText(target.value)}
      />
      {adding.error && <p role="alert">{explain(adding.error, words)}</p>}
      <Button
        type="submit"
        className="justify-self-start"
        disabled={adding.isPending || !text.trim()}
      >
        {words.support.desk.addNote}
      </Button>
    </form>
  );
}
