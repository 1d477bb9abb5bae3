// What is left to do, and what the bid comes to.

/** How the bid stands by all that is known here: answers, and the list of evidence. */
function bidStanding() {
  const missing = form.facts.filter((fact) => !Object.hasOwn(known.facts, fact.id));
  const misfit = form.facts.filter((fact) => misfits(fact, known).length > 0);
  const anonymous = [...Object.values(state.declaration.vendor), ...Object.values(state.declaration.device)].some((text) => text === null);
  const answers = standing([...found.values()], isShown);
  if (misfit.length > 0) return 'fails';
  if ((missing.length > 0 || anonymous) && answers !== 'fails') return 'incomplete';
  return answers;
}

function summarySection() {
  const list = element('div', { class: 'open-list' });
  const verdict = element('p', { class: 'bid-standing' });
  const making = element('div', { class: 'making' });
  const one = section('summary', say('summary'), verdict, list, element('h3', {}, say('hand-in')),
    element('p', {}, say('hand-in-what')),
    element('p', { class: 'buttons' },
      button(say('bid-make'), makeBid, { class: 'main' }), button(say('save'), save), button(say('print'), () => print())), making);
  one.show = () => {};
  one.update = () => {
    const bid = bidStanding();
    verdict.dataset.standing = bid;
    put(verdict, element('strong', {}, say(`standing-bid-${bid}`)), ' ', say(`standing-what-${bid}`));
    // The list is long: it is made when somebody looks.
    if (!one.element.hidden) fill();
  };
  one.fill = fill;
  return one;

  function fill() {
    put(list, ...groups().filter(([, , items]) => items.length > 0).map(([name, binds, items]) =>
      element('div', { class: binds ? 'binding' : '' }, element('h3', {}, say(name, { count: items.length })),
        element('ul', {}, items.map(([href, text]) => element('li', {}, element('a', { href: `#${href}` }, text)))))));
    if (list.children.length === 0) put(list, element('p', {}, say('nothing-open')));
    const lost = state.declaration.evidence.filter((piece) => piece.file && !files.has(piece.sha256));
    put(making, lost.length > 0 ? element('p', { class: 'short' }, say('bid-lacks', { files: join([...new Set(lost.map((piece) => piece.file))]) })) : '');
  }
}

/** What is open, a group each: its name, whether it keeps the bid from conforming, and links with their texts. */
function groups() {
  const all = [...found.values()];
  const called = ({ requirement }) => [requirement.id, `${requirement.id} ${requirement.title}`];
  const binding = (one) => one.requirement.obligation === 'shall';
  const asks = [['vendor', 'name'], ['vendor', 'contact'], ['device', 'name'], ['device', 'model'], ['device', 'version']];
  const questions = (some) => some.flatMap(({ requirement, applies, unanswered }) => (applies ? unanswered : []).map((question) => {
    const [id, name] = placeOf(requirement, question);
    return [`q-${id}-${name}`, `${requirement.id} ${question.ask}`];
  }));
  const unanswered = all.filter((one) => one.verdict === 'unanswered');
  return [
    ['open-proposals', true, state.proposals.map((one) => [placeHref(one.path), say('proposal', { from: one.from, answer: placeTitle(one.path) })])],
    ['open-misfits', true, form.facts.filter((fact) => misfits(fact, known).length > 0).map((fact) => [`fact-${fact.id}`, fact.title])],
    ['open-short', true, all.filter((one) => binding(one) && fallsShort(one)).map(called)],
    ['open-head', true, asks.filter(([owner, key]) => state.declaration[owner][key] === null).map(([owner, key]) => [`${owner}-${key}`, say(`${owner}-${key}`)])],
    ['open-facts', true, form.facts.filter((fact) => !Object.hasOwn(known.facts, fact.id)).map((fact) => [`fact-${fact.id}`, fact.title])],
    ['open-questions', true, questions(unanswered.filter(binding))],
    ['open-evidence', true, lackingKinds().map(([kind, ids]) => [`kind-${kind.id}`, say('evidence-lacks', { kind: kind.title, ids: join(ids) })])],
    ['open-should-short', false, all.filter((one) => !binding(one) && fallsShort(one)).map(called)],
    ['open-should-questions', false, questions(unanswered.filter((one) => !binding(one)))],
    ['open-deviations', false, all.filter((one) => one.verdict === 'deviation').map(called)],
    ['open-review', false, all.filter((one) => one.verdict === 'to-review').map(called)],
  ];
}

function placeHref(path) {
  const [part, ...keys] = path.split('/');
  if (part === 'facts') return `fact-${keys[0]}`;
  if (part === 'answers') return `q-${keys.join('-')}`;
  if (part === 'evidence') return `kind-${keys[0]}`;
  return part === 'deviations' ? `d-${keys[0]}` : `${part}-${keys[0]}`;
}

function placeTitle(path) {
  const [part, ...keys] = path.split('/');
  if (part === 'facts') return factOf.get(keys[0])?.title ?? path;
  if (part === 'answers') return `${keys[0]} ${requirementOf.get(keys[0])?.questions.find((one) => one.id === keys[1])?.ask ?? keys[1]}`;
  if (part === 'evidence') return `${kindOf.get(keys[0])?.title ?? keys[0]} ${keys.slice(1).join('/')}`;
  return part === 'deviations' ? `${keys[0]} ${say('deviation')}` : say(`${part}-${keys[0]}`);
}
