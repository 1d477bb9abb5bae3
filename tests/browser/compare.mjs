// Loads a page that `tenderc compare --format html` made in Chromium and uses it as a reader does:
// filters, sorts, hides columns; without script as well. What is right is read from the rows of the
// page as it was written. Prints every fault; exits with 1 if there is any, with 2 if nothing could
// be run.
//
//   node tests/browser/compare.mjs PAGE.html
//
// playwright-core is looked for in NODE_PATH and in ./node_modules, Chromium at CHROMIUM or where
// Debian puts it. Nothing is fetched.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launched } from './chromium.mjs';
import { check, faults, holds, looks } from './faults.mjs';

const VIEWPORT = { width: 1600, height: 1000 };
// From what a reader wants to see first.
const RANK = ['not-met', 'unanswered', 'deviation', 'to-review', 'met', 'not-applicable'];
const BINDING = ['shall', 'should', 'may'];

// The requirements as they stand in the page, from top to bottom.
const rows = (tab) => tab.evaluate((rank) => [...document.querySelectorAll('#table tbody.r')].map((body) => ({
  id: body.id,
  shown: body.getClientRects().length > 0,
  theme: body.dataset.theme,
  binding: body.dataset.binding,
  weight: Number(body.dataset.weight),
  same: body.classList.contains('nothing'),
  verdicts: [...body.rows[0].querySelectorAll('td.v')].map((cell) => rank.find((word) => cell.classList.contains(word))),
  alike: new Set([...body.rows[0].querySelectorAll('td.v')].map((cell) =>
    [...cell.querySelectorAll(':scope > span, :scope > small')].map((part) => part.textContent).join(' '))).size === 1,
  marked: body.querySelector('.mark') !== null,
  text: body.textContent.toLowerCase(),
})), RANK);

const ids = (some) => some.map((row) => row.id);
const shown = async (tab) => ids((await rows(tab)).filter((row) => row.shown));

// Which columns of the row of heads, by their letters, are there.
const letters = (tab) => tab.evaluate(() => [...document.querySelectorAll('#table thead th.b')]
  .filter((head) => head.getClientRects().length > 0)
  .map((head) => head.querySelector('button').textContent));

async function filters(tab, all) {
  const those = async (what, fits) => {
    const expected = ids(all.filter(fits));
    holds(`${what}: the page has such rows, and others`, expected.length > 0 && expected.length < all.length);
    check(what, await shown(tab), expected);
    check(`${what}, in words`, await tab.textContent('#shown'), `${expected.length} of ${all.length} requirements`);
    const themes = await tab.evaluate(() => [...document.querySelectorAll('#table tbody.theme')]
      .filter((head) => head.getClientRects().length > 0).map((head) => head.textContent.trim()));
    check(`${what}: heads of themes`, themes, [...new Set(all.filter(fits).map((row) => row.theme))]);
    await tab.click('form button[type="reset"]');
    await tab.waitForFunction((count) => document.querySelectorAll('#table tbody.r:not([hidden])').length === count, all.length);
  };
  const theme = all[Math.floor(all.length / 2)].theme;
  await tab.fill('#find', 'Hospital PASSWORD');
  await those('find', (row) => row.text.includes('hospital') && row.text.includes('password'));
  await tab.selectOption('#theme', theme);
  await those(`theme ${theme}`, (row) => row.theme === theme);
  await tab.selectOption('#binding', 'should');
  await those('binding', (row) => row.binding === 'should');
  await tab.selectOption('#verdict', 'not-met');
  await those('verdict of any bid', (row) => row.verdicts.includes('not-met'));
  await tab.selectOption('#verdict', 'not-met');
  await tab.selectOption('#whose', '1');
  await those('verdict of the second bid', (row) => row.verdicts[1] === 'not-met');
  await tab.selectOption('#difference', 'answers');
  await those('only differences', (row) => !row.same);
  await tab.selectOption('#difference', 'verdicts');
  await those('only different verdicts', (row) => !row.alike);
  await tab.check('#marked');
  await those('only marked', (row) => row.marked);
  await tab.check('#marked');
  await tab.selectOption('#binding', 'should');
  await those('two filters', (row) => row.marked && row.binding === 'should');
}

