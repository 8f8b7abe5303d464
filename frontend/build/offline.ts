// The service worker is written by the build, which alone knows the names of its files.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const SOURCE = "build/service-worker.js";
const PICTURES = /^icon-\d+\.png$/;

/** Emits `sw.js`, which keeps this build's files for a page without its server. */
export function offline(): Plugin {
  let folder = "public";
  return {
    name: "offline",
    enforce: "post",
    configResolved(config) {
      folder = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const assets = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      // A browser asks for the pictures of an installed application by itself.
      const loose = readdirSync(folder).filter((name) => !PICTURES.test(name));
      const version = createHash("sha256").update(assets.sort().join());
      for (const name of loose.sort()) version.update(readFileSync(join(folder, name)));
      version.update(readFileSync("index.html"));
      const files = [...assets, ...loose].map((name) => `/${name}`);
      const source = readFileSync(SOURCE, "utf8")
        .replace("__FILES__", JSON.stringify(files))
        .replace("__VERSION__", version.digest("hex").slice(0, 12));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
