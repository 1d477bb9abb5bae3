// Loads pages in Chromium, light and dark, wide and narrow, and runs axe-core on each.
// Prints every violation; exits with 1 if there is any, with 2 if nothing could be run.
//
//   node tests/browser/axe.mjs PAGE.html…
//
// playwright-core and axe-core are looked for in NODE_PATH and in ./node_modules, Chromium
// at CHROMIUM or where Debian puts it. Nothing is fetched.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launched, require } from './chromium.mjs';

// In the dark the same page stands there in other colours.
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 }, runOnly: ['color-contrast', 'link-in-text-block'] },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 400, height: 800 } },
];

async function violations(browser, page, look, axe) {
  const context = await browser.newContext({ colorScheme: look.colorScheme, viewport: look.viewport, bypassCSP: true });
  try {
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.addScriptTag({ path: axe });
    const options = { resultTypes: ['violations'], ...(look.runOnly && { runOnly: look.runOnly }) };
    const { violations } = await tab.evaluate((rules) => globalThis.axe.run(document, rules), options);
    const found = violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target, failureSummary }) => {
        const [, why = ''] = failureSummary.split('\n');
        return `    ${target.join(' ')}: ${why.trim()}`;
      });
      return [`  ${id}: ${help} (${nodes.length})`, ...places].join('\n');
    });
    const [inner, outer] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (inner > outer) found.push(`  the page is ${inner} pixels wide on a screen of ${outer}`);
    return found;
  } finally {
    await context.close();
  }
}

async function main(pages) {
  const axe = require.resolve('axe-core/axe.min.js');
  const browser = await launched();
  let failed = false;
  try {
    for (const page of pages) {
      for (const look of LOOKS) {
        const found = await violations(browser, page, look, axe);
        console.log(`${page}, ${look.name}: ${found.length === 0 ? 'no violation' : `\n${found.join('\n')}`}`);
        failed ||= found.length > 0;
      }
    }
  } finally {
    await browser.close();
  }
  return failed ? 1 : 0;
}

const pages = process.argv.slice(2);
if (pages.length === 0) {
  console.error('usage: node tests/browser/axe.mjs PAGE.html…');
  process.exit(2);
}
process.exit(await main(pages).catch((error) => {
  console.error(String(error));
  return 2;
}));
