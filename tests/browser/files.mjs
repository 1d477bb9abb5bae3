// What a form makes of files: of a second person, of another edition, of an MDS2, of bids, and of what is none of these.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { check, holds } from './faults.mjs';
import { agrees, formOf, opened, saved, standing } from './pack.mjs';

const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const notes = (tab) => tab.evaluate(() => [...document.querySelectorAll('#notes p')].map((one) => one.firstChild.textContent));
async function taken(tab, ...files) {
  const before = (await notes(tab)).length;
  await tab.setInputFiles('#open-file', files);
  await tab.waitForFunction((count) => document.querySelectorAll('#notes p').length > count, before);
}

// A second person's answers, files of other editions, and files that are none.
export async function editions(browser, tab, declaration, bid) {
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

  const page = fileURLToPath(tab.url().split('#')[0]);
  const empty = await opened(browser, page);
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
  await empty.context().close();

  const fresh = await opened(browser, page);
  await fresh.setInputFiles('#open-file', bid);
  await fresh.waitForFunction(() => document.querySelector('#standing').dataset.standing === 'conforms');
  await fresh.evaluate(() => { location.hash = 'evidence'; });
  check('a bid is opened with its files', await fresh.locator('.pieces .hint:not([hidden])').count(), 0);
  await fresh.context().close();
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
export async function carriedOver(browser, tenderc, first, second, folder) {
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
  const declaration = await save(tab, folder);
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
  await agrees(tenderc, next.tab, second, await save(next.tab, mkdtempSync(join(folder, 'second-'))));
  await next.tab.context().close();
}

const save = (tab, folder) => saved(tab, folder, () => tab.click('#save'));

async function form(browser, pack, lot) {
  const tab = await opened(browser, formOf(pack, lot));
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
