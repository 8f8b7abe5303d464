// What a browser loads first must stay small; and it is compressed here, once, not per request.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

const INITIAL_KIB = 150;
const WORTH_BYTES = 1024;
const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;

/** Fails the build when the initial JavaScript is above the budget. */
export function budget(): Plugin {
  return {
    name: "budget",
    writeBundle(_options, bundle) {
      const bytes = initialChunks(bundle)
        .map((chunk) => gzipSync(chunk.code, { level: 9 }).length)
        .reduce((sum, size) => sum + size, 0);
      const kib = (bytes / 1024).toFixed(1);
      if (bytes > INITIAL_KIB * 1024) {
        this.error(`initial JavaScript is ${kib} KiB gzip, the budget is ${INITIAL_KIB} KiB`);
      }
      this.info(`initial JavaScript: ${kib} of ${INITIAL_KIB} KiB gzip`);
    },
  };
}

function initialChunks(bundle: Rollup.OutputBundle): Rollup.OutputChunk[] {
  const found = new Map<string, Rollup.OutputChunk>();
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || found.has(name)) return;
    found.set(name, chunk);
    for (const each of chunk.imports) add(each);
  };
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type === "chunk" && output.isEntry) add(name);
  }
  return [...found.values()];
}

/** Writes `.br` and `.gz` beside every text file of the build. */
export function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "precompress",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!TEXT.test(name)) continue;
        const path = join(folder, name);
        const content = readFileSync(path);
        if (content.length < WORTH_BYTES) continue;
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params: quality }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
