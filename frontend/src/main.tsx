import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { session } from "@/api/session";
import { App } from "@/app/app";
import { startingLanguage } from "@/i18n/language";
import "./main.css";

// Without a service worker the page needs its server to open; everything else works the same.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}

void session.restore();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
void startingLanguage().then((start) =>
  createRoot(root).render(
    <StrictMode>
      <App start={start} />
    </StrictMode>,
  ),
);
