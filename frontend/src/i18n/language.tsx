import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { en, type Words } from "./en";
import { type Format, type Language, makeFormat } from "./format";

const KEY = "kilowatch.language";

/** Return the texts of a language. Only English is part of the first download. */
async function load(language: Language): Promise<Words> {
  return language === "ro" ? (await import("./ro")).ro : en;
}

export interface StartingLanguage {
  language: Language;
  words: Words;
}

interface LanguageValue {
  language: Language;
  words: Words;
  format: Format;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageValue | undefined>(undefined);

interface LanguageProviderProps {
  start: StartingLanguage;
  children: ReactNode;
}

export function LanguageProvider({ start, children }: LanguageProviderProps) {
  const [{ language, words }, setLoaded] = useState(start);
  const value = useMemo<LanguageValue>(
    () => ({
      language,
      words,
      format: makeFormat(language),
      choose: (chosen) => {
        localStorage.setItem(KEY, chosen);
        // Without a connection the present language stays until the next start.
        load(chosen)
          .then((loaded) => {
            document.documentElement.lang = chosen;
            setLoaded({ language: chosen, words: loaded });
          })
          .catch(() => undefined);
      },
    }),
    [language, words],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** Return the texts of the chosen language and its formats of numbers and dates. */
export function useLanguage(): LanguageValue {
  const value = use(LanguageContext);
  if (!value) throw new Error("useLanguage needs a LanguageProvider");
  return value;
}

/** Load the language that `before-paint.js` has set: the last choice, else the browser's. */
export async function startingLanguage(): Promise<StartingLanguage> {
  const language = document.documentElement.lang === "ro" ? "ro" : "en";
  try {
    return { language, words: await load(language) };
  } catch {
    document.documentElement.lang = "en";
    return { language: "en", words: en };
  }
}
