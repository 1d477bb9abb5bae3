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

async function printed(browser, page) {
  const tab = await browser.newPage();
  try {
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.emulateMedia({ media: 'print' });
    const smallest = await tab.evaluate(() => {
      const sizes = [...document.querySelectorAll('p, li, td, th, dd, dt')].filter((one) => one.textContent.trim())
        .map((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75);
      return Math.min(...sizes);
    });
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    return { sheets: (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, smallest };
  } finally {
    await tab.close();
  }
}

async function main(most, pages) {
  const browser = await launched();
  let failed = pages.length === 0;
  try {
    for (const page of pages) {
      const { sheets, smallest } = await printed(browser, page);
      console.log(`${page}: ${sheets} sheets of A4, letters of ${smallest} points and more`);
      failed ||= sheets === 0 || sheets > most || smallest < SMALLEST - 0.01;
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
