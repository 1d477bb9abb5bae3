// The evidence: which kinds are wanted for what, the files that are given, and their digests.

const kindOf = new Map(form.evidence.map((one) => [one.id, one]));

/** The files at hand, by their SHA-256. A browser keeps them over a reload where it can. */
const files = new Map();

/** The requirements that apply and want a kind, with how binding that is. */
function wantedNow(kind) {
  return kind.wanted.filter(([id]) => found.get(id)?.verdict !== 'not-applicable' && !(found.get(id)?.open.length > 0));
}

function piecesOf(kind) {
  return state.declaration.evidence.filter((piece) => piece.kind === kind.id && piece.file);
}

const isExpired = (piece) => Boolean(piece['valid-until']) && piece['valid-until'] < form.deadline;

/** Whether a requirement has a file of a kind that is still valid on the last day for bids. */
function isEnclosed(id, kind) {
  return piecesOf(kindOf.get(kind) ?? { id: kind }).some((piece) => piece.for.includes(id) && !isExpired(piece));
}

/** Whether everything that shall be enclosed for a requirement is there. */
function isShown(requirement) {
  return (requirement.evidence ?? []).every(([kind, binding]) => binding !== 'shall' || isEnclosed(requirement.id, kind));
}

/** The kinds that shall be enclosed and are not, each with the requirements that lack it. */
function lackingKinds() {
  return form.evidence.map((kind) => [kind, wantedNow(kind)
    .filter(([id, binding]) => binding === 'shall' && !isEnclosed(id, kind.id)).map(([id]) => id)])
    .filter(([, ids]) => ids.length > 0);
}

/** The SHA-256 of a file in hexadecimal; nothing where the browser cannot tell. */
async function digest(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A path below `evidence/` that no other file has; names are those that the schema allows. */
function pathFor(name, sha256) {
  const safe = name.replace(/[/\\:\x00-\x1f]/g, '-').replace(/^\.{1,2}$/, '-');
  const [, stem, ending] = safe.match(/^(.*?)(\.[^.]*)?$/);
  for (let count = 1; ; count += 1) {
    const path = `evidence/${stem}${count > 1 ? `-${count}` : ''}${ending ?? ''}`;
    const other = state.declaration.evidence.find((piece) => piece.file === path);
    if (!other || other.sha256 === sha256) return path;
  }
}

/** Takes files as evidence of a kind. */
async function enclose(kind, list) {
  for (const file of list) {
    const bytes = await file.arrayBuffer();
    const sha256 = await digest(bytes);
    if (sha256 === null) {
      note(say('no-digest'));
      return;
    }
    hold(sha256, new Uint8Array(bytes));
    const known = state.declaration.evidence.find((piece) => piece.sha256 === sha256);
    const path = known?.file ?? pathFor(file.name, sha256);
    if (!piecesOf(kind).some((piece) => piece.file === path)) {
      const own = kind.wanted.map(([id]) => id);
      state.declaration.evidence.push({ for: own, kind: kind.id, file: path, sha256, 'valid-until': known?.['valid-until'] ?? null });
    }
  }
  judgeAnew([]);
  showEvidence();
  announce(say('evidence-taken', { count: list.length, kind: kind.title }));
}

function kindPart(kind) {
  const input = element('input', { type: 'file', multiple: true, id: `file-${kind.id}`, class: 'file',
    onchange: async () => { await enclose(kind, [...input.files]); input.value = ''; } });
  const drop = element('div', {
    class: 'drop',
    ondragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      enclose(kind, [...event.dataTransfer.files]);
    },
  }, element('label', { for: input.id }, say('evidence-drop')), input);
  const list = element('ul', { class: 'pieces' });
  const proposal = element('div', { class: 'proposal', hidden: true });
  // Kept while its piece is: whoever types a day or ticks a requirement there must not lose the place.
  let parts = new Map();
  const status = element('span', { class: 'verdict' });
  const reasonList = element('p', { class: 'hint' });
  const part = element('article', { class: 'kind', id: `kind-${kind.id}`, 'aria-labelledby': `kind-${kind.id}-title`, tabindex: -1 },
    element('header', {}, element('h3', { id: `kind-${kind.id}-title` }, kind.title), element('p', { class: 'marks' }, status)),
    reasonList, list, proposal, drop);

  function update() {
    const wanted = wantedNow(kind);
    const waiting = state.proposals.filter(({ path }) => path.startsWith(`evidence/${kind.id}/`));
    part.classList.toggle('off', wanted.length === 0 && piecesOf(kind).length === 0 && waiting.length === 0);
    listProposals(proposal, waiting, { type: 'piece' });
    const binding = wanted.filter(([, binding]) => binding === 'shall').map(([id]) => id);
    const lacking = binding.filter((id) => !isEnclosed(id, kind.id));
    part.dataset.verdict = lacking.length > 0 ? 'unanswered' : piecesOf(kind).length > 0 ? 'met' : 'optional';
    put(status, lacking.length > 0 ? say('evidence-lacking')
      : piecesOf(kind).length > 0 ? say('evidence-there') : say('evidence-optional'));
    const links = (some) => some.flatMap((id, at) => [at > 0 ? say('list-comma') : '', element('a', { href: `#${id}`, class: 'id' }, id)]);
    const others = wanted.filter(([, binding]) => binding !== 'shall').map(([id]) => id);
    put(reasonList,
      ...(binding.length > 0 ? [`${say('evidence-for-shall')} `, ...links(binding), '. '] : []),
      ...(others.length > 0 ? [`${say('evidence-for-should')} `, ...links(others), '.'] : []));
    const own = piecesOf(kind);
    if (own.length !== parts.size || own.some((piece) => !parts.has(piece))) {
      parts = new Map(own.map((piece) => [piece, parts.get(piece) ?? piecePart(kind, piece)]));
      list.replaceChildren(...[...parts.values()].map((one) => one.element));
    }
    parts.forEach((one) => one.update());
  }
  return { element: part, update };
}

