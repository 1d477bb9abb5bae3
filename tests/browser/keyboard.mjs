// A form at the keyboard: what hands do, and what has focus meanwhile. Nothing here points or clicks.
// A verb begins where focus is, and goes on by the tabulator to what it is about.

import { basename } from 'node:path';

import { holds } from './faults.mjs';

// More stops than any section has.
export const FAR = 400;

export class Keyboard {
  strokes = 0;
  #tab;

  constructor(tab) {
    this.#tab = tab;
    // Listened for from the start: only then does the browser ask the test, and not a person.
    tab.on('filechooser', () => {});
  }

  async press(key) {
    this.strokes += 1;
    await this.#tab.keyboard.press(key);
  }

  async type(text) {
    this.strokes += text.length;
    await this.#tab.keyboard.type(text);
  }

  // By what is heard of it: what it is called, under which legend, in which part of the form.
  focused() {
    return this.#tab.evaluate(() => {
      const one = document.activeElement;
      return {
        kind: one.type || one.localName,
        name: one.labels?.[0]?.textContent ?? one.textContent,
        legend: one.closest('fieldset:not(.line)')?.querySelector('legend').textContent ?? '',
        part: one.closest('article, section')?.id ?? '',
        chosen: one.selectedOptions?.[0].textContent ?? one.checked,
        seen: isSeen(one),
      };

      // Nothing that sticks to an edge lies over its middle.
      function isSeen(one) {
        const { left, top, width, height } = one.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there !== null && [one, ...one.labels ?? []].some((each) => each.contains(there) || there.contains(each));
      }
    });
  }

  async next(key = 'Tab') {
    await this.press(key);
    return this.focused();
  }

  async reach(what, fits, key = 'Tab') {
    let one = await this.focused();
    for (let pressed = 0; !fits(one); pressed += 1) {
      if (pressed > FAR) throw new Error(`the tabulator does not reach ${what}`);
      one = await this.next(key);
    }
    return one;
  }

  // A link, which has led on when focus is elsewhere, or a button.
  async enter(name) {
    const { kind } = await this.reach(name, (one) => one.name === name);
    await this.press('Enter');
    // Between the link and where it leads nothing has focus.
    if (kind === 'a') await this.#tab.waitForFunction(() => !['a', 'body'].includes(document.activeElement.localName));
  }

  async fill(name, text) {
    const { kind } = await this.reach(name, (one) => one.name === name);
    // The parts of a day as a browser in English has them.
    if (kind === 'date') return this.type(text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$2$3$1'));
    return this.type(text);
  }

  async choose(legend, label) {
    let one = await this.reach(legend, ({ kind, legend: own }) => kind === 'radio' && own === legend);
    for (let pressed = 0; one.name !== label; pressed += 1) {
      if (pressed > FAR) throw new Error(`${legend}: the arrows do not reach ${label}`);
      one = await this.next('ArrowDown');
    }
    await this.press('Space');
  }

  // Labels in the order in which they stand there.
  async tick(legend, labels) {
    for (const label of labels) {
      const { chosen } = await this.reach(`${legend} ${label}`, (one) =>
        one.kind === 'checkbox' && one.legend === legend && one.name === label);
      if (!chosen) await this.press('Space');
    }
  }

  async pick(name, label) {
    let { chosen } = await this.reach(name, (one) => one.name === name);
    for (let pressed = 0; chosen !== label; pressed += 1) {
      if (pressed > FAR) throw new Error(`${name}: the arrows do not reach ${label}`);
      ({ chosen } = await this.next('ArrowDown'));
    }
  }

  // Rows of cells, each the title of its column with what is picked or typed there.
  async add(legend, rows, button = 'Add a row') {
    for (const row of rows) {
      await this.reach(`${legend} ${button}`, (one) => one.name === button && one.legend === legend);
      await this.press('Enter');
      holds(`${legend}: a new row has focus`, (await this.focused()).name === row[0][0]);
      for (const [title, text] of row) {
        const { kind } = await this.reach(`${legend} ${title}`, (one) => one.name === title && one.legend === legend);
        await (kind.startsWith('select') ? this.pick(title, text) : this.fill(title, text));
      }
    }
  }

  // A file is chosen in a window of the system, where the test answers.
  async enclose(part, path) {
    await this.reach(`the files of ${part}`, (one) => one.kind === 'file' && one.part === part);
    const asked = this.#tab.waitForEvent('filechooser');
    await this.press('Enter');
    await (await asked).setFiles(path);
    await this.#tab.waitForFunction(([id, name]) => [...document.querySelectorAll(`#${id} .piece .path`)]
      .some((one) => one.textContent === name), [part, basename(path)]);
  }
}
