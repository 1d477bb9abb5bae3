// Files in and out: a declaration is opened, merged and saved; a bid is made.

/** Says something that stays until it is put away. */
function note(text) {
  state.notes.push(text);
  showNotes();
  keepSoon();
}

function showNotes() {
  const place = document.getElementById('notes');
  put(place, ...state.notes.map((text) => element('p', {}, text)));
  [...place.children].forEach((line, at) => line.append(' ', button(say('put-away'), () => {
    state.notes.splice(at, 1);
    showNotes();
    keepSoon();
    document.getElementById('main').focus();
  })));
}

/**
 * What of a declaration fits this form: `taken`, a declaration of this form; `drafts`, what it proposes; `origins`,
 * where its answers are from; and `left`, what does not fit, in words. It may be one to another edition, or to another
 * lot: places are what counts.
 */
function fitting(declaration) {
  const taken = blank();
  const left = [];
  const leave = (what, value) => left.push(say('left', { what, value: shortened(value) }));
  const entries = (object, key, what) => {
    const inner = below(object, key);
    if (inner === undefined || hasKeys(inner)) return Object.entries(inner ?? {}).filter(([, value]) => value !== null);
    leave(what, inner);
    return [];
  };
  for (const [key, value] of Object.entries(declaration)) {
    if (value !== null && !Object.hasOwn(taken, key) && key !== 'drafts' && key !== 'origins') leave(key, value);
  }
  for (const owner of ['vendor', 'device']) {
    for (const [key, value] of entries(declaration, owner, owner)) {
      const isKnown = Object.hasOwn(taken[owner], key);
      if (!isKnown || typeof value !== 'string') leave(isKnown ? placeTitle(`${owner}/${key}`) : `${owner} ${key}`, value);
      else if (!isBlank(value)) taken[owner][key] = value;
    }
  }
  for (const [id, value] of entries(declaration, 'facts', 'facts')) {
    const fact = factOf.get(id);
    if (fact && isFact(fact, value)) taken.facts[id] = value;
    else leave(fact?.title ?? id, value);
  }
  for (const [id] of entries(declaration, 'answers', 'answers')) {
    const requirement = requirementOf.get(id);
    for (const [name, value] of entries(declaration.answers, id, id)) {
      const question = requirement?.questions.find((one) => one.id === name && !one.from);
      if (question && isWellFormed(requirement, question, value)) (taken.answers[id] ??= {})[name] = value;
      else leave(question ? `${id} ${question.ask}` : `${id} ${name}`, value);
    }
  }
  for (const [id] of entries(declaration, 'deviations', 'deviations')) {
    const what = `${id} ${say('deviation')}`;
    for (const [key, value] of entries(declaration.deviations, id, what)) {
      const isKnown = key === 'reason' || key === 'measure';
      if (isKnown && typeof value === 'string' && requirementOf.has(id)) (taken.deviations[id] ??= { reason: null, measure: null })[key] = value;
      else leave(`${id} ${isKnown ? say(`deviation-${key}`) : `${say('deviation')} ${key}`}`, value);
    }
  }
  const enclosed = below(declaration, 'evidence') ?? [];
  if (!Array.isArray(enclosed)) leave(say('evidence'), enclosed);
  for (const piece of Array.isArray(enclosed) ? enclosed : []) fitPiece(piece, taken, leave);
  for (const kind of ['drafts', 'origins']) {
    for (const [part, inner] of entries(declaration, kind, kind)) {
      if (!['facts', 'answers', 'deviations'].includes(part)) {
        leave(`${kind} ${part}`, inner);
        continue;
      }
      for (const [id] of entries(declaration[kind], part, `${kind} ${part}`)) {
        if (part === 'answers') entries(inner, id, `${kind} ${id}`);
      }
    }
  }
  const drafts = draftsOf(declaration);
  for (const [path, draft] of drafts.left) leave(placeTitle(path), draft);
  const origins = {};
  for (const [path, from] of beside(declaration, 'origins')) {
    // Of an answer that is left out, it goes with the answer.
    if (valueAt(path, taken) === undefined) continue;
    if (typeof from === 'string') origins[path] = from;
    else leave(placeTitle(path), from);
  }
  return { taken, left, drafts: drafts.taken, origins };
}

