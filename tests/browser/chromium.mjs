// Chromium, which does nothing that a page does not ask of it, and the npm packages beside it.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Looks for packages in NODE_PATH and in ./node_modules. */
export const require = createRequire(pathToFileURL(resolve('package.json')));

/** The browser at CHROMIUM, or where Debian puts it. */
export function launched() {
  const { chromium } = require('playwright-core');
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}
