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
  await evidence(browser, page, declaration);
  await misfits(browser, page, declaration);
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

// Two people's lists of evidence: what one of them says is taken, what both say differently waits.
async function evidence(browser, page, declaration) {
  const sums = { a: 'a'.repeat(64), b: 'b'.repeat(64) };
  const piece = (change) => ({ for: ['UPD-1'], kind: 'support-policy', file: 'evidence/policy.md', sha256: sums.a, 'valid-until': null, ...change });
  const later = { 'valid-until': '2041-01-31' };
  const elsewhere = { kind: 'sbom', for: ['UPD-2'] };
  const says = (what) => `second.json says: ${what}`;
  const waits = ['1 file is listed differently there, under Evidence: both listings stand at its kind, and you choose.'];
  const cases = [
    ['the same', [piece()], [piece()], [], [], [piece()]],
    ['a day that one says', [piece()], [piece(later)], [], [], [piece(later)]],
    ['a digest that one says', [piece({ sha256: null })], [piece()], [], [], [piece()]],
    ['another file', [piece()], [piece({ file: 'evidence/other.md' })], [], [], [piece(), piece({ file: 'evidence/other.md' })]],
    ['another kind of the same file', [piece()], [piece({ ...elsewhere, ...later })], [], [], [piece(later), piece({ ...elsewhere, ...later })]],
    ['another digest', [piece()], [piece({ sha256: sums.b, ...later })], waits,
      [says(`policy.md, for UPD-1, valid until 2041-01-31, SHA-256 ${sums.b}`)], [piece({ sha256: sums.b, ...later })]],
    ['another day', [piece({ 'valid-until': '2040-12-31' })], [piece(later)], waits,
      [says(`policy.md, for UPD-1, valid until 2041-01-31, SHA-256 ${sums.a}`)], [piece(later)]],
    ['what it is for', [piece()], [piece({ for: ['UPD-1', 'UPD-2'] })], waits,
      [says(`policy.md, for UPD-1 and UPD-2, with no last day, SHA-256 ${sums.a}`)], [piece({ for: ['UPD-1', 'UPD-2'] })]],
    ['another digest, under another kind', [piece()], [piece({ ...elsewhere, sha256: sums.b })], waits,
      [says(`policy.md, for UPD-2, with no last day, SHA-256 ${sums.b}`)], [piece({ sha256: sums.b }), piece({ ...elsewhere, sha256: sums.b })]],
  ];
  for (const [what, first, second, notice, proposed, after] of cases) {
    const tab = await opened(browser, page);
    await taken(tab, file('first.json', JSON.stringify({ ...declaration, evidence: first })));
    await taken(tab, file('second.json', JSON.stringify({ ...declaration, evidence: second })));
    check(`evidence, ${what}: what is said`, (await notes(tab)).slice(2), notice);
    await tab.evaluate(() => { location.hash = 'evidence'; });
    const open = tab.locator('.kind .proposal:not([hidden]) > div');
    check(`evidence, ${what}: both stand there`, await open.locator('p').allTextContents(), proposed);
    for (; await open.count() > 0;) await open.first().getByText('Take it').click();
    check(`evidence, ${what}: taken`, await listed(tab), after);
    await tab.context().close();
  }
}

// The evidence that would be saved.
async function listed(tab) {
  const download = tab.waitForEvent('download');
  await tab.click('#save');
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')).evidence;
}

// Whatever a form has no place for is told, wherever it stands.
async function misfits(browser, page, declaration) {
  const deviation = 'LIM-1 Propose a deviation';
  const policy = { for: ['UPD-1'], kind: 'support-policy', file: 'evidence/policy.md', sha256: 'a'.repeat(64), 'valid-until': null };
  const cases = [
    [{ remarks: 'see below', nothing: null }, ['remarks: see below']],
    [{ vendor: { ...declaration.vendor, name: 17, website: 'voltwerk.example' } }, ['Name of the vendor: 17', 'vendor website: voltwerk.example']],
    [{ device: { ...declaration.device, udi: '0123', model: ['R 3'] } }, ['Model: ["R 3"]', 'device udi: 0123']],
    [{ device: 'Regler' }, ['device: Regler']],
    [{ facts: [true] }, ['facts: [true]']],
    [{ answers: { ...declaration.answers, 'LIM-1': 'safe' } }, ['LIM-1: safe']],
    [{ deviations: 'none' }, ['deviations: none']],
    [{ deviations: { 'LIM-1': { reason: 'Old.', measure: 3, since: 2020 }, 'ACC-2': 'no' } },
      ['ACC-2 Propose a deviation: no', 'LIM-1 What you do instead: 3', `${deviation} since: 2020`]],
    [{ deviations: { 'OLD-1': { reason: 'Old.', measure: 'A lock.' } } }, ['OLD-1 Why it is not met: Old.', 'OLD-1 What you do instead: A lock.']],
    [{ drafts: { answers: { 'LIM-1': 3, 'UPD-2': { list_days: 9 } }, facts: 'none', vendor: { name: 'Voltwerk' } } },
      ['drafts LIM-1: 3', 'UPD-2 Within how many days after a release do you publish the list of its components?: 9', 'drafts facts: none', 'drafts vendor: {"name":"Voltwerk"}']],
    [{ origins: [], drafts: 3 }, ['origins: []', 'drafts: 3']],
    [{ evidence: { file: 'evidence/policy.md' } }, ['Evidence: {"file":"evidence/policy.md"}']],
    [{ evidence: [null, 3, { kind: 'sbom', file: null, sha256: null }] }, ['Evidence: 3']],
    [{ evidence: [{ ...policy, for: ['OLD-1', 'UPD-1', 'OLD-2'] }] },
      ['Evidence evidence/policy.md for: OLD-1', 'Evidence evidence/policy.md for: OLD-2']],
    [{ evidence: [{ ...policy, 'valid-until': 'next year', sha256: 5, pages: 3 }] },
      ['Evidence evidence/policy.md sha256: 5', 'Evidence evidence/policy.md valid-until: next year', 'Evidence evidence/policy.md pages: 3']],
    [{ evidence: [{ ...policy, file: '../policy.md' }, { ...policy, kind: 'song' }, { ...policy, file: 17 }] },
      ['Evidence: ../policy.md', 'Evidence: evidence/policy.md', 'Evidence: {"for":["UPD-1"],"kind":"support-policy","file":17,']],
  ];
  for (const [change, told] of cases) {
    const tab = await opened(browser, page);
    await taken(tab, file('odd.json', JSON.stringify({ ...declaration, ...change })));
    const said = (await notes(tab))[1] ?? '';
    const count = told.length === 1 ? '1 thing does not fit this form and is' : `${told.length} things do not fit this form and are`;
    holds(`${Object.keys(change)}: ${said}`, said.startsWith(`odd.json: ${count} left out: `));
    check(`${Object.keys(change)}: what is left out`, told.filter((line) => !said.includes(line)), []);
    await tab.context().close();
  }
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
