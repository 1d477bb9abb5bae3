// Opens pages in Chromium, each several times, and prints a line of JSON for each: the middle of the milliseconds until
// it is there to be read, its bytes, the rows of its matrix that are drawn at first and those that would be printed,
// and the middle of the milliseconds that a key stroke takes in a form.
//
//   node bench/peers/opened.mjs ROUNDS PAGE.html…
//
// Nothing is fetched.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launched } from '../../tests/browser/chromium.mjs';
import { strokes } from '../../tests/browser/strokes.mjs';

const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function opened(browser, page) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  try {
    const tab = await context.newPage();
    const start = performance.now();
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
    const took = performance.now() - start;
    const bytes = await tab.evaluate(() => performance.getEntriesByType('navigation')[0].decodedBodySize);
    const rows = () => tab.evaluate(() =>
      [...document.querySelectorAll('#table tbody.r')].filter((body) => body.getClientRects().length > 0).length);
    const drawn = await rows();
    await tab.emulateMedia({ media: 'print' });
    const printed = await rows();
    await tab.emulateMedia({ media: 'screen' });
    const stroke = (await tab.$('#only-open')) ? middle(await strokes(tab)) : null;
    return { took, bytes, drawn, printed, stroke };
  } finally {
    await context.close();
  }
}

const [rounds, ...pages] = process.argv.slice(2);
const browser = await launched();
try {
  for (const page of pages) {
    const runs = [];
    for (let round = 0; round < Number(rounds); round += 1) runs.push(await opened(browser, page));
    const took = middle(runs.map((run) => run.took));
    const stroke = runs[0].stroke === null ? null : middle(runs.map((run) => run.stroke));
    console.log(JSON.stringify({ ...runs[0], took, stroke }));
  }
} finally {
  await browser.close();
}
