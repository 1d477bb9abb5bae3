// The forms of a pack in Chromium, and what `check` finds of what they save.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { check, holds } from './faults.mjs';

const VIEWPORT = { width: 1280, height: 900 };

// A page of a form in a browser that knows nothing of it.
export async function opened(browser, page, options = {}) {
  return visited(await browser.newContext({ viewport: VIEWPORT, locale: 'en-US', ...options }), page);
}

// A page of a form, and what its browser has to say: no request beside the page itself, no complaint.
export async function visited(context, page) {
  const tab = await context.newPage();
  const address = pathToFileURL(resolve(page)).href;
  tab.on('request', (request) => {
    const url = request.url().split('#')[0];
    holds(`a request to ${url}`, url === address || url.startsWith('blob:'));
  });
  tab.on('console', (message) => holds(`the browser says: ${message.text()}`, false));
  tab.on('pageerror', (error) => holds(`the page fails: ${error.stack}`, false));
  tab.setDefaultTimeout(10_000);
  await tab.goto(address);
  return tab;
}

export const formOf = (pack, lot) => join(pack, lot, 'form.html');

export const standing = (tab) => tab.getAttribute('#standing', 'data-standing');

// The file that comes of something that is done.
export async function saved(tab, folder, act) {
  const download = tab.waitForEvent('download');
  await act();
  const path = join(folder, (await download).suggestedFilename());
  await (await download).saveAs(path);
  return path;
}

// What the program finds of a file.
export function found(tenderc, pack, file, ...options) {
  let text;
  try {
    text = execFileSync(tenderc, ['check', file, '--pack', pack, '--format', 'json', ...options], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    text = error.stdout;
  }
  return JSON.parse(text).declarations[0];
}

// Form and program say the same of what was saved.
export async function agrees(tenderc, tab, pack, declaration, expected) {
  const report = found(tenderc, pack, declaration, '--answers-only');
  const text = readFileSync(declaration, 'utf8');
  const judged = await tab.evaluate((saved) => globalThis.tenderc.judge(JSON.parse(saved)), text);
  const verdicts = Object.fromEntries(report.requirements.map(({ id, verdict }) => [id, verdict]));
  check(`every verdict, ${pack}`, judged.verdicts, verdicts);
  check(`nothing waits, ${pack}`, JSON.parse(text).drafts, undefined);
  if (expected) check(`how it stands, ${pack}`, report.standing, expected);
}
