// What has been answered: one declaration, kept in the browser as it changes. Whoever shows it hears of changes.

const HEAD = { format: form.format, pack: form.pack, tender: form.tender, lot: form.lot };
const STORE = `tenderc ${form.tender} ${form.lot} `;

/** The declaration; what is typed and not yet well formed; where answers were taken from; what is proposed for a
    place, by a file or as a draft, until somebody decides; and what was said about files. */
const state = { declaration: blank(), raw: {}, origins: {}, proposals: [], notes: [] };
let known = given(state.declaration);
const found = new Map();
const listeners = [];
let kept = true;

function blank() {
  const settled = form.facts.filter((fact) => fact.settled !== undefined).map((fact) => [fact.id, fact.settled]);
  return {
    $schema: 'declaration.schema.json',
    ...HEAD,
    vendor: { name: null, contact: null },
    device: { name: null, model: null, version: null },
    facts: Object.fromEntries(settled),
    answers: {},
    deviations: {},
    evidence: [],
  };
}

/** Calls a function with the requirements that were judged anew, as ids, whenever that happens. */
function onJudged(listener) {
  listeners.push(listener);
}

/** The requirements whose verdict hangs on an answer to this one, itself first. */
const hangOn = new Map(requirements.map(({ id }) => [id, requirements.filter((other) =>
  other.id === id || other.questions.some((question) => question.from?.[0] === id))]));

function judgeAnew(some) {
  for (const requirement of some) found.set(requirement.id, judgeOne(requirement, state.declaration, known));
  const ids = new Set(some.map((one) => one.id));
  for (const listener of listeners) listener(ids);
  keepSoon();
}

/** Judges everything: after a file was opened, or where a fact may change what applies. */
function judgeAll() {
  known = given(state.declaration);
  judgeAnew(requirements);
}

/** Sets the value of a key, or takes it away. `raw`: what was typed instead of a value. */
function set(place, path, value, raw) {
  const key = path[path.length - 1];
  if (value === undefined) delete place[key];
  else place[key] = value;
  const name = path.join('/');
  // What somebody changed is theirs.
  delete state.origins[name];
  if (raw === undefined) delete state.raw[name];
  else state.raw[name] = raw;
}

function setFact(id, value, raw) {
  set(state.declaration.facts, ['facts', id], value, raw);
  const fact = factOf.get(id);
  if (isFact(fact, value)) known.facts[id] = value;
  else delete known.facts[id];
  judgeAnew(byFact.get(id) ?? []);
}

const byFact = new Map(form.facts.map(({ id }) => [id, requirements.filter((one) =>
  one.applies?.facts.includes(id) || one.met?.facts.includes(id)
  || one.questions.some((question) => question.when?.includes(id)))]));

function setAnswer(id, question, value, raw) {
  const answers = (state.declaration.answers[id] ??= {});
  set(answers, ['answers', id, question], value, raw);
  if (Object.keys(answers).length === 0) delete state.declaration.answers[id];
  for (const requirement of hangOn.get(id)) giveAnswers(known, state.declaration, requirement);
  judgeAnew(hangOn.get(id));
}

function setDeviation(id, key, text) {
  const deviations = state.declaration.deviations;
  const deviation = (deviations[id] ??= { reason: null, measure: null });
  deviation[key] = isBlank(text) ? null : text;
  if (deviation.reason === null && deviation.measure === null) delete deviations[id];
  judgeAnew(hangOn.get(id));
}

function setWholeDeviation(id, deviation) {
  if (deviation) state.declaration.deviations[id] = deviation;
  else delete state.declaration.deviations[id];
  judgeAnew(hangOn.get(id));
}

/** The place of a piece of evidence: a kind has a file once. */
const pieceAt = ({ kind, file }) => `evidence/${kind}/${file}`;

/** Says of a file what a piece says of it, wherever it is listed: it has one digest and one last day, of whichever kinds
    it is. */
