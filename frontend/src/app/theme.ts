import { useState } from "react";

export type Theme = "system" | "light" | "dark";
const KEY = "kilowatch.theme";

/** Return the chosen theme and a setter; `before-paint.js` applies it on startup. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = document.documentElement.dataset.theme;
    return chosen === "light" || chosen === "dark" ? chosen : "system";
  });
  const choose = (chosen: Theme): void => {
    if (chosen === "system") {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(KEY, chosen);
      document.documentElement.dataset.theme = chosen;
    }
    setTheme(chosen);
  };
  return [theme, choose];
}