async function sorting(tab, all) {
  // The order of the page decides between rows that are alike.
  const sorted = (key) => ids([...all].sort((a, b) => key(a) - key(b)));
  const orders = {
    binding: (row) => BINDING.indexOf(row.binding),
    weight: (row) => -row.weight,
  };
  all[0].verdicts.forEach((_, bid) => { orders[bid] = (row) => RANK.indexOf(row.verdicts[bid]); });
  for (const [value, key] of Object.entries(orders)) {
    await tab.selectOption('#sort', value);
    check(`sorted by ${value}`, ids(await rows(tab)), sorted(key));
    const heads = await tab.locator('#table thead th[aria-sort]').count();
    check(`sorted by ${value}: heads that say so`, heads, 1);
  }
  await tab.selectOption('#sort', 'theme');
  const themes = (await rows(tab)).map((row) => row.theme);
  check('sorted by theme', themes, [...themes].sort((a, b) => a.localeCompare(b, 'en')));
  const buttons = tab.locator('#table thead button');
  for (const [at, value] of [[1, 'binding'], [2, 'weight'], [4, '1']]) {
    await buttons.nth(at).click();
    check(`button of column ${at}`, ids(await rows(tab)), sorted(orders[value]));
    await buttons.nth(at).click();
    check(`button of column ${at}, once more`, ids(await rows(tab)), ids(all));
  }
}

async function columns(tab) {
  const before = await letters(tab);
  await tab.click('#controls summary');
  await tab.uncheck('.column[value="0"]');
  await tab.uncheck('.column[value="2"]');
  check('columns', await letters(tab), before.filter((_, at) => at !== 0 && at !== 2));
  const left = await tab.evaluate(() => {
    const [head, ...others] = [...document.querySelectorAll('#table tr:not(.a)')];
    const places = (row) => [...row.cells].filter((cell) => cell.getClientRects().length > 0).map((cell) => Math.round(cell.getBoundingClientRect().left));
    const wanted = String(places(head));
    return others.filter((row) => row.cells.length > 1 && row.getClientRects().length > 0).every((row) => String(places(row)) === wanted);
  });
  holds('columns that are left stand below their heads', left);
  await tab.click('form button[type="reset"]');
  await tab.waitForFunction(() => document.querySelector('.column').checked);
  // The page hears of the reset before the boxes are reset, and follows in a task of its own.
  await tab.evaluate(() => new Promise((done) => { setTimeout(done); }));
  check('columns after a reset', await letters(tab), before);
}

async function unfolded(tab, all) {
  await tab.click('#open');
  const open = () => tab.locator('#table tbody.r details[open]').count();
  check('all are opened', await open(), all.length);
  holds('answers are shown', await tab.locator('#table tr.a').first().isVisible());
  await tab.click('#open');
  check('all are folded', await open(), 0);
  holds('answers are folded', !await tab.locator('#table tr.a').first().isVisible());
  await tab.fill('#find', 'nothing has these words');
  const last = all[all.length - 1].id;
  await tab.evaluate((id) => { location.hash = id; }, last);
  await tab.waitForFunction((id) => !document.getElementById(id).hidden, last);
  check('a link leads to what was filtered out', (await shown(tab)).length, all.length);
}

async function without(browser, address, requests) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: VIEWPORT });
  const tab = await context.newPage();
  tab.on('request', (request) => requests.push(request.url()));
  await tab.goto(address);
  const all = await rows(tab);
  check('without script: rows', ids(all.filter((row) => row.shown)), ids(all));
  holds('without script: no controls', !await tab.locator('#controls').isVisible());
  await tab.locator('#table summary').first().click();
  holds('without script: answers unfold', await tab.locator('#table tr.a').first().isVisible());
  await context.close();
  return all;
}

async function main(page) {
  const browser = await launched();
  try {
    const address = pathToFileURL(resolve(page)).href;
    const [requests, said] = [[], []];
    const all = await without(browser, address, requests);
    // The policy of the page holds here: a script or style that it does not name is refused.
    const context = await browser.newContext({ viewport: VIEWPORT });
    const tab = await context.newPage();
    tab.on('request', (request) => requests.push(request.url()));
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(String(error)));
    tab.setDefaultTimeout(10_000);
    await tab.goto(address);
    holds('the script runs', await tab.locator('#controls').isVisible());
    if (faults.length === 0) {
      check('rows at first', await shown(tab), ids(all));
      await filters(tab, all);
      await sorting(tab, all);
      await columns(tab);
      await unfolded(tab, all);
    }
    check('requests', requests.map((url) => url.split('#')[0]).filter((url) => url !== address), []);
    check('what the browser complains of', said, []);
  } finally {
    await browser.close();
  }
  console.log(faults.length === 0 ? `Chromium agrees with ${looks()} checks of ${page}` : `${page}:\n  ${faults.join('\n  ')}`);
  return faults.length === 0 ? 0 : 1;
}

const pages = process.argv.slice(2);
if (pages.length !== 1) {
  console.error('usage: node tests/browser/compare.mjs PAGE.html');
  process.exit(2);
}
process.exit(await main(pages[0]).catch((error) => {
  console.error(String(error));
  return 2;
}));
