import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { budget, precompress } from "./build/budget.ts";
import { offline } from "./build/offline.ts";

export default defineConfig({
  plugins: [react(), tailwindcss(), offline(), budget(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    rolldownOptions: { checks: { pluginTimings: false } },
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // `npm run dev` beside a running platform: KILOWATCH_URL says where its gateway is.
  server: {
    proxy: Object.fromEntries(
      ["/api", "/ws"].map((path) => [
        path,
        { target: process.env.KILOWATCH_URL ?? "http://localhost:8000", ws: path === "/ws" },
      ]),
    ),
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
