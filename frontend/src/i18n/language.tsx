import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { en, type Words } from "./en";
import { type Format, type Language, makeFormat } from "./format";
import { ro } from "./ro";

const WORDS: Record<Language, Words> = { en, ro };
const KEY = "kilowatch.language";

interface LanguageValue {
  language: Language;
  words: Words;
  format: Format;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageValue | undefined>(undefined);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(startingLanguage);
  const value = useMemo<LanguageValue>(
    () => ({
      language,
      words: WORDS[language],
      format: makeFormat(language),
      choose: (chosen) => {
        localStorage.setItem(KEY, chosen);
        document.documentElement.lang = chosen;
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** Return the texts of the chosen language and its formats of numbers and dates. */
export function useLanguage(): LanguageValue {
  const value = use(LanguageContext);
  if (!value) throw new Error("useLanguage needs a LanguageProvider");
  return value;
}

/** `before-paint.js` has set it: the last choice, else the browser's language. */
function startingLanguage(): Language {
  return document.documentElement.lang === "ro" ? "ro" : "en";
}
