// Loads the forms that `cargo test --test agreement` wrote in Chromium, has each judge the declarations beside it,
// and compares every verdict, and how the bid stands, with what `check` found. Fails on the first difference.
//
//   node tests/browser/judge.mjs [target/forms]
//
// playwright-core is looked for in NODE_PATH and in ./node_modules, Chromium at CHROMIUM or where Debian puts it.
// Nothing is fetched.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launched } from './chromium.mjs';

const root = process.argv[2] ?? join(process.env.CARGO_TARGET_DIR ?? 'target', 'forms');
// Few enough that a message to the page stays small.
const AT_ONCE = 50;

// In the page: the places where its judge says something else.
function judged(lines) {
  const differences = [];
  for (const { standing, verdicts, instance } of lines) {
    const found = globalThis.tenderc.judge(instance);
    const differing = Object.keys(verdicts).filter((id) => verdicts[id] !== found.verdicts[id]);
    if (Object.keys(found.verdicts).length !== Object.keys(verdicts).length) differences.push('not the same requirements');
    if (found.standing !== standing) differences.push(`the bid: check says ${standing}, the form ${found.standing}`);
    for (const id of differing) differences.push(`${id}: check says ${verdicts[id]}, the form ${found.verdicts[id]}`);
    if (differences.length > 0) return { differences, instance };
  }
  return null;
}

async function lot(browser, folder, name) {
  const tab = await browser.newPage();
  const said = [];
  tab.on('pageerror', (error) => said.push(String(error)));
  tab.on('console', (message) => said.push(message.text()));
  await tab.goto(pathToFileURL(resolve(folder, `${name}.html`)).href);
  const lines = readFileSync(join(folder, `${name}.ndjson`), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  for (let at = 0; at < lines.length; at += AT_ONCE) {
    const fault = await tab.evaluate(judged, lines.slice(at, at + AT_ONCE));
    if (fault) throw new Error(`${folder}/${name}: ${fault.differences.join('\n')}\n${JSON.stringify(fault.instance)}`);
  }
  await tab.close();
  if (said.length > 0) throw new Error(`${folder}/${name}: ${said.join('\n')}`);
  return lines.reduce((count, { verdicts }) => count + Object.keys(verdicts).length, 0);
}

async function main() {
  const all = readdirSync(root).flatMap((tender) => readdirSync(join(root, tender))
    .filter((name) => name.endsWith('.html')).map((name) => [join(root, tender), name.slice(0, -5)]));
  if (all.length === 0) throw new Error(`no forms in ${root}: run \`cargo test --test agreement\` first`);
  const browser = await launched();
  let compared = 0;
  const lots = all.length;
  // Two pages at a time: each keeps a core busy.
  const next = async () => {
    for (let one = all.shift(); one; one = all.shift()) {
      const count = await lot(browser, ...one);
      compared += count;
    }
  };
  try {
    await Promise.all([next(), next()]);
  } finally {
    await browser.close();
  }
  console.log(`Chromium agrees on ${compared} verdicts of ${lots} forms`);
}

await main().catch((error) => {
  console.error(String(error.message ?? error));
  process.exit(1);
});
