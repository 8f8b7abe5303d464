import { type FormEvent, useState } from "react";
import { ApiError, asApiError, unreachable } from "@/api/problem";
import { session } from "@/api/session";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { LanguageSwitch } from "@/components/language-switch";
import { explain } from "@/components/states";
import { Wordmark } from "@/components/wordmark";
import { useLanguage } from "@/i18n/language";
import { useRegistration } from "./registration";

/** The login page, with registration if it is open. */
export function LogInPage() {
  const { words } = useLanguage();
  const [isNew, setIsNew] = useState(false);
  const isOpen = useRegistration();
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-6 py-8">
      <header className="flex items-center justify-between">
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className="my-auto grid gap-6 py-12">
        <div className="grid gap-2">
          <h1 className="font-semibold text-balance text-[2.5rem] leading-[1.1] tracking-tight">
            {words.logIn.claim}
          </h1>
          <p className="text-soft">{isNew ? words.logIn.registerHint : words.logIn.hint}</p>
        </div>
        <Credentials key={String(isNew)} isNew={isNew} />
        {isOpen && (
          <p>
            <button
              type="button"
              onClick={() => setIsNew(!isNew)}
              className="underline underline-offset-4"
            >
              {isNew ? words.logIn.haveAccount : words.logIn.noAccount}
            </button>
          </p>
        )}
        {isOpen === false && <p className="text-soft">{words.accounts.registrationClosed}</p>}
      </main>
    </div>
  );
}

function Credentials({ isNew }: { isNew: boolean }) {
  const { words } = useLanguage();
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const username = String(form.get("username")).trim();
    const password = String(form.get("password"));
    setIsBusy(true);
    setError(undefined);
    try {
      if (isNew) await register(String(form.get("name")), username, password);
      await session.logIn(username, password);
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      setIsBusy(false);
    }
  }

  const wrong = (field: string): string | undefined =>
    error instanceof ApiError
      ? error.fields.find((each) => each.field.endsWith(field))?.message
      : undefined;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {isNew && (
        <Field
          label={words.people.name}
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          error={wrong("name")}
        />
      )}
      <Field
        label={words.people.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        maxLength={64}
        error={isNew ? wrong("username") : undefined}
      />
      <Field
        label={words.people.password}
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        required
        minLength={isNew ? 8 : undefined}
        hint={isNew ? words.accounts.passwordHint : undefined}
        error={wrong("password")}
      />
      <p role="alert" className={error ? "font-semibold" : "hidden"}>
        {error && explainLogin(error, words)}
      </p>
      <Button type="submit" variant="primary" disabled={isBusy} className="min-h-11">
        {isNew ? words.logIn.register : words.actions.logIn}
      </Button>
    </form>
  );
}

type Words = ReturnType<typeof useLanguage>["words"];

function explainLogin(error: Error, words: Words): string {
  const isRefused = error instanceof ApiError && error.status === 401;
  return isRefused ? words.logIn.refused : explain(error, words);
}

async function register(name: string, username: string, password: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch("/api/auth/register", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name, username, password }),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw asApiError(await response.json().catch(() => undefined), response);
}
