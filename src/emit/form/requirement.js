// A requirement with its questions: what is asked and accepted, and at once what falls short.

/** The elements of a requirement, made once; `update` makes them say what is found of it. */
function requirementCard(requirement) {
  const { id, title, obligation } = requirement;
  const verdict = element('span', { class: 'verdict' });
  const undecided = element('p', { class: 'undecided' });
  const questions = requirement.questions.map((question) => questionPart(requirement, question));
  const together = element('p', { class: 'short', hidden: true });
  const deviation = deviationPart(requirement);
  const wantedEvidence = (requirement.evidence ?? []).map(([kind, binding]) =>
    element('li', {}, element('a', { href: `#kind-${kind}` }, kindOf.get(kind)?.title ?? kind),
      ` (${say(binding === 'shall' ? 'evidence-shall' : 'evidence-should')})`));
  const card = element('article', { id, class: `requirement ${obligation}`, 'aria-labelledby': `${id}-title`, tabindex: -1 },
    element('header', {},
      element('h3', { id: `${id}-title` }, element('span', { class: 'name' }, id), ' ', title),
      element('p', { class: 'marks' }, element('strong', { class: 'obligation' }, obligation), ' ', verdict)),
    element('div', { class: 'statement' }, passage(requirement.statement)),
    undecided,
    element('div', { class: 'questions' },
      requirement.guidance ? element('div', { class: 'guidance' }, passage(requirement.guidance)) : null,
      questions.map((part) => part.element), together),
    element('footer', {},
      requirement.settings ? element('ul', { class: 'settings' }, requirement.settings.map((one) =>
        element('li', {}, `${say('setting', { title: one.title, value: one.value })} `, element('span', {}, `(${one.because})`)))) : null,
      wantedEvidence.length > 0 ? element('div', { class: 'wanted' }, element('p', {}, say('evidence-wanted')), element('ul', {}, wantedEvidence)) : null,
      deviation.element,
      reasons(requirement)));

  function update() {
    const one = found.get(id);
    card.dataset.verdict = one.verdict;
    card.classList.toggle('off', one.verdict === 'not-applicable');
    card.classList.toggle('undecided', one.open.length > 0);
    const refused = one.refused.length > 0 || one.verdict === 'not-met';
    card.classList.toggle('falls-short', refused && one.verdict !== 'deviation');
    put(verdict, verdictInWords(one));
    put(undecided, ...(one.open.length > 0 ? undecidedInWords(one) : []));
    const shown = new Set(one.shown);
    questions.forEach((part, at) => part.update(one, shown.has(requirement.questions[at])));
    const missed = one.verdict === 'not-met' && one.refused.length === 0;
    together.hidden = !missed;
    put(together, ...(missed ? [say('short-together', { met: requirement.met?.words ?? '' })] : []));
    deviation.update(one);
  }

  function showAnswers() {
    questions.forEach((part) => part.show());
    deviation.show();
  }

  return { element: card, update, showAnswers, requirement };
}

function verdictInWords(one) {
  if (one.verdict === 'unanswered' && one.open.length === 0) return say('to-answer', { count: one.unanswered.length });
  if (one.verdict === 'unanswered') return say('undecided');
  return say(`verdict-${one.verdict}`);
}

function undecidedInWords({ requirement, open }) {
  const links = open.map((id) => element('a', { href: `#fact-${id}` }, factOf.get(id)?.title ?? id));
  return [say('applies-if', { when: requirement.applies.words }), ' ', say('applies-open'), ' ',
    links.flatMap((link, at) => (at === 0 ? [link] : [say('list-comma'), link])), '.'];
}

function reasons({ rationale, verification }) {
  if (!rationale && !verification) return null;
  return element('details', { class: 'why' }, element('summary', {}, say('why')), passage(rationale),
    verification ? [element('h4', {}, say('verified')), passage(verification)] : null);
}

/** A question with its control. */
function questionPart(requirement, question) {
  const path = `answers/${placeOf(requirement, question).join('/')}`;
  const place = `q-${requirement.id}-${question.id}`;
  const short = element('p', { class: 'short', hidden: true });
  const wrong = element('p', { class: 'wrong', hidden: true });
  const proposal = element('div', { class: 'proposal', hidden: true });
  const acceptedWords = question.accepted === undefined ? null
    : element('div', { class: 'accepted' }, element('strong', {}, say('accepted')), ' ', accepted(question.accepted));
  const origin = element('p', { class: 'accepted', hidden: true });
  const told = [origin, acceptedWords, question.review ? element('p', { class: 'accepted' }, say('reviewed')) : null, wrong, short];
  if (question.from) return borrowedPart(requirement, question, place, told, short);

  const fits = (value) => isWellFormed(requirement, question, value);
  const made = control(question.of, question.ask, { help: passage(question.help), told, fits }, place, (value, raw) => {
    const stands = value !== undefined && fits(value);
    // What is typed is kept where it is no answer; of rows, beside the cells that are.
    setAnswer(requirement.id, question.id, stands ? value : undefined, (stands && !Array.isArray(raw)) || raw === '' ? undefined : raw);
    if (!short.hidden) announce(short.textContent);
  });
  const part = element('div', { class: 'question' }, made.element, proposal);

  function update(one, isShown) {
    part.hidden = !isShown;
    const value = answerTo(known, requirement, question);
    const refused = one.refused.includes(question);
    part.classList.toggle('answered', value !== undefined);
    part.classList.toggle('refused', refused);
    short.hidden = !refused;
    put(short, ...(refused ? shortInWords(question, value) : []));
    if (made.rows) markRows(requirement, question, value, refused, made.rows());
    const raw = state.raw[path];
    // A table says it at its cells.
    wrong.hidden = raw === undefined || made.rows !== undefined;
    put(wrong, ...(wrong.hidden ? [] : [wanted(question.of)]));
    showProposals(proposal, path, question.of);
    showOrigin(origin, path);
  }

  return { element: part, update, show: () => made.show(valueAt(path), state.raw[path]) };
}

