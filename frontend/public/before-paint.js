// The chosen theme and language stand before the first paint, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = read("kilowatch.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const language = read("kilowatch.language") ?? navigator.language;
  root.lang = language.startsWith("ro") ? "ro" : "en";
})();
