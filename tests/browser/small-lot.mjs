// A small lot by the keyboard alone, with answers that fall short on the way and are mended, to a bid that conforms.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { check, holds } from './faults.mjs';
import { Keyboard } from './keyboard.mjs';
import { agrees, formOf, found, opened, saved, standing } from './pack.mjs';

export async function smallLot(browser, tenderc, pack, folder) {
  const tab = await opened(browser, formOf(pack, 'controllers'));
  const keys = new Keyboard(tab);
  check('at first', await standing(tab), 'incomplete');
  await keys.fill('Name of the vendor', 'Voltwerk');
  await keys.fill('Contact for questions on security', 'psirt@voltwerk.example');
  await keys.fill('Name of the device', 'Regler');
  await keys.fill('Model', 'R 3');
  await keys.fill('Version of its software', '3.1');
  await keys.enter('Facts of the device →');
  await keys.choose('Can the software be replaced after delivery?', 'Yes');
  await keys.enter('Access →');
  // A row is added, filled and refused; then it is mended.
  await keys.enter('Add a row');
  await keys.type('service');
  await keys.pick('Belongs to one person', 'Yes');
  await keys.pick('Password', 'The same on all');
  check('the row falls short', (await shorts(tab)).length, 1);
  holds('a shortfall in words', (await shorts(tab))[0].startsWith('Falls short: you answered 1 row. Accepted: a table in which every row'));
  await keys.press('ArrowUp');
  check('the row is mended', await shorts(tab), []);
  await keys.enter('Limits →');
  await keys.choose('What does the controller do when the control room is out of reach?', 'It keeps the last limit');
  await keys.fill('By which share of the rated power can one command change the load of a site?', '30');
  check('the number falls short', await shorts(tab),
    ['Falls short: you answered 30 %. Accepted: at most 25 %. Correct the answer, or propose a deviation.']);
  await keys.press('Control+A');
  await keys.type('12,5');
  check('the number is mended', await shorts(tab), []);
  await keys.enter('Updates →');
  await keys.fill('Until when do you deliver software updates for this model?', '2040-12-31');
  await keys.choose('How does the equipment see that an update is yours?', 'By a signature that it checks before installation');
  await keys.fill('Which version of the software is delivered?', 'three');
  check('what is no version', await tab.textContent('#UPD-1 .wrong:not([hidden])'),
    'A version belongs here: numbers with dots between them, such as 4.10.0.');
  await keys.press('Control+A');
  await keys.type('3.1');
  await keys.fill('Within how many days after a release do you publish the list of its components?', '7');
  await keys.fill('Where is the list published?', 'https://voltwerk.example/sbom');
  await keys.enter('Evidence →');
  check('without its evidence', await standing(tab), 'incomplete');
  const policy = join(folder, 'Support policy.md');
  writeFileSync(policy, 'Updates are delivered until 2040-12-31.\n');
  await keys.enclose('kind-support-policy', policy);
  // A tick at what the file is for leaves focus where it is.
  await keys.reach('what it is for', (one) => one.kind === 'summary', 'Shift+Tab');
  await keys.press('Enter');
  await keys.reach('a tick', (one) => one.kind === 'checkbox');
  await keys.press('Space');
  check('after a tick', (await keys.focused()).kind, 'checkbox');
  await keys.enter('What is open, and the bid →');
  check('at the end', await standing(tab), 'conforms');
  check('nothing that binds is open', await tab.locator('.open-list .binding').count(), 0);
  const bid = await saved(tab, folder, () => keys.enter('Make the bid'));
  const declaration = await saved(tab, folder, () => keys.enter('Save'));
  await agrees(tenderc, tab, pack, declaration, 'conforms');
  check('check of the bid', found(tenderc, pack, bid).standing, 'conforms');

  await tab.reload();
  check('after a reload', await standing(tab), 'conforms');
  check('an answer after a reload', await tab.inputValue('#q-LIM-1-step_share'), '12.5');
  await tab.evaluate(() => { location.hash = 'evidence'; });
  await tab.waitForFunction(() => document.querySelectorAll('.piece').length === 1 && !document.querySelector('.pieces .hint:not([hidden])'));
  const again = await saved(tab, join(folder, 'again'), () => tab.click('#save'));
  check('saved after a reload', readFileSync(again, 'utf8'), readFileSync(declaration, 'utf8'));
  return { tab, declaration: JSON.parse(readFileSync(declaration, 'utf8')), bid };
}

// What the form says falls short.
const shorts = (tab) => tab.evaluate(() => [...document.querySelectorAll('.short')]
  .filter((one) => one.getClientRects().length > 0).map((one) => one.textContent));
