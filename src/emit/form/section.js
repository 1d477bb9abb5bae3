// The sections of the form and the way through them: one is shown at a time, unless something is looked for.

const sections = [];
let cards = [];
let kinds = [];

function section(id, title, ...content) {
  const progress = element('p', { class: 'progress' });
  const bar = element('progress', { max: 1, value: 0, 'aria-label': title });
  const made = element('section', { id, 'aria-labelledby': `${id}-heading`, hidden: true, tabindex: -1 },
    element('h2', { id: `${id}-heading` }, title), progress, content);
  const count = element('span', { class: 'count' });
  const link = element('a', { href: `#${id}` }, element('span', {}, title), ' ', count);
  const one = { id, title, element: made, progress, bar, count, link, cards: [] };
  sections.push(one);
  return one;
}

/** Who offers what: the head of the declaration. */
function startSection() {
  const asks = [['vendor', 'name'], ['vendor', 'contact'], ['device', 'name'], ['device', 'model'], ['device', 'version']];
  const fields = asks.map(([owner, key]) => {
    const input = element('input', { type: 'text', id: `${owner}-${key}`, autocomplete: 'off', oninput: () => setHead(owner, key, input.value) });
    const proposal = element('div', { class: 'proposal', hidden: true });
    const part = element('div', { class: 'question' }, element('div', { class: 'answer' },
      element('label', { for: input.id, class: 'ask' }, say(`${owner}-${key}`)), element('div', { class: 'entry' }, input), proposal));
    return {
      part,
      show: () => { input.value = state.declaration[owner][key] ?? ''; },
      update: () => {
        part.classList.toggle('answered', state.declaration[owner][key] !== null);
        showProposals(proposal, `${owner}/${key}`, { type: 'text' });
      },
    };
  });
  const facts = [['buyer', form.buyer], ['deadline', form.deadline]].filter(([, text]) => text)
    .map(([name, text]) => [element('dt', {}, say(`head-${name}`)), element('dd', {}, text)]);
  const one = section('start', say('start'),
    element('dl', { class: 'head' }, facts), element('div', {}, passage(form.description)),
    element('p', {}, say('how')), element('p', {}, say('how-kept')),
    fields.map(({ part }) => part));
  one.show = () => fields.forEach((field) => field.show());
  one.update = () => {
    fields.forEach((field) => field.update());
    const open = asks.filter(([owner, key]) => state.declaration[owner][key] === null).length;
    progressOf(one, asks.length - open, asks.length, 0);
  };
  return one;
}

/** What is asked of the device itself. */
function factsSection() {
  const parts = form.facts.map(factPart);
  const one = section('facts', say('facts'), element('p', { class: 'hint' }, say('facts-what')), parts.map((part) => part.element));
  one.show = () => parts.forEach((part) => part.show());
  one.update = () => {
    parts.forEach((part) => part.update());
    const stated = form.facts.filter((fact) => Object.hasOwn(known.facts, fact.id));
    const short = stated.filter((fact) => misfits(fact, known).length > 0);
    progressOf(one, stated.length, form.facts.length, short.length);
  };
  return one;
}

function factPart(fact) {
  const path = `facts/${fact.id}`;
  const short = element('p', { class: 'short', hidden: true });
  const wrong = element('p', { class: 'wrong', hidden: true });
  const proposal = element('div', { class: 'proposal', hidden: true });
  const origin = element('p', { class: 'accepted', hidden: true });
  // Where only one value is left, the last demand is the one that leaves it.
  const demands = (fact.demands ?? []).slice(fact.settled === undefined ? 0 : -1).map(({ says, because }) =>
    element('p', { class: 'accepted' }, say('demanded', { title: fact.title, says, because })));
  const made = control(fact.of, fact.ask, { told: [origin, demands, wrong, short], fits: (rows) => isFact(fact, rows) }, `fact-${fact.id}`, (value, raw) => {
    const fits = isFact(fact, value);
    setFact(fact.id, fits ? value : undefined, fits || raw === '' ? undefined : raw);
    if (!short.hidden) announce(short.textContent);
  });
  const part = element('div', { class: 'question fact' }, element('p', { class: 'title' }, fact.title), made.element, proposal);
  function update() {
    const value = known.facts[fact.id];
    const missed = misfits(fact, known);
    part.classList.toggle('answered', value !== undefined);
    part.classList.toggle('refused', missed.length > 0);
    short.hidden = missed.length === 0;
    put(short, ...missed.map(({ says }) => say('misfit', { title: fact.title, says, answer: inWords(fact.of, value) })));
    const raw = state.raw[path];
    wrong.hidden = raw === undefined;
    put(wrong, ...(raw === undefined ? [] : [wanted(fact.of)]));
    showProposals(proposal, path, fact.of);
    showOrigin(origin, path);
  }
  return { element: part, update, show: () => made.show(valueAt(path), state.raw[path]) };
}