function piecePart(kind, piece) {
  const until = fresh('until');
  const input = element('input', { type: 'date', id: until, onchange: () => {
    const value = input.value === '' ? null : input.value;
    // A file has one last day, of whichever kinds it is.
    for (const other of state.declaration.evidence) if (other.file === piece.file) other['valid-until'] = value;
    judgeAnew([]);
  } });
  const remove = button(say('evidence-remove'), () => {
    state.declaration.evidence = state.declaration.evidence.filter((other) => other !== piece);
    judgeAnew([]);
    showEvidence();
    document.getElementById(`file-${kind.id}`).focus();
  }, { 'aria-label': say('evidence-remove-file', { file: piece.file }) });
  const wanting = kind.wanted.map(([id]) => {
    const tick = element('input', { type: 'checkbox', id: fresh('for'), checked: piece.for.includes(id), onchange: () => {
      piece.for = kind.wanted.map(([other]) => other).filter((other) => (other === id ? tick.checked : piece.for.includes(other)));
      if (piece.for.length === 0) { piece.for = [id]; tick.checked = true; }
      judgeAnew([]);
    } });
    return element('div', { class: 'option' }, tick, element('label', { for: tick.id }, `${id} ${requirementOf.get(id)?.title ?? ''}`));
  });
  const expired = element('p', { class: 'short' }, say('evidence-expired', { day: form.deadline }));
  const away = element('p', { class: 'hint' }, say('evidence-not-at-hand'));
  const part = element('li', {},
    element('div', { class: 'piece' },
      element('span', { class: 'path' }, piece.file.replace(/^evidence\//, '')),
      element('label', { for: until }, say('evidence-until')), input, remove),
    expired, away,
    element('details', {}, element('summary', {}, say('evidence-more')),
      element('p', { class: 'digest' }, say('evidence-digest', { sha256: piece.sha256 })), wanting));

  function update() {
    const day = piece['valid-until'] ?? '';
    if (input.value !== day) input.value = day;
    expired.hidden = !isExpired(piece);
    away.hidden = files.has(piece.sha256);
  }
  return { element: part, update };
}

// Files outlive a reload where the browser has a database.

function hold(sha256, bytes) {
  files.set(sha256, bytes);
  database((store) => store.put(bytes, sha256));
}

/** Looks for the files that are listed among those that the browser kept. */
async function recall() {
  for (const { sha256 } of state.declaration.evidence) {
    if (!sha256 || files.has(sha256)) continue;
    const bytes = await database((store) => store.get(sha256));
    if (bytes) files.set(sha256, bytes);
  }
  showEvidence();
}
