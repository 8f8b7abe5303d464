import type { ReactNode } from "react";
import { session } from "@/api/session";
import { useUser } from "@/app/session";
import { type Theme, useTheme } from "@/app/theme";
import { Button } from "@/components/button";
import { LanguageSwitch } from "@/components/language-switch";
import { PageHeader } from "@/components/page-header";
import { viewerZone } from "@/i18n/calendar";
import { useLanguage } from "@/i18n/language";
import { Looks } from "./looks";
import { PasswordForm } from "./password-form";
import { QuietHours } from "./quiet-hours";
import { Sessions } from "./sessions";

export function AccountPage() {
  const { words } = useLanguage();
  const user = useUser();
  return (
    <>
      <PageHeader title={user.name} hint={`${user.username} · ${words.roles[user.role]}`}>
        <Button onClick={() => void session.logOut()}>{words.actions.logOut}</Button>
      </PageHeader>
      <dl className="grid max-w-2xl border-line border-t">
        <Line name={words.account.language}>
          <LanguageSwitch />
        </Line>
        <Line name={words.account.theme}>
          <ThemeSwitch />
        </Line>
        <Line name={words.account.zone}>
          <span>{viewerZone()}</span>
        </Line>
      </dl>
      <div className="mt-12 grid gap-12">
        <Sessions />
        {user.role === "CLIENT" && <Looks />}
        <QuietHours />
        <PasswordForm />
      </div>
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b py-3.5">
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const THEMES = ["system", "light", "dark"] as const satisfies readonly Theme[];

function ThemeSwitch() {
  const { words } = useLanguage();
  const [theme, choose] = useTheme();
  return (
    <fieldset className="flex gap-1 text-small">
      <legend className="sr-only">{words.account.theme}</legend>
      {THEMES.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={theme === each}
          onClick={() => choose(each)}
          className="rounded-md px-2.5 py-1.5 text-soft hover:bg-sunken hover:text-ink aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {words.account.themes[each]}
        </button>
      ))}
    </fieldset>
  );
}