function describe({ file, sha256, 'valid-until': until }) {
  state.declaration.evidence = state.declaration.evidence.map((own) =>
    (own.file === file ? { ...own, sha256, 'valid-until': until } : own));
}

function setPiece(piece) {
  if (piece === undefined) return;
  const { evidence } = state.declaration;
  const at = evidence.findIndex((own) => pieceAt(own) === pieceAt(piece));
  evidence.splice(at === -1 ? evidence.length : at, 1, { ...piece });
  describe(piece);
  judgeAnew([]);
}

function setHead(owner, key, text) {
  state.declaration[owner][key] = isBlank(text) ? null : text;
  judgeAnew([]);
}

/** What stands at a place such as `answers/UPD-03/channel`; undefined where nothing does. */
function valueAt(path, declaration = state.declaration) {
  if (path.startsWith('evidence/')) return declaration.evidence.find((piece) => pieceAt(piece) === path);
  return path.split('/').reduce((object, key) => below(object, key), declaration);
}

function setAt(path, value) {
  const [part, ...keys] = path.split('/');
  if (part === 'facts') setFact(keys[0], value);
  else if (part === 'answers') setAnswer(keys[0], keys[1], value);
  else if (part === 'deviations') setWholeDeviation(keys[0], value);
  else if (part === 'evidence') setPiece(value);
  else setHead(part, keys[0], value ?? '');
}

// Keeping. A browser may refuse to, or be full: then the page says so.

let timer = 0;

/** Whether the database has been asked for answers: until then nothing is written over them. */
let asked = false;

/** Keeps what there is a moment later, also while somebody goes on typing. */
function keepSoon() {
  timer ||= setTimeout(keep, 250);
}

function keep() {
  clearTimeout(timer);
  timer = 0;
  const { declaration, raw, origins, proposals, notes } = state;
  const text = JSON.stringify({ declaration, raw, origins, proposals, notes, at: new Date().toISOString() });
  // Twice: a page that is left has time for the first alone, and a browser that is killed has only the second on the disk.
  if (asked) database((store) => store.put(text, STORE + form.pack));
  try {
    localStorage.setItem(STORE + form.pack, text);
    kept = true;
  } catch {
    kept = false;
  }
  showKept(kept);
}

/** Kept answers to this tender and lot: to this edition, and the latest ones to another. */
function keptBefore() {
  const all = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (!key.startsWith(STORE)) continue;
      const content = parsed(localStorage.getItem(key));
      if (content?.declaration) all.push({ own: key === STORE + form.pack, ...content });
    }
  } catch {
    kept = false;
  }
  const others = all.filter((one) => !one.own).sort((a, b) => String(b.at).localeCompare(String(a.at)));
  return { own: all.find((one) => one.own), other: others[0] };
}

/** What the database kept of this edition, where that is later than a time; nothing where it is not. */
async function keptAfter(time) {
  const last = parsed(await database((store) => store.get(STORE + form.pack)));
  asked = true;
  return last?.declaration && String(last.at) > time ? last : null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Takes what was kept of this edition as it was. */
function restore({ declaration, raw, origins, proposals, notes }) {
  const { taken, left } = fitting(declaration);
  state.declaration = taken;
  state.raw = raw ?? {};
  state.origins = origins ?? {};
  state.proposals = proposals ?? [];
  state.notes = [...(notes ?? []), ...left];
  judgeAll();
}

// The database of the browser, where it has one: the files by their digests, and answers by the name of what they answer.

let connection;

/** What the database answers; nothing where there is none. What is put there is on the disk at once. */
async function database(act) {
  try {
    connection ??= connected();
    const change = (await connection).transaction('files', 'readwrite', { durability: 'strict' });
    return await replied(act(change.objectStore('files')));
  } catch {
    return undefined;
  }
}

function connected() {
  const opening = indexedDB.open('tenderc', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('files');
  return replied(opening);
}

const replied = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
