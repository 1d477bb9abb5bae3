// Every schema below a folder: valid against the 2020-12 metaschema, and compiled by Ajv. Those of a
// pack are compiled as a vendor would, in strict mode and without plugins.
//
// usage: NODE_PATH=…/node_modules node tests/tools/metaschema.mjs FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const Ajv2020 = createRequire(import.meta.url)("ajv/dist/2020").default;
const [folder] = process.argv.slice(2);
let schemas = 0;
let faults = 0;

for (const name of readdirSync(folder, { recursive: true }).sort()) {
  if (!name.endsWith(".schema.json")) continue;
  schemas += 1;
  const wrong = (text) => {
    faults += 1;
    console.error(`${name}: ${text}`);
  };
  try {
    const schema = JSON.parse(readFileSync(join(folder, name), "utf8"));
    if (schema.$schema !== "https://json-schema.org/draft/2020-12/schema") wrong(`$schema is ${schema.$schema}`);
    const logger = { log: wrong, warn: wrong, error: wrong };
    // Formats of numbers, such as uint32, are notes for readers of the published schemas.
    const ajv = new Ajv2020(name.startsWith("schemas") ? { strict: false, validateFormats: false, logger } : { logger });
    if (!ajv.validateSchema(schema)) wrong(ajv.errorsText());
    ajv.compile(schema);
  } catch (error) {
    wrong(error.message);
  }
}
if (schemas === 0) {
  console.error(`no schemas below ${folder}`);
  faults += 1;
}
console.log(`Ajv agrees with ${schemas} schemas`);
process.exit(faults === 0 ? 0 : 1);
