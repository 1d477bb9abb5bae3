// The largest form: how fast it is, and what axe-core says of every section of it.

import { require } from './chromium.mjs';
import { check, holds } from './faults.mjs';
import { opened } from './pack.mjs';
import { strokes } from './strokes.mjs';

// Says how fast it is, in words, and leaves it open. How fast a machine is decides nothing.
export async function timed(browser, page) {
  const tab = await opened(browser, page, { bypassCSP: true });
  const [ready, bytes] = await tab.evaluate(() => {
    const { loadEventEnd, decodedBodySize } = performance.getEntriesByType('navigation')[0];
    return [loadEventEnd, decodedBodySize];
  });
  holds(`a form has at most 1 MB: ${bytes} bytes`, bytes < 1e6);
  const took = await strokes(tab);
  const typical = took[Math.floor(took.length / 2)];
  holds(`key strokes are answered: ${took.length}`, took.length > 5);
  const measured = `${bytes} bytes, ready after ${Math.round(ready)} ms, a key stroke takes ${typical.toFixed(1)} ms (at most ${took.at(-1).toFixed(1)})`;
  console.log(`${page}: ${measured}`);
  return { tab, measured };
}

export async function everySection(tab) {
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
  await tab.context().close();
}

async function accessible(tab, what, id, within = `#${id}`) {
  await tab.evaluate((hash) => { location.hash = hash; }, id);
  await tab.waitForFunction((section) => !document.getElementById(section).hidden, id);
  const found = await tab.evaluate(async (part) => (await globalThis.axe.run(part, { resultTypes: ['violations'] })).violations
    .map(({ id: rule, nodes }) => `${rule}: ${nodes.slice(0, 2).map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' ')}`), within);
  check(`axe-core, ${what}`, found, []);
}

