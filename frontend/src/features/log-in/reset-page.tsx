import { type FormEvent, useState } from "react";
import { api, data } from "@/api/client";
import { ApiError } from "@/api/problem";
import { session } from "@/api/session";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { LanguageSwitch } from "@/components/language-switch";
import { explain } from "@/components/states";
import { Wordmark } from "@/components/wordmark";
import { useLanguage } from "@/i18n/language";

export const RESET_PATH = "/reset-password";

/**
 * Sets a new password by a one-time link; the token is behind the #, which is never sent to a
 * server.
 */
export function ResetPage() {
  const { words } = useLanguage();
  const [isDone, setIsDone] = useState(false);
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-6 py-8">
      <header className="flex items-center justify-between">
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className="my-auto grid gap-6 py-12">
        <h1 className="text-balance font-semibold text-[2.5rem] leading-[1.1] tracking-tight">
          {words.reset.title}
        </h1>
        {isDone ? (
          <>
            <p role="status">{words.reset.done}</p>
            <a href="/" className="underline underline-offset-4">
              {words.reset.toLogIn}
            </a>
          </>
        ) : (
          <ResetForm onDone={() => setIsDone(true)} />
        )}
      </main>
    </div>
  );
}

function ResetForm({ onDone }: { onDone: () => void }) {
  const { words } = useLanguage();
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const new_password = String(new FormData(event.currentTarget).get("password"));
    setIsBusy(true);
    try {
      const token = window.location.hash.slice(1);
      await data(api.POST("/api/auth/reset", { body: { token, new_password } }));
      session.end();
      onDone();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setIsBusy(false);
    }
  }
  const isRefused = error instanceof ApiError && error.code === "reset_refused";
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <p className="text-soft">{words.reset.hint}</p>
      <Field
        label={words.account.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        hint={words.accounts.passwordHint}
      />
      {error && <p role="alert">{isRefused ? words.reset.refused : explain(error, words)}</p>}
      <Button type="submit" variant="primary" disabled={isBusy}>
        {words.reset.do}
      </Button>
    </form>
  );
}
