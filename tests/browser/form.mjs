// Uses forms as a vendor does, in Chromium: answers a small lot to "conforms" by the keyboard alone and hands the bid
// to `check`; reloads, opens, merges; goes on from an MDS2 with last year's answers to the second edition of a tender;
// measures the largest form, and has axe-core look at every section of it.
// Prints every fault; exits with 1 if there is any, with 2 if nothing could be run.
//
//   node tests/browser/form.mjs TENDERC SMALL-PACK FIRST-PACK SECOND-PACK LARGE-FORM.html
//
// SMALL-PACK is the pack of tests/second-library, FIRST-PACK and SECOND-PACK the two editions of examples/smart-ward. playwright-core and axe-core are looked for in NODE_PATH and in
// ./node_modules, Chromium at CHROMIUM or where Debian puts it. Nothing is fetched.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { strokes } from './strokes.mjs';

const require = createRequire(pathToFileURL(resolve('package.json')));
const VIEWPORT = { width: 1280, height: 900 };

let looked = 0;
let measured = '';
const faults = [];

function check(what, found, expected) {
  looked += 1;
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  if (a !== b) faults.push(`${what}:\n    found    ${String(a).slice(0, 400)}\n    expected ${b.slice(0, 400)}`);
}

function holds(what, whether) {
  looked += 1;
  if (!whether) faults.push(what);
}

// A page of a form, and what its browser has to say: no request beside the page itself, no complaint.
async function opened(context, page) {
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

// The keyboard.

const focused = (tab) => tab.evaluate(() => {
  const one = document.activeElement;
  const legend = one.closest('fieldset:not(.line)')?.querySelector('legend')?.textContent ?? '';
  return { kind: one.type ?? one.localName, name: one.labels?.[0]?.textContent ?? one.textContent, legend };
});

async function reach(tab, what, fits) {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await tab.keyboard.press('Tab');
    if (fits(await focused(tab))) return;
  }
  throw new Error(`the tabulator does not reach ${what}`);
}

async function fill(tab, name, text) {
  await reach(tab, name, (one) => one.name === name);
  await tab.keyboard.press('Control+A');
  await tab.keyboard.type(text);
}

async function choose(tab, legend, label) {
  await reach(tab, legend, (one) => one.kind === 'radio' && one.legend === legend);
  for (let pressed = 0; (await focused(tab)).name !== label; pressed += 1) {
    if (pressed > 20) throw new Error(`${legend}: the arrows do not reach ${label}`);
    await tab.keyboard.press('ArrowDown');
  }
  await tab.keyboard.press('Space');
}

async function pick(tab, name, label) {
  await reach(tab, name, (one) => one.name === name);
  await tab.keyboard.type(label);
}

async function press(tab, name) {
  await reach(tab, name, (one) => one.name === name);
  await tab.keyboard.press('Enter');
}

const standing = (tab) => tab.getAttribute('#standing', 'data-standing');
const shorts = (tab) => tab.evaluate(() => [...document.querySelectorAll('.short')]
  .filter((one) => one.getClientRects().length > 0).map((one) => one.textContent));

async function saved(tab, name, folder) {
  const download = tab.waitForEvent('download');
  await press(tab, name);
  const path = join(folder, (await download).suggestedFilename());
  await (await download).saveAs(path);
  return path;
}

