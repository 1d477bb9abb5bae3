// The page: its head, the way through it, and its sections.

const searched = element('input', { type: 'search', id: 'find', autocomplete: 'off' });
const onlyOpen = element('input', { type: 'checkbox', id: 'only-open' });
const hits = element('p', { id: 'hits', role: 'status' });
const standingPart = element('a', { href: '#summary', id: 'standing' });
const keptPart = element('span', { id: 'kept' });

function showKept(isKept) {
  put(keptPart, say(isKept ? 'kept' : 'not-kept'));
  keptPart.classList.toggle('bad', !isKept);
}

function resetFind() {
  searched.value = '';
  onlyOpen.checked = false;
  put(hits);
}

function find() {
  view.text = searched.value.trim();
  view.open = onlyOpen.checked;
  const count = showSections();
  put(hits, count === null ? '' : say('hits', { count }));
}

/** Shows every answer as it is now: after a file was opened. */
function showEverything() {
  for (const card of cards) card.update();
  for (const one of sections) {
    one.show();
    one.update();
  }
  showNotes();
  showStanding();
}

function showStanding() {
  const bid = bidStanding();
  standingPart.dataset.standing = bid;
  const all = [...found.values()];
  const short = all.filter(fallsShort).length;
  const left = all.filter((one) => one.verdict === 'unanswered').length;
  const said = [short > 0 ? say('falling', { count: short }) : '', left > 0 ? say('left-to-answer', { count: left }) : ''];
  put(standingPart, element('strong', {}, say(`standing-bid-${bid}`)), ' ',
    element('span', {}, said.filter(Boolean).join(say('list-comma'))));
}

function page() {
  startSection();
  factsSection();
  form.themes.forEach(themeSection);
  evidenceSection();
  summarySection();
  cards = sections.flatMap((one) => one.cards);
  for (const card of cards) card.text = card.element.textContent.toLowerCase();
  sections.forEach((one, at) => one.element.append(steps(sections[at - 1], sections[at + 1])));
  const chosen = element('input', { type: 'file', id: 'open-file', accept: '.json,.zip', onchange: async () => {
    for (const file of [...chosen.files]) await open(file);
    chosen.value = '';
  } });
  const actions = element('div', { class: 'actions' },
    element('label', { for: 'open-file', class: 'button' }, say('open'), chosen), button(say('save'), save, { id: 'save' }));
  const list = (some) => element('ul', {}, some.map((one) => element('li', {}, one.link)));
  const contents = element('details', { open: matchMedia('(min-width: 68rem)').matches },
    element('summary', {}, say('contents')),
    element('div', { class: 'find' }, element('label', { for: 'find' }, say('find')), searched,
      element('div', { class: 'option' }, onlyOpen, element('label', { for: 'only-open' }, say('only-open'))), hits),
    list(sections));
  contents.addEventListener('click', (event) => {
    if (event.target.closest('a') && !matchMedia('(min-width: 68rem)').matches) contents.open = false;
  });
  document.body.prepend(
    element('a', { class: 'skip', href: '#main' }, say('skip')),
    element('header', { class: 'top' },
      element('div', { class: 'name' }, element('p', { class: 'tender' }, form.title),
        element('h1', {}, say('lot', { number: form.number, lot: form.lotTitle }))),
      element('div', { class: 'state' }, standingPart, keptPart), actions),
    element('nav', { class: 'contents', 'aria-label': say('contents') }, contents),
    element('main', { id: 'main', tabindex: -1 }, element('div', { id: 'notes' }), sections.map((one) => one.element)),
    element('div', { id: 'live', role: 'status', class: 'unseen' }));
}

/** The way from a section to those beside it. */
function steps(before, after) {
  return element('p', { class: 'steps' },
    before ? element('a', { href: `#${before.id}`, class: 'before' }, say('step-before', { title: before.title })) : null,
    after ? element('a', { href: `#${after.id}`, class: 'after' }, say('step-after', { title: after.title })) : null);
}

function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id === 'main') document.getElementById('main').focus();
  else if (id) go(id);
  const summary = sections[sections.length - 1];
  if (view.at === summary.id) summary.fill();
}

page();
onJudged((ids) => {
  for (const card of cards) if (ids.has(card.requirement.id)) card.update();
  for (const one of sections) {
    if (one.cards.length === 0 || one.cards.some((card) => ids.has(card.requirement.id))) one.update();
  }
  showStanding();
});

// What sticks below the head has to know how high it is.
const head = document.querySelector('.top');
new ResizeObserver(() => document.documentElement.style.setProperty('--top', `${head.offsetHeight}px`)).observe(head);

let waiting = 0;
searched.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(find, 120); });
onlyOpen.addEventListener('change', find);
addEventListener('hashchange', follow);
// A second click on the same link leads there again.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) follow();
});
addEventListener('pagehide', () => { if (timer) keep(); });
document.addEventListener('visibilitychange', () => { if (document.hidden && timer) keep(); });
// The same form in another window: whichever writes last would win, unnoticed.
addEventListener('storage', (event) => {
  if (event.key !== STORE + form.pack || event.newValue === null) return;
  const text = say('other-window');
  // Not kept: that would write over what the other one kept.
  if (!state.notes.includes(text)) {
    state.notes.push(text);
    showNotes();
  }
});
// A file that misses its place must not replace the page.
for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault());

const before = keptBefore();
if (before.own) restore(before.own);
else judgeAll();
if (!before.own && before.other) take(before.other.declaration, say('earlier-edition'));
showEverything();
showKept(kept);
recall();
if (location.hash) follow();
else showSections();

// Where the browser ended before it had written the last answers to where they are found at once.
const opened = JSON.stringify(state.declaration);
keptAfter(before.own?.at ?? '').then((last) => {
  if (last === null) return;
  if (JSON.stringify(state.declaration) !== opened) {
    take(last.declaration, say('earlier-edition'));
    return;
  }
  restore(last);
  showEverything();
  recall();
});

// For tests of the page: what it finds of a declaration.
globalThis.tenderc = Object.freeze({ judge });