/** Whether a value may stand in the declaration: it is of the form of the question, though perhaps not yet in full. */
function isWellFormed(requirement, question, value) {
  return valid(definition(requirement.id).properties[question.id], value);
}

/** A question whose answer is given elsewhere: a link to there. */
function borrowedPart(requirement, question, place, told, short) {
  const [id, name] = question.from;
  const link = element('a', { href: `#q-${id}-${name}` }, say('answered-at', { id }));
  const answer = element('p', { class: 'borrowed' });
  const part = element('div', { class: 'question', id: place, tabindex: -1 },
    element('p', { class: 'ask' }, question.ask), element('p', {}, link), answer, passage(question.help), told);
  function update(one, isShown) {
    part.hidden = !isShown;
    const value = answerTo(known, requirement, question);
    const refused = one.refused.includes(question);
    part.classList.toggle('refused', refused);
    put(answer, say('answered', { answer: inWords(question.of, value) }));
    short.hidden = !refused;
    put(short, ...(refused ? shortInWords(question, value) : []));
  }
  return { element: part, update, show: () => {} };
}

/** What falls short: what was answered, what is accepted, what can be done. */
function shortInWords(question, value) {
  return [say('short', { answer: inWords(question.of, value), accepted: acceptedInLine(question.accepted) })];
}

/** Shows which rows of a table are not accepted: each is judged as a table of its own. */
function markRows(requirement, question, value, refused, rows) {
  const accept = definition(`accept:${requirement.id}:${question.id}`);
  rows.forEach((row, at) => row.classList.toggle('refused', refused && !valid(accept, [value?.[at]])));
}

/** Where an answer was taken from, until somebody changes it. */
function showOrigin(place, path) {
  const from = state.origins[path];
  place.hidden = from === undefined;
  put(place, from === undefined ? '' : say('origin', { from }));
}

/** What another file or a draft says at a place, with what can be done about it. */
function showProposals(place, path, of) {
  listProposals(place, state.proposals.filter((one) => one.path === path), of);
}

function listProposals(place, own, of) {
  place.hidden = own.length === 0;
  place.replaceChildren(...own.map((one) => element('div', {},
    element('p', {}, say('proposal', { from: one.from, answer: inWords(of, one.value) }), one.why ? ` (${one.why})` : null),
    button(say('proposal-take'), () => decide(one, true)),
    button(say(valueAt(one.path) === undefined ? 'proposal-drop' : 'proposal-leave'), () => decide(one, false)))));
}

/** Takes what is proposed, or leaves it; taken, it says where it is from. */
function decide(proposal, take) {
  const { path, value, from } = proposal;
  const place = document.activeElement?.closest('.question, .deviation, .kind');
  state.proposals = state.proposals.filter((one) => one !== proposal && !(take && one.path === path));
  setAt(path, take ? value : valueAt(path));
  // Of a file that is of several kinds, one answer may say it for all of them.
  if (take) state.proposals = state.proposals.filter((one) => !isSame(valueAt(one.path), one.value));
  if (take) state.origins[path] = from;
  showEverything();
  keepSoon();
  place?.querySelector('input, select, textarea, summary')?.focus();
}

/** What is proposed in place of a requirement. */
function deviationPart(requirement) {
  const { id } = requirement;
  const keys = ['reason', 'measure'];
  const fields = keys.map((key) => field({ type: 'text' }, say(`deviation-${key}`), undefined, `d-${id}-${key}`,
    (value, raw) => setDeviation(id, key, raw)));
  const half = element('p', { class: 'wrong', hidden: true });
  const proposal = element('div', { class: 'proposal', hidden: true });
  const part = element('details', { class: 'deviation', id: `d-${id}` },
    element('summary', {}, say('deviation')), element('p', { class: 'hint' }, say('deviation-what')),
    proposal, fields.map((one) => one.element), half);
  const show = () => {
    const deviation = below(state.declaration.deviations, id);
    fields.forEach((one, at) => one.show(below(deviation, keys[at])));
    if (deviation) part.open = true;
  };
  const update = (one) => {
    const begun = below(state.declaration.deviations, id) !== undefined;
    const path = `deviations/${id}`;
    const waits = state.proposals.some((each) => each.path === path);
    part.hidden = !(isOpen(one) || begun || waits) || one.open.length > 0;
    if (waits) part.open = true;
    showProposals(proposal, path, { type: 'deviation' });
    half.hidden = !begun || one.deviation;
    put(half, ...(half.hidden ? [] : [say('deviation-half')]));
  };
  return { element: part, update, show };
}
