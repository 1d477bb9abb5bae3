// Judges instances one a line by a JSON Schema that Ajv compiled beforehand, as a service would do it.
//
//   node ajv.mjs compile SCHEMA MODULE   compiles the schema into a module (draft 2020-12, strict mode, all errors)
//   node ajv.mjs judge MODULE            answers each line of standard input by a line with its errors
//
// The packages are looked for in NODE_PATH.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const [what, ...paths] = process.argv.slice(2);

if (what === "compile") {
  const Ajv2020 = require("ajv/dist/2020").default;
  const standalone = require("ajv/dist/standalone").default;
  const ajv = new Ajv2020({ allErrors: true, code: { source: true } });
  writeFileSync(paths[1], standalone(ajv, ajv.compile(JSON.parse(readFileSync(paths[0], "utf8")))));
} else {
  const validate = require(resolve(paths[0]));
  let answers = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const valid = validate(JSON.parse(line));
    const errors = (validate.errors ?? []).map(({ instancePath, message }) => ({ instancePath, message }));
    answers.push(JSON.stringify({ valid, errors }));
    if (answers.length === 100) {
      process.stdout.write(`${answers.join("\n")}\n`);
      answers = [];
    }
  }
  process.stdout.write(`${answers.join("\n")}\n`);
}