const hasKeys = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Takes what fits of a piece of evidence, and leaves the rest. */
function fitPiece(piece, taken, leave) {
  // A file that is still to come: a blank has a piece for each that shall be enclosed.
  if (piece === null || (hasKeys(piece) && ['file', 'sha256', 'valid-until'].every((key) => below(piece, key) === undefined))) return;
  const file = below(piece, 'file');
  const kind = kindOf.get(below(piece, 'kind'));
  const ids = below(piece, 'for');
  const own = [...new Set(Array.isArray(ids) ? ids : [])].filter((id) => requirementOf.has(id));
  const fits = (key, value) => valid(rules.properties.evidence.items.properties[key], value);
  if (typeof file !== 'string' || !fits('file', file) || !kind || own.length === 0) {
    leave(say('evidence'), typeof file === 'string' ? file : piece);
    return;
  }
  const one = { for: own, kind: kind.id, file, sha256: null, 'valid-until': null };
  const what = `${say('evidence')} ${file}`;
  for (const id of ids) if (!requirementOf.has(id)) leave(`${what} for`, id);
  for (const [key, value] of Object.entries(piece)) {
    if (value === null || ['for', 'kind', 'file'].includes(key)) continue;
    if (Object.hasOwn(one, key) && fits(key, value)) one[key] = value;
    else leave(`${what} ${key}`, value);
  }
  taken.evidence.push(one);
}

/** What stands beside facts, answers and deviations, under a key of its own: pairs of a place and what stands there. */
function beside(declaration, key) {
  const inside = (object, name) => (hasKeys(below(object, name)) ? Object.entries(object[name]) : []);
  const part = (name) => inside(below(declaration, key), name);
  const answers = part('answers').flatMap(([id]) => inside(declaration[key].answers, id).map(([name, value]) => [`answers/${id}/${name}`, value]));
  const others = ['facts', 'deviations'].flatMap((name) => part(name).map(([id, value]) => [`${name}/${id}`, value]));
  return [...others, ...answers].filter(([, value]) => value !== null);
}

/** What a declaration proposes and nobody has confirmed: a value, or the values that it may be, a proposal each. */
function draftsOf(declaration) {
  const taken = [];
  const left = [];
  for (const [path, draft] of beside(declaration, 'drafts')) {
    const among = below(draft, 'among');
    if (among === undefined && below(draft, 'value') === undefined) left.push([path, draft]);
    const values = Array.isArray(among) ? among : [below(draft, 'value')];
    for (const value of values) {
      if (value === undefined || value === null) continue;
      const text = (key) => (typeof below(draft, key) === 'string' ? draft[key] : '');
      if (mayStand(path, value)) taken.push({ path, value, from: text('origin') || say('draft'), why: text('why') });
      else left.push([path, value]);
    }
  }
  return { taken, left };
}

/** Whether a value is of the form that belongs at a place. */
function mayStand(path, value) {
  const [part, id, name] = path.split('/');
  if (part === 'facts') return factOf.has(id) && isFact(factOf.get(id), value);
  const requirement = requirementOf.get(id);
  if (part === 'deviations') return requirement !== undefined && below(value, 'reason') !== undefined;
  const question = requirement?.questions.find((one) => one.id === name && !one.from);
  return question !== undefined && isWellFormed(requirement, question, value);
}