function themeSection(theme) {
  const own = theme.requirements.map(requirementCard);
  const off = element('details', { class: 'off-list' }, element('summary', {}, ''), element('ul', {}));
  const one = section(`theme-${theme.id}`, theme.title, own.map((card) => card.element), off);
  one.cards = own;
  one.show = () => own.forEach((card) => card.showAnswers());
  one.update = () => {
    const all = theme.requirements.map(({ id }) => found.get(id));
    const asked = all.flatMap((each) => (each.applies ? each.shown.filter((question) => !question.from) : []));
    const open = all.flatMap((each) => (each.applies ? each.unanswered.filter((question) => !question.from) : []));
    const short = all.filter(fallsShort);
    progressOf(one, asked.length - open.length, asked.length, short.length, all.some((each) => each.open.length > 0));
    const left = all.filter((each) => each.verdict === 'not-applicable');
    off.hidden = left.length === 0;
    put(off.firstChild, say('off', { count: left.length }));
    put(off.lastChild, ...left.map(({ requirement }) => element('li', {}, `${requirement.id} ${requirement.title}. `,
      say('applies-if', { when: requirement.applies.words }))));
  };
  return one;
}

/** Whether a requirement falls short as far as it is answered, and nothing is proposed in its place. */
function fallsShort(one) {
  return one.verdict === 'not-met' || (one.verdict === 'unanswered' && one.applies && one.refused.length > 0);
}

function isOpen(one) {
  return one.verdict === 'unanswered' || one.verdict === 'not-met';
}

function progressOf(one, done, all, short, undecided = false) {
  one.isOpen = done < all || short > 0;
  const text = say('answered-of', { done, all });
  put(one.progress, one.bar, ' ', short > 0 ? say('with-short', { text, short: say('falling', { count: short }) }) : text);
  one.bar.max = Math.max(all, 1);
  one.bar.value = done;
  const count = all === done && short === 0 && !undecided ? element('span', { class: 'done' }, say('done')) : `${done}/${all}`;
  put(one.count, undecided && all === 0 ? say('undecided-count') : count,
    short > 0 ? element('span', { class: 'bad' }, ` ${say('falling', { count: short })}`) : '');
}

function evidenceSection() {
  kinds = form.evidence.map(kindPart);
  const one = section('evidence', say('evidence'), element('p', { class: 'hint' }, say('evidence-what')), kinds.map((kind) => kind.element));
  one.show = () => {};
  one.update = () => {
    kinds.forEach((kind) => kind.update());
    const wanted = form.evidence.filter((kind) => wantedNow(kind).some(([, binding]) => binding === 'shall'));
    progressOf(one, wanted.length - lackingKinds().length, wanted.length, 0);
    put(one.progress, one.bar, ' ', say('evidence-of', { done: wanted.length - lackingKinds().length, all: wanted.length }));
  };
  return one;
}

function showEvidence() {
  sections.find((one) => one.id === 'evidence')?.update();
}

// What is shown.

const view = { at: 'start', text: '', open: false };

/** Shows a section, or all in which something is found. */
function showSections() {
  const looking = view.text !== '' || view.open;
  document.body.classList.toggle('looking', looking);
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  let hits = 0;
  for (const one of sections) {
    const has = one.cards.filter((card) => {
      const fits = !looking || (words.every((word) => card.text.includes(word)) && (!view.open || isOpen(found.get(card.requirement.id))));
      card.element.classList.toggle('filtered', !fits);
      return fits && !card.element.classList.contains('off');
    });
    if (looking) hits += has.length;
    // What has no requirements is shown as a whole, where something of it is open.
    const whole = words.length === 0 && one.isOpen && one.cards.length === 0;
    one.element.hidden = looking ? has.length === 0 && !whole : one.id !== view.at;
    if (one.id === view.at && !looking) one.link.setAttribute('aria-current', 'page');
    else one.link.removeAttribute('aria-current');
  }
  return looking ? hits : null;
}

/** Goes to a section, or to something in one. */
function go(id) {
  const target = document.getElementById(id);
  const one = sections.find((each) => each.element === target || each.element.contains(target));
  if (!one) return;
  view.at = one.id;
  view.text = '';
  view.open = false;
  showSections();
  resetFind();
  let fold = target.closest('details');
  while (fold) { fold.open = true; fold = fold.parentElement.closest('details'); }
  if (target === one.element) {
    scrollTo(0, 0);
    one.element.focus({ preventScroll: true });
  } else {
    target.scrollIntoView({ block: 'start' });
    const field = target.matches('input, select, textarea') ? target : target.querySelector('input, select, textarea');
    (target.classList.contains('answer') && field ? field : target).focus({ preventScroll: true });
  }
}
