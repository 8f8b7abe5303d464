import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { session } from "@/api/session";
import { App } from "@/app/app";
import "./main.css";

void session.restore();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
