import type { Language } from "@/i18n/format";
import { useLanguage } from "@/i18n/language";

const NAMES: Record<Language, string> = { en: "English", ro: "Română" };

/** Each language by its own name. */
export function LanguageSwitch() {
  const { language, choose, words } = useLanguage();
  return (
    <fieldset className="flex gap-1 text-small">
      <legend className="sr-only">{words.account.language}</legend>
      {(["en", "ro"] as const).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={language === each}
          onClick={() => choose(each)}
          className="rounded-md px-2.5 py-1.5 text-soft hover:bg-sunken hover:text-ink aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {NAMES[each]}
        </button>
      ))}
    </fieldset>
  );
}
