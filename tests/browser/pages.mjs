// Prints pages to A4 in Chromium, and counts the sheets and the size of the letters.
// Prints what it found; exits with 1 if a page takes more sheets than it may, or has smaller letters.
//
//   node tests/browser/pages.mjs MOST PAGE.html…
//
// playwright-core is looked for in NODE_PATH and in ./node_modules, Chromium at CHROMIUM or where
// Debian puts it. Nothing is fetched.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launched } from './chromium.mjs';

// Points of the smallest letters that may be printed, but for those in pictures.
const SMALLEST = 9;
const ASIDE = 'svg, script, style, template';

async function printed(browser, page) {
  const tab = await browser.newPage();
  try {
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.emulateMedia({ media: 'print' });
    // Every element with words of its own that are printed, and the smallest of them with its name and words.
    const [smallest, where] = await tab.evaluate((aside) => {
      const own = (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data).join(' ').trim();
      return [...document.querySelectorAll('body *')]
        .filter((one) => own(one) && !one.closest(aside) && one.getClientRects().length)
        .map((one) => [parseFloat(getComputedStyle(one).fontSize) * 0.75, `${one.localName} "${own(one).slice(0, 60)}"`])
        .reduce((least, one) => (one[0] < least[0] ? one : least), [Infinity, 'no words']);
    }, ASIDE);
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    return { sheets: (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, smallest, where };
  } finally {
    await tab.close();
  }
}

async function main(most, pages) {
  const browser = await launched();
  let failed = pages.length === 0;
  try {
    for (const page of pages) {
      const { sheets, smallest, where } = await printed(browser, page);
      console.log(`${page}: ${sheets} sheets of A4, letters of ${smallest} points and more, as in ${where}`);
      failed ||= sheets === 0 || sheets > most || !(smallest >= SMALLEST - 0.01 && smallest < Infinity);
    }
  } finally {
    await browser.close();
  }
  return failed ? 1 : 0;
}

main(Number(process.argv[2]), process.argv.slice(3)).then((code) => process.exit(code), (error) => {
  console.error(error);
  process.exit(2);
});
