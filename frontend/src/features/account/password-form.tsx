import type { FormEvent } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { explain } from "@/components/states";
import { useLanguage } from "@/i18n/language";
import { useChangePassword } from "./queries";

/** Changes the password. */
export function PasswordForm() {
  const { words } = useLanguage();
  const change = useChangePassword();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const body = {
      old_password: String(form.get("old")),
      new_password: String(form.get("new")),
    };
    change.mutate(body, { onSuccess: () => element.reset() });
  };
  return (
    <section aria-labelledby="password" className="max-w-sm">
      <h2 id="password" className="font-semibold">
        {words.account.password}
      </h2>
      <form onSubmit={submit} className="mt-3 grid gap-4">
        <Field
          label={words.account.oldPassword}
          name="old"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          label={words.account.newPassword}
          name="new"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          hint={words.accounts.passwordHint}
        />
        <p role="status">
          {change.error ? explain(change.error, words) : change.isSuccess && words.account.changed}
        </p>
        <Button type="submit" disabled={change.isPending}>
          {words.account.change}
        </Button>
      </form>
    </section>
  );
}
