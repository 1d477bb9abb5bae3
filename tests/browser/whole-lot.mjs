// A whole lot by the keyboard alone: from the empty form through every section to the bid, with the answers of a
// declaration. What is asked is found by what a vendor hears of it, in the order in which the tabulator comes by.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { check } from './faults.mjs';
import { FAR, Keyboard } from './keyboard.mjs';
import { agrees, formOf, found, opened, saved, standing } from './pack.mjs';

export async function wholeLot(browser, tenderc, pack, example, folder) {
  const declaration = JSON.parse(readFileSync(example, 'utf8'));
  const tab = await opened(browser, formOf(pack, declaration.lot));
  const keys = new Keyboard(tab);
  const { form, words } = await tab.evaluate(() => JSON.parse(document.getElementById('data').textContent));
  const script = { words, declaration, from: dirname(example), asked: asked(form, words, declaration), unseen: [], lost: [] };
  check('an empty form', await standing(tab), 'incomplete');
  await keys.enter(words.skip);
  // The start, the facts, the themes, the evidence.
  for (let left = form.themes.length + 3; left > 0; left -= 1) await section(keys, script);
  check('what was not asked', [...script.asked.keys()], []);
  check('what had focus out of sight', script.unseen, []);
  check('what focus was lost at', script.lost, []);
  check('the whole lot', await standing(tab), 'conforms');
  const bid = await saved(tab, folder, () => keys.enter(words['bid-make']));
  const file = await saved(tab, folder, () => keys.enter(words.save));
  await agrees(tenderc, tab, pack, file, 'conforms');
  check('check of the bid', found(tenderc, pack, bid).standing, 'conforms');
  const [saying, meant] = [JSON.parse(readFileSync(file, 'utf8')), declaration].map((one) => new Set(said(one)));
  check('what was not saved', [...meant].filter((line) => !saying.has(line)), []);
  check('what was saved and not answered', [...saying].filter((line) => !meant.has(line)), []);
  await tab.context().close();
  return keys.strokes;
}

// What is to be answered where: by the part of the form and the question, how it is answered and with what.
function asked(form, words, { vendor, device, facts, answers, deviations }) {
  const all = new Map();
  const ask = (part, words, of, value) => {
    if (value !== undefined && value !== null) all.set(`${part}: ${words}`, { of, value });
  };
  const line = { type: 'text' };
  for (const [owner, texts] of Object.entries({ vendor, device })) {
    for (const [key, text] of Object.entries(texts)) ask('start', words[`${owner}-${key}`], line, text);
  }
  for (const fact of form.facts) ask('facts', fact.ask, fact.of, facts[fact.id]);
  for (const { id, questions } of form.themes.flatMap((theme) => theme.requirements)) {
    for (const question of questions) ask(id, question.ask, question.of, answers[id]?.[question.id]);
    for (const [key, text] of Object.entries(deviations[id] ?? {})) ask(id, words[`deviation-${key}`], line, text);
  }
  return all;
}

// From the head of a section to the head of the next.
async function section(keys, script) {
  const { asked, declaration, words, unseen, lost } = script;
  for (let stops = 0; stops < FAR; stops += 1) {
    const one = await keys.next();
    const ask = one.legend || one.name;
    const place = `${one.part}: ${ask}`;
    if (!one.seen) unseen.push(place);
    if (one.kind === 'a' && one.name.endsWith(' →')) {
      await keys.enter(one.name);
      return;
    }
    if (asked.has(place)) await answer(keys, words, ask, asked.get(place));
    else if (one.kind === 'summary' && one.name === words.deviation && declaration.deviations[one.part]) await keys.press('Enter');
    else if (one.kind === 'file') await enclose(keys, script, one.part);
    else continue;
    asked.delete(place);
    if ((await keys.focused()).part !== one.part) lost.push(place);
  }
  throw new Error(`no link leads on from ${(await keys.focused()).part}`);
}

function answer(keys, words, ask, { of, value }) {
  const label = (of, word) => of.options.find(([id]) => id === word)[1];
  const inWords = (of, value) => {
    if (of.type === 'flag') return words[value ? 'yes' : 'no'];
    return of.type === 'choice' ? label(of, value) : String(value);
  };
  switch (of.type) {
    case 'flag':
    case 'choice':
      return keys.choose(ask, inWords(of, value));
    case 'choices': {
      const chosen = of.options.filter(([id]) => value.includes(id)).map(([, own]) => own);
      return keys.tick(ask, value.length === 0 ? [words.none] : chosen);
    }
    case 'table': {
      const cells = (row) => of.columns.filter(({ id }) => row[id] !== null && row[id] !== undefined)
        .map((column) => [column.title, inWords(column.of, row[column.id])]);
      return value.length === 0 ? keys.tick(ask, [words['rows-none']]) : keys.add(ask, value.map(cells), words['row-add']);
    }
    default:
      return keys.fill(ask, String(value));
  }
}

async function enclose(keys, { words, declaration, from }, part) {
  for (const { kind, file, 'valid-until': until } of declaration.evidence) {
    if (`kind-${kind}` !== part) continue;
    await keys.enclose(part, join(from, file));
    if (!until) continue;
    // The day stands above where files are chosen, and has several parts: the first is wanted.
    await keys.reach('the last day', (one) => one.part === part && one.kind === 'date', 'Shift+Tab');
    await keys.reach('what is before it', (one) => one.kind !== 'date', 'Shift+Tab');
    await keys.fill(words['evidence-until'], until);
    await keys.reach('the files again', (one) => one.kind === 'file');
  }
}

// What a declaration says, a line for each answer, option and cell: options and files are in no order, rows are.
function lines(value, path) {
  if (value === null) return [];
  if (typeof value !== 'object') return [`${path}: ${value}`];
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, inner]) => lines(inner, `${path}/${key}`));
  if (value.length === 0) return [`${path}: none`];
  return value.flatMap((one, at) => lines(one, one !== null && typeof one === 'object' ? `${path}/${at}` : path));
}

function said({ vendor, device, facts, answers, deviations, evidence }) {
  const pieces = Object.fromEntries(evidence.map((one) => [`${one.kind} ${one.file}`, { sha256: one.sha256, until: one['valid-until'] ?? null }]));
  return lines({ vendor, device, facts, answers, deviations, pieces }, '');
}
