// What is left of answers and files when a browser is killed a second after they were given.

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import { startedIn } from './chromium.mjs';
import { check } from './faults.mjs';
import { formOf, visited } from './pack.mjs';

export async function killed(pack, folder) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const page = formOf(pack, 'controllers');
  const first = await startedIn(profile);
  const tab = await visited(first.context, page);
  await tab.fill('#vendor-name', 'Voltwerk');
  // By now it is on the disk, wherever a browser keeps it; what comes now is what is lost.
  await after(7000);
  await tab.setInputFiles('#file-support-policy', { name: 'policy.md', mimeType: 'text/markdown', buffer: Buffer.from('Until 2040.') });
  await tab.waitForSelector('.piece', { state: 'attached' });
  await tab.locator('#device-name').pressSequentially('Regler', { delay: 60 });
  await after(1000);
  await first.kill();

  const second = await startedIn(profile);
  const again = await visited(second.context, page);
  await again.waitForFunction(() => document.querySelector('#device-name').value !== '').catch(() => {});
  check('what was typed before the browser was killed', [await again.inputValue('#vendor-name'), await again.inputValue('#device-name')], ['Voltwerk', 'Regler']);
  await again.waitForSelector('.pieces .hint[hidden]', { state: 'attached' }).catch(() => {});
  check('the file that was given before', await again.locator('.pieces .hint[hidden]').count(), 1);
  await second.kill();
}
