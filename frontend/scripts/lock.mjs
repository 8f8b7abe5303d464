// `node scripts/lock.mjs write` resolves the packages anew; `check` fails where the lock names an
// address. Packages ask for money by an address of their own, which npm copies and never reads.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const LOCK = "package-lock.json";

if (process.argv[2] === "write") {
  execFileSync("npm", ["install", "--package-lock-only"], { stdio: "inherit" });
  const lock = JSON.parse(readFileSync(LOCK, "utf8"));
  for (const each of Object.values(lock.packages)) {
    delete each.funding;
  }
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}
if (readFileSync(LOCK, "utf8").includes("://")) {
  console.error(`${LOCK} names an address; \`npm run lock\` writes it without.`);
  process.exitCode = 1;
}
