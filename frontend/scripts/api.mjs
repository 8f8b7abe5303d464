// `node scripts/api.mjs write|check`: the typed API client from the committed schemas.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const SCHEMAS = new URL("../../schemas/openapi/", import.meta.url);
const TARGET = new URL("../src/api/generated/", import.meta.url);

const SOCKET = "socket.json";

const stale = [];
for (const file of [...readdirSync(SCHEMAS).filter((name) => name.endsWith(".json")), SOCKET]) {
  const document = file === SOCKET ? socketDocument() : withoutFiles(parse(new URL(file, SCHEMAS)));
  // A default is what the server takes where nothing is said: nobody has to say it.
  const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
  const text = `// Generated from schemas/${file === SOCKET ? "" : "openapi/"}${file} by scripts/api.mjs.\n\n${types}`;
  const target = new URL(file.replace(".json", ".ts"), TARGET);
  if (process.argv[2] === "write") {
    writeFileSync(target, text);
  } else if (read(target) !== text) {
    stale.push(`src/api/generated/${file.replace(".json", ".ts")}`);
  }
}
if (stale.length > 0) {
  console.error(`The API client is stale (${stale.join(", ")}): run \`make schemas\`.`);
  process.exit(1);
}

/** Answers as files are downloads, which the typed client doesn't read. */
function withoutFiles(document) {
  for (const operations of Object.values(document.paths)) {
    for (const { responses } of Object.values(operations)) {
      const content = responses["200"]?.content;
      if (content?.["application/json"]) {
        responses["200"].content = { "application/json": content["application/json"] };
      }
    }
  }
  return document;
}

/** The messages of `/ws` in the shape the generator reads. */
function socketDocument() {
  const text = readFileSync(new URL(`../${SOCKET}`, SCHEMAS), "utf8");
  const { $defs, client_message, server_message } = JSON.parse(
    text.replaceAll("#/$defs/", "#/components/schemas/"),
  );
  const schemas = { ...$defs, ClientMessage: client_message, ServerMessage: server_message };
  return {
    openapi: "3.1.0",
    info: { title: "socket", version: "1" },
    paths: {},
    components: { schemas },
  };
}

function parse(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
