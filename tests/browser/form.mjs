// Uses forms as a vendor does, in Chromium: answers a small lot and a whole one to "conforms" by the keyboard alone and
// hands the bids to `check`; reloads, opens, merges, has the browser killed; goes on from an MDS2 with last year's
// answers to the second edition of a tender; measures the largest form, and has axe-core look at every section of it.
// Prints every fault; exits with 1 if there is any, with 2 if nothing could be run.
//
//   node tests/browser/form.mjs TENDERC SMALL-PACK FIRST-PACK SECOND-PACK DECLARATION LARGE-FORM.html
//
// SMALL-PACK is the pack of tests/second-library, FIRST-PACK and SECOND-PACK the two editions of examples/smart-ward,
// DECLARATION one to the first that conforms. playwright-core and axe-core are looked for in NODE_PATH and in
// ./node_modules, Chromium at CHROMIUM or where Debian puts it. Nothing is fetched.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launched } from './chromium.mjs';
import { faults, looks } from './faults.mjs';
import { carriedOver, editions } from './files.mjs';
import { killed } from './killed.mjs';
import { everySection, timed } from './large.mjs';
import { smallLot } from './small-lot.mjs';
import { wholeLot } from './whole-lot.mjs';

async function main(tenderc, small, first, second, example, page) {
  const browser = await launched();
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const [whole, others] = ['whole', 'others'].map((name) => mkdtempSync(join(folder, name)));
  let said;
  try {
    // Timed before there is anything beside it.
    const { tab: large, measured } = await timed(browser, page);
    const [strokes] = await Promise.all([
      wholeLot(browser, tenderc, first, example, whole),
      smallLot(browser, tenderc, small, others)
        .then(({ tab, declaration, bid }) => editions(browser, tab, declaration, bid))
        .then(() => carriedOver(browser, tenderc, first, second, others)),
      everySection(large),
    ]);
    await killed(small, folder);
    said = `a whole lot is answered in ${strokes} key strokes; the largest: ${measured}`;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  console.log(faults.length === 0 ? `Chromium agrees with ${looks()} checks of forms; ${said}` : faults.join('\n'));
  return faults.length === 0 ? 0 : 1;
}

const given = process.argv.slice(2);
if (given.length !== 6) {
  console.error('usage: node tests/browser/form.mjs TENDERC SMALL-PACK FIRST-PACK SECOND-PACK DECLARATION LARGE-FORM.html');
  process.exit(2);
}
process.exit(await main(...given).catch((error) => {
  console.error(error.stack, faults.join('\n'));
  return 2;
}));
