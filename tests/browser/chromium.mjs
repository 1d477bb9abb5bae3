// Chromium, which does nothing that a page does not ask of it, and the npm packages beside it.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** Looks for packages in NODE_PATH and in ./node_modules. */
export const require = createRequire(pathToFileURL(resolve('package.json')));

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';
const OPTIONS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** The browser at CHROMIUM, or where Debian puts it. */
export function launched() {
  const { chromium } = require('playwright-core');
  return chromium.launch({ executablePath: PATH, args: OPTIONS });
}

/** The same with a folder in which it keeps what pages keep: `context`, and `kill`, which leaves it no time for anything. */
export async function startedIn(folder) {
  const { chromium } = require('playwright-core');
  const port = join(folder, 'DevToolsActivePort');
  rmSync(port, { force: true });
  // In a group of its own, so that what it started ends with it.
  const started = spawn(PATH, [...OPTIONS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio: 'ignore' });
  const ended = new Promise((done) => { started.on('exit', done); });
  const kill = () => { process.kill(-started.pid, 'SIGKILL'); return ended; };
  for (let tries = 0; !existsSync(port) || readFileSync(port, 'utf8').split('\n').length < 2; tries += 1) {
    if (tries > 200) { await kill(); throw new Error('Chromium does not start'); }
    await after(100);
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`);
  return { context: browser.contexts()[0], kill };
}
