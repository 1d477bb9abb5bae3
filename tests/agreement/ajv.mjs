// Compares the verdicts written by `cargo test --test agreement` with those of Ajv, as a vendor would
// load it: draft 2020-12, strict mode, no plugins. Fails on the first disagreement, and on any warning.
//
// usage: NODE_PATH=…/node_modules node tests/agreement/ajv.mjs [target/agreement]

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const Ajv2020 = createRequire(import.meta.url)("ajv/dist/2020").default;
const root = process.argv[2] ?? join(process.env.CARGO_TARGET_DIR ?? "target", "agreement");

function fail(text) {
  console.error(text);
  process.exit(1);
}

let compared = 0;
for (const tender of readdirSync(root)) {
  const folder = join(root, tender);
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".ndjson"))) {
    const lot = name.slice(0, -".ndjson".length);
    const logger = { log: fail, warn: fail, error: fail };
    const ajv = new Ajv2020({ logger });
    const validators = {};
    for (const kind of ["declaration", "conformance"]) {
      const schema = JSON.parse(readFileSync(join(folder, `${lot}.${kind}.schema.json`), "utf8"));
      validators[kind] = ajv.compile(schema);
      if (kind === "declaration") {
        validators.met = {};
        for (const entry of Object.keys(schema.$defs).filter((entry) => entry.endsWith("-met"))) {
          validators.met[entry.slice(0, -4)] = ajv.compile({ $ref: `${schema.$id}#/$defs/${entry}` });
        }
      }
    }
    for (const line of readFileSync(join(folder, name), "utf8").trimEnd().split("\n")) {
      const { declaration, conformance, met, instance } = JSON.parse(line);
      const compare = (what, ours, validate) => {
        compared += 1;
        if (validate(instance) !== ours) {
          const theirs = JSON.stringify(validate.errors, null, 2);
          fail(`${tender}/${lot} ${what}: we say ${ours}, Ajv says ${!ours}\n${theirs}\n${JSON.stringify(instance)}`);
        }
      };
      compare("declaration", declaration, validators.declaration);
      compare("conformance", conformance, validators.conformance);
      for (const [id, ours] of Object.entries(met)) compare(`${id}-met`, ours, validators.met[id]);
    }
  }
}
if (compared === 0) fail(`no verdicts in ${root}: run \`cargo test --test agreement\` first`);
console.log(`Ajv agrees on ${compared} verdicts`);