// What the program finds of a file.
function found(tenderc, pack, file, ...options) {
  let text;
  try {
    text = execFileSync(tenderc, ['check', file, '--pack', pack, '--format', 'json', ...options], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    text = error.stdout;
  }
  return JSON.parse(text).declarations[0];
}

const verdicts = (report) => Object.fromEntries(report.requirements.map(({ id, verdict }) => [id, verdict]));

async function byKeyboard(browser, tenderc, pack, folder) {
  const context = await browser.newContext({ viewport: VIEWPORT, acceptDownloads: true });
  const tab = await opened(context, join(pack, 'controllers/form.html'));
  // Listened for from the start: only then does the browser ask the test, and not a person.
  const chooser = new Promise((chosen) => { tab.on('filechooser', chosen); });
  check('at first', await standing(tab), 'incomplete');
  await fill(tab, 'Name of the vendor', 'Voltwerk');
  await fill(tab, 'Contact for questions on security', 'psirt@voltwerk.example');
  await fill(tab, 'Name of the device', 'Regler');
  await fill(tab, 'Model', 'R 3');
  await fill(tab, 'Version of its software', '3.1');
  await press(tab, 'Facts of the device →');
  await choose(tab, 'Can the software be replaced after delivery?', 'Yes');
  await press(tab, 'Access →');
  // A row is added, filled and refused; then it is mended.
  await press(tab, 'Add a row');
  await tab.keyboard.type('service');
  await pick(tab, 'Belongs to one person', 'Yes');
  await pick(tab, 'Password', 'The same on all');
  check('the row falls short', (await shorts(tab)).length, 1);
  holds('a shortfall in words', (await shorts(tab))[0].startsWith('Falls short: you answered 1 row. Accepted: a table in which every row'));
  await tab.keyboard.press('ArrowUp');
  check('the row is mended', await shorts(tab), []);
  await press(tab, 'Limits →');
  await choose(tab, 'What does the controller do when the control room is out of reach?', 'It keeps the last limit');
  await fill(tab, 'By which share of the rated power can one command change the load of a site?', '30');
  check('the number falls short', await shorts(tab),
    ['Falls short: you answered 30 %. Accepted: at most 25 %. Correct the answer, or propose a deviation.']);
  await tab.keyboard.press('Control+A');
  await tab.keyboard.type('12,5');
  check('the number is mended', await shorts(tab), []);
  await press(tab, 'Updates →');
  await fill(tab, 'Until when do you deliver software updates for this model?', '12312040');
  await choose(tab, 'How does the equipment see that an update is yours?', 'By a signature that it checks before installation');
  await fill(tab, 'Which version of the software is delivered?', 'three');
  check('what is no version', await tab.textContent('#UPD-1 .wrong:not([hidden])'),
    'A version belongs here: numbers with dots between them, such as 4.10.0.');
  await tab.keyboard.press('Control+A');
  await tab.keyboard.type('3.1');
  await fill(tab, 'Within how many days after a release do you publish the list of its components?', '7');
  await fill(tab, 'Where is the list published?', 'https://voltwerk.example/sbom');
  await press(tab, 'Evidence →');
  check('without its evidence', await standing(tab), 'incomplete');
  const policy = join(folder, 'Support policy.md');
  writeFileSync(policy, 'Updates are delivered until 2040-12-31.\n');
  await reach(tab, 'the files', (one) => one.kind === 'file');
  await tab.keyboard.press('Enter');
  await (await chooser).setFiles(policy);
  await tab.waitForSelector('.piece');
  await press(tab, 'What is open, and the bid →');
  check('at the end', await standing(tab), 'conforms');
  check('nothing that binds is open', await tab.locator('.open-list .binding').count(), 0);
  const bid = await saved(tab, 'Make the bid', folder);
  const declaration = await saved(tab, 'Save', folder);

  const report = found(tenderc, pack, declaration, '--answers-only');
  check('check of the answers', report.standing, 'conforms');
  const whole = found(tenderc, pack, bid);
  check('check of the bid', whole.standing, 'conforms');
  const judged = await tab.evaluate((text) => globalThis.tenderc.judge(JSON.parse(text)), readFileSync(declaration, 'utf8'));
  check('every verdict', judged.verdicts, verdicts(report));

  await tab.reload();
  check('after a reload', await standing(tab), 'conforms');
  check('an answer after a reload', await tab.inputValue('#q-LIM-1-step_share'), '12.5');
  await tab.evaluate(() => { location.hash = 'evidence'; });
  await tab.waitForFunction(() => document.querySelectorAll('.piece').length === 1 && !document.querySelector('.pieces .hint'));
  const again = tab.waitForEvent('download');
  await tab.click('#save');
  check('saved after a reload', readFileSync(await (await again).path(), 'utf8'), readFileSync(declaration, 'utf8'));
  await editions(tab, JSON.parse(readFileSync(declaration, 'utf8')), bid);
  await context.close();
  return { declaration, bid };
}

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const notes = (tab) => tab.evaluate(() => [...document.querySelectorAll('#notes p')].map((one) => one.firstChild.textContent));
async function taken(tab, ...files) {
  const before = (await notes(tab)).length;
  await tab.setInputFiles('#open-file', files);
  await tab.waitForFunction((count) => document.querySelectorAll('#notes p').length > count, before);
}

// A second person's answers, files of other editions, and files that are none.
async function editions(tab, declaration, bid) {
  const other = structuredClone(declaration);
  other.answers['LIM-1'].step_share = 20;
  other.answers['LIM-1'].loss_of_link = 'safe';
  await taken(tab, file('second.json', JSON.stringify(other)));
  check('two answers', (await notes(tab))[1],
    '2 questions are answered differently there: both answers stand at each question, and you choose.');
  await tab.evaluate(() => { location.hash = 'LIM-1'; });
  const proposals = tab.locator('#LIM-1 .proposal:not([hidden])');
  check('both stand at the question', await proposals.allTextContents(), [
    'second.json says: “It falls back to a limit that is set at the site”Take itKeep what is here',
    'second.json says: 20 %Take itKeep what is here',
  ]);
  await tab.reload();
  await tab.waitForSelector('#LIM-1 .proposal:not([hidden])');
  await proposals.first().getByText('Take it').click();
  await proposals.first().getByText('Keep what is here').click();
  check('one is taken, one is kept', [await tab.isChecked('text=It falls back'), await tab.inputValue('#q-LIM-1-step_share')], [true, '12.5']);
  check('no proposal is left', await proposals.count(), 0);

  const context = await tab.context().browser().newContext({ viewport: VIEWPORT });
  const empty = await opened(context, new URL(tab.url()).pathname);
  const odd = structuredClone(declaration);
  odd.pack = `sha256:${'0'.repeat(64)}`;
  odd.answers['LIM-1'].loss_of_link = 'explodes';
  odd.answers['OLD-1'] = { gone: true };
  await taken(empty, file('odd.json', JSON.stringify(odd)));
  const said = await notes(empty);
  holds(`another edition: ${said[0]}`, said[0].startsWith('odd.json answers another edition or lot: '));
  check('what does not fit', said[1], 'odd.json: 2 things do not fit this form and are left out: '
    + 'LIM-1 What does the controller do when the control room is out of reach?: explodes; OLD-1 gone: true');
  check('what fits', await empty.inputValue('#q-LIM-1-step_share'), '12.5');
  await drafts(empty);
  await taken(empty, file('none.json', '{'));
  check('what cannot be read', (await notes(empty)).at(-1), 'none.json cannot be read: a declaration in JSON belongs here, or a bid as a zip.');
  for (const text of ['null', '[]', '3', '{"answers": 3, "facts": [], "evidence": {}}', '{"answers": {"LIM-1": null}, "deviations": {"LIM-1": 3}, "evidence": [null, 3]}']) {
    await taken(empty, file('hostile.json', text));
  }
  await empty.close();

  const fresh = await opened(await tab.context().browser().newContext({ viewport: VIEWPORT }), new URL(tab.url()).pathname);
  await fresh.setInputFiles('#open-file', bid);
  await fresh.waitForFunction(() => document.querySelector('#standing').dataset.standing === 'conforms');
  await fresh.evaluate(() => { location.hash = 'evidence'; });
  check('a bid is opened with its files', await fresh.locator('.pieces .hint').count(), 0);
  await fresh.context().close();
  await context.close();
}

// What waits for somebody: a value, one of several, a deviation. It counts for nothing until it is taken.
async function drafts(tab) {
  const draft = (value) => ({ ...value, origin: 'MDS2 CSUP-1: Yes', why: 'there is a note on it' });
  await taken(tab, file('begun.json', JSON.stringify({
    facts: {},
    drafts: {
      answers: { 'UPD-2': { list_days: draft({ value: 9 }) }, 'LIM-1': { loss_of_link: draft({ among: ['last', 'safe', 'no option'] }) } },
      deviations: { 'ACC-2': draft({ value: { reason: 'Old accounts.', measure: 'A locked cabinet.' } }) },
    },
  })));
  const days = tab.locator('#q-UPD-2-list_days');
  await tab.evaluate(() => { location.hash = 'UPD-2'; });
  await days.fill('');
  const proposal = tab.locator('#UPD-2 .proposal:not([hidden])');
  check('a draft at its question', await proposal.allTextContents(), ['MDS2 CSUP-1: Yes says: 9 days (there is a note on it)Take itLeave it']);
  await proposal.getByText('Take it').click();
  check('a draft that is taken', await days.inputValue(), '9');
  holds('it says where it is from', (await tab.textContent('#UPD-2 .question')).includes('Taken from MDS2 CSUP-1: Yes'));
  await days.fill('8');
  holds('what somebody changed is theirs', !(await tab.textContent('#UPD-2 .question')).includes('Taken from'));
  check('one of several', await tab.locator('#LIM-1 .proposal:not([hidden]) > div').count(), 2);
  check('a deviation', await tab.locator('#ACC-2 .deviation .proposal:not([hidden]) > div').count(), 1);
}

// An MDS2 begins the declaration, last year's answers go on with it, and both are carried over to the second edition.
async function carriedOver(browser, tenderc, first, second, folder) {
  const run = (...words) => execFileSync(tenderc, words, { encoding: 'utf8', stdio: 'pipe' });
  const begun = join(folder, 'infusor.json');
  run('import', 'mds2', 'tests/cli/mds2/infusor.csv', '--pack', first, '--lot', 'pumps', '--out', begun);
  const drafted = leaves(JSON.parse(readFileSync(begun, 'utf8')).drafts);
  holds('the MDS2 leaves something to be confirmed', drafted > 10);

  const { tab, proposals } = await form(browser, first, 'pumps');
  await taken(tab, begun);
  check('what an MDS2 says waits', await proposals.count(), drafted);
  check('what an MDS2 says is no declaration', await standing(tab), 'incomplete');
  await taken(tab, 'examples/smart-ward/declarations/asclepia-volumetra.json');
  holds('both say something', await proposals.count() >= drafted);
  await decide(tab, 'asclepia-volumetra.json says');
  const declaration = await saved(tab, 'Save', folder);
  await agrees(tenderc, tab, first, declaration, 'conforms');
  await tab.context().close();

  const again = join(folder, 'again.json');
  run('new', 'declaration', '--pack', second, '--lot', 'pumps', '--from', declaration, '--from-pack', first, '--out', again);
  const { answers } = JSON.parse(readFileSync(again, 'utf8'));
  const kept = Object.values(answers).flatMap((own) => Object.values(own)).filter((answer) => answer !== null);
  holds(`most is taken as it is: ${kept.length} answers`, kept.length > 100);
  const next = await form(browser, second, 'pumps');
  await taken(next.tab, again);
  check('what is judged otherwise waits', await next.proposals.count(), leaves(JSON.parse(readFileSync(again, 'utf8')).drafts));
  holds('something is judged otherwise', await next.proposals.count() > 0);
  await decide(next.tab, 'asclepia-volumetra.json says');
  await agrees(tenderc, next.tab, second, await saved(next.tab, 'Save', mkdtempSync(join(folder, 'second-'))));
  await next.tab.context().close();
}

async function form(browser, pack, lot) {
  const context = await browser.newContext({ viewport: VIEWPORT, acceptDownloads: true });
  const tab = await opened(context, join(pack, lot, 'form.html'));
  return { tab, proposals: tab.locator('.proposal:not([hidden])') };
}

// How many values wait, of one requirement or of all.
const leaves = (drafts) => Object.values(drafts ?? {}).reduce(
  (count, one) => count + ('value' in one || 'among' in one ? 1 : leaves(one)), 0);

// Takes what one file says, and leaves what any other does.
async function decide(tab, wanted) {
  await tab.evaluate(([start, take]) => {
    for (;;) {
      const open = [...document.querySelectorAll('.proposal:not([hidden]) > div')];
      if (open.length === 0) return;
      const own = open.find((one) => one.textContent.startsWith(start));
      const buttons = [...(own ?? open[0]).querySelectorAll('button')];
      buttons.find((one) => (own ? one.textContent === take : one.textContent !== take)).click();
    }
  }, [wanted, 'Take it']);
}

// Form and program say the same of what was saved.
async function agrees(tenderc, tab, pack, declaration, expected) {
  const report = found(tenderc, pack, declaration, '--answers-only');
  const text = readFileSync(declaration, 'utf8');
  const judged = await tab.evaluate((saved) => globalThis.tenderc.judge(JSON.parse(saved)), text);
  check(`every verdict, ${pack}`, judged.verdicts, verdicts(report));
  check(`nothing waits, ${pack}`, JSON.parse(text).drafts, undefined);
  if (expected) check(`how it stands, ${pack}`, report.standing, expected);
}

// The largest form: how fast it is, and what axe-core says of every section.
async function large(browser, page) {
  const context = await browser.newContext({ viewport: VIEWPORT, bypassCSP: true });
  const tab = await opened(context, page);
  const [ready, bytes] = await tab.evaluate(() => {
    const { loadEventEnd, decodedBodySize } = performance.getEntriesByType('navigation')[0];
    return [loadEventEnd, decodedBodySize];
  });
  holds(`it opens within a second: ${Math.round(ready)} ms`, ready < 1000);
  const took = await strokes(tab);
  const typical = took[Math.floor(took.length / 2)];
  holds(`a key stroke is answered within 50 ms: ${typical.toFixed(1)} ms`, took.length > 5 && typical < 50);
  measured = `${page}: ${bytes} bytes, ready after ${Math.round(ready)} ms, a key stroke takes ${typical.toFixed(1)} ms (at most ${took.at(-1).toFixed(1)})`;
  console.log(measured);

  await tab.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
  const sections = await tab.evaluate(() => [...document.querySelectorAll('main > section')].map((one) => one.id));
  await accessible(tab, 'the page, light', 'start', 'body');
  for (const id of sections) await accessible(tab, `${id}, light`, id);
  await tab.emulateMedia({ colorScheme: 'dark' });
  for (const id of ['start', 'facts', sections[3], 'evidence', 'summary']) await accessible(tab, `${id}, dark`, id);
  await tab.setViewportSize({ width: 390, height: 800 });
  for (const id of ['start', 'facts', sections[3], 'evidence', 'summary']) {
    await accessible(tab, `${id}, narrow`, id);
    const [inner, outer] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    holds(`${id} is ${inner} pixels wide on a screen of ${outer}`, inner <= outer);
  }
  await tab.emulateMedia({ media: 'print' });
  check('on paper every section is there', await tab.evaluate(() =>
    [...document.querySelectorAll('main > section')].filter((one) => one.getClientRects().length === 0).length), 0);
  await context.close();
}

async function accessible(tab, what, id, within = `#${id}`) {
  await tab.evaluate((hash) => { location.hash = hash; }, id);
  await tab.waitForFunction((section) => !document.getElementById(section).hidden, id);
  const found = await tab.evaluate(async (part) => (await globalThis.axe.run(part, { resultTypes: ['violations'] })).violations
    .map(({ id: rule, nodes }) => `${rule}: ${nodes.slice(0, 2).map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' ')}`), within);
  check(`axe-core, ${what}`, found, []);
}

async function main(tenderc, pack, first, second, page) {
  const { chromium } = require('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  try {
    await byKeyboard(browser, tenderc, pack, folder);
    await carriedOver(browser, tenderc, first, second, folder);
    await large(browser, page);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  console.log(faults.length === 0 ? `Chromium agrees with ${looked} checks of forms; ${measured.replace(/^.*?: /, 'the largest: ')}` : faults.join('\n'));
  return faults.length === 0 ? 0 : 1;
}

const [tenderc, pack, first, second, page] = process.argv.slice(2);
if (!page) {
  console.error('usage: node tests/browser/form.mjs TENDERC SMALL-PACK FIRST-PACK SECOND-PACK LARGE-FORM.html');
  process.exit(2);
}
process.exit(await main(tenderc, pack, first, second, page).catch((error) => {
  console.error(error.stack, faults.join('\n'));
  return 2;
}));