function shortened(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Every place with a value: `[path, value]`. */
function places(declaration) {
  const one = (part) => Object.entries(declaration[part]).map(([key, value]) => [`${part}/${key}`, value]);
  const two = (part) => Object.entries(declaration[part]).flatMap(([id, inner]) =>
    Object.entries(inner).map(([key, value]) => [`${part}/${id}/${key}`, value]));
  return [one('vendor'), one('device'), one('facts'), two('answers'), one('deviations')].flat().filter(([, value]) => value !== null);
}

const isSame = (a, b) => {
  const sorted = (value) => JSON.stringify(value, (_, inner) =>
    (Array.isArray(inner) && inner.every((each) => typeof each === 'string') ? [...inner].sort() : inner));
  return sorted(a) === sorted(b);
};

/** Proposes a value for a place, until somebody decides. */
function propose(path, value, from) {
  if (!state.proposals.some((one) => one.path === path && isSame(one.value, value))) state.proposals.push({ path, value, from });
}

/** Puts another declaration beside what is here: what only one of them says is taken, what both say differently is asked. */
function merge({ taken, origins }, from) {
  let added = 0;
  for (const [path, value] of places(taken)) {
    const own = valueAt(path);
    if (own === undefined) {
      const [part, ...keys] = path.split('/');
      const place = keys.length === 1 ? state.declaration[part]
        : (state.declaration[part][keys[0]] ??= {});
      place[keys[keys.length - 1]] = value;
      delete state.raw[path];
      if (origins[path]) state.origins[path] = origins[path];
      added += 1;
    } else if (!isSame(own, value)) {
      propose(path, value, from);
    }
  }
  for (const piece of taken.evidence) mergePiece(piece, from);
  return added;
}

/** Puts a piece of evidence beside those that are here. */
function mergePiece(piece, from) {
  const here = () => state.declaration.evidence.find((own) => own.file === piece.file);
  const differ = (key) => Boolean(here()?.[key] && piece[key] && here()[key] !== piece[key]);
  const isOther = differ('sha256') || differ('valid-until');
  // What only one of them says of the same file is taken.
  if (here() && !isOther) {
    for (const key of ['sha256', 'valid-until']) piece[key] = here()[key] ?? piece[key];
    describe(piece);
  }
  const own = valueAt(pieceAt(piece));
  if (own === undefined && !isOther) state.declaration.evidence.push(piece);
  else if (!isSame(own, piece)) propose(pieceAt(piece), piece, from);
}

const isEmpty = () => places(state.declaration).every(([path, value]) =>
  path.startsWith('facts/') && isSame(value, factOf.get(path.slice(6))?.settled)) && state.declaration.evidence.length === 0 && state.proposals.length === 0;

/** Files of a zip beyond this size, unpacked, or beyond this size together, are left where they are. */
const [MOST, MOST_TOGETHER] = [64 * 1024 * 1024, 512 * 1024 * 1024];

/** Opens a file: a declaration in JSON, or a bid as a zip with the files that it encloses. */
async function open(file) {
  const content = await contentOf(file).catch(() => null);
  const isDeclaration = ['answers', 'facts', 'vendor'].some((key) => below(content?.declaration, key) !== undefined);
  if (!isDeclaration) {
    note(say('unreadable', { file: file.name }));
    return;
  }
  for (const bytes of content.enclosed) {
    const sha256 = await digest(bytes);
    if (sha256 !== null) hold(sha256, bytes);
  }
  take(content.declaration, file.name);
}

/** The declaration of a file, and the files beside it. It fails where there is none. */
async function contentOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parsed = (text) => JSON.parse(new TextDecoder().decode(text).replace(/^\ufeff/, ''));
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return { declaration: parsed(bytes), enclosed: [] };
  let room = MOST_TOGETHER;
  const inside = fflate.unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= MOST && (room -= originalSize) >= 0 });
  const paths = Object.keys(inside).filter((path) => !path.endsWith('/'));
  const name = paths.find((path) => /(^|\/)declaration\.json$/.test(path))
    ?? paths.find((path) => !path.includes('/') && path.endsWith('.json'));
  return { declaration: parsed(inside[name]), enclosed: paths.filter((path) => path !== name).map((path) => inside[path]) };
}

/** Takes a declaration that was read: as it is, or beside what is here. */
function take(declaration, from) {
  const fitted = fitting(declaration);
  const { taken, left, drafts, origins } = fitted;
  const elsewhere = below(declaration, 'pack') !== form.pack;
  if (isEmpty()) {
    state.declaration = taken;
    state.raw = {};
    state.origins = origins;
    state.proposals = [];
    note(say(elsewhere ? 'opened-other' : 'opened', { file: from, count: places(taken).length }));
  } else {
    const before = state.proposals.length;
    const added = merge(fitted, from);
    note(say('merged', { file: from, count: added }));
    const asked = state.proposals.slice(before);
    const pieces = asked.filter(({ path }) => path.startsWith('evidence/')).length;
    if (asked.length > pieces) note(say('merged-asked', { count: asked.length - pieces }));
    if (pieces > 0) note(say('merged-asked-evidence', { count: pieces }));
  }
  const waiting = drafts.filter((one) => !isSame(valueAt(one.path), one.value)
    && !state.proposals.some((other) => other.path === one.path && isSame(other.value, one.value)));
  state.proposals.push(...waiting);
  if (waiting.length > 0) note(say('drafts', { file: from, count: waiting.length }));
  if (left.length > 0) note(say('left-out', { file: from, count: left.length, list: left.join('; ') }));
  judgeAll();
  showEverything();
  recall();
  scrollTo(0, 0);
}

/** The declaration as it goes out: keys in the order of the form, nothing that is not answered. */
function written() {
  const { declaration } = state;
  const answers = Object.fromEntries(requirements.filter(({ id }) => declaration.answers[id]).map(({ id, questions }) =>
    [id, Object.fromEntries(questions.filter((one) => !one.from && declaration.answers[id][one.id] !== undefined).map((one) => [one.id, declaration.answers[id][one.id]]))]));
  const facts = Object.fromEntries(form.facts.filter(({ id }) => declaration.facts[id] !== undefined).map(({ id }) => [id, declaration.facts[id]]));
  // A pack of an earlier version has no place for these.
  const also = [['drafts', draftEntries()], ['origins', Object.entries(state.origins).filter(([path]) => isAnswered(path))]]
    .filter(([key, entries]) => Object.hasOwn(rules.properties, key) && entries.length > 0)
    .map(([key, entries]) => [key, nested(entries)]);
  return `${JSON.stringify({ ...declaration, facts, answers, ...Object.fromEntries(also) }, null, 2)}\n`;
}

/** Whether drafts and origins can be told of a place: not of who the vendor is, nor of evidence. */
const isAnswered = (path) => /^(facts|answers|deviations)\//.test(path);

/** What waits for a decision, as drafts: one value, or several of which one is meant. */
function draftEntries() {
  const paths = [...new Set(state.proposals.map((one) => one.path))].filter(isAnswered);
  return paths.map((path) => {
    const own = state.proposals.filter((one) => one.path === path);
    const what = own.length === 1 ? { value: own[0].value } : { among: own.map((one) => one.value) };
    return [path, { ...what, origin: join([...new Set(own.map((one) => one.from))]), why: own[0].why || say('draft-why') }];
  });
}

/** Entries by their paths, as objects within objects. */
function nested(entries) {
  const all = {};
  for (const [path, value] of entries) {
    const keys = path.split('/');
    const last = keys.pop();
    keys.reduce((place, key) => (place[key] ??= {}), all)[last] = value;
  }
  return all;
}

function fileName(ending) {
  const { vendor, device } = state.declaration;
  const words = [vendor.name, device.name].filter(Boolean).join(' ').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${words.slice(0, 40) || form.lot}-${form.lot}${ending}`;
}

function hand(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function save() {
  hand(fileName('.json'), 'application/json', written());
  announce(say('saved'));
}

/** The declaration and every file at hand under its name, as one file to be handed in. */
function makeBid() {
  const content = { 'declaration.json': new TextEncoder().encode(written()) };
  for (const piece of state.declaration.evidence) {
    if (piece.file && files.has(piece.sha256)) content[piece.file] = files.get(piece.sha256);
  }
  // A fixed time: the same answers make the same file.
  hand(fileName('.zip'), 'application/zip', fflate.zipSync(content, { mtime: '1980-01-01T12:00:00', level: 6 }));
  announce(say('bid-made'));
}
