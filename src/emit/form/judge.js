// The judge: the schemas of the pack, read by an interpreter without `eval`. Nothing else decides.

const requirements = form.themes.flatMap((theme) => theme.requirements);
const requirementOf = new Map(requirements.map((one) => [one.id, one]));
const factOf = new Map(form.facts.map((one) => [one.id, one]));

const lookup = jsonSchema.dereference(rules);
const definition = (name) => (Object.hasOwn(rules.$defs, name) ? rules.$defs[name] : true);

function valid(schema, instance) {
  return jsonSchema.validate(instance, schema, '2020-12', lookup).valid;
}

/** What stands below a key; nothing where nothing can. `null` is no answer. */
function below(object, key) {
  const has = object !== null && typeof object === 'object' && !Array.isArray(object) && Object.hasOwn(object, key);
  return has && object[key] !== null ? object[key] : undefined;
}

/** Where the answer to a question stands: the ids of a requirement and of a question. */
function placeOf(requirement, question) {
  return question.from ?? [requirement.id, question.id];
}

/** Whether a value is an answer to a question: of its form, and in full. */
function isAnswer(requirement, question, value) {
  if (value === undefined || value === null) return false;
  const [id, name] = placeOf(requirement, question);
  return valid(definition(id).properties[name], value)
    && valid(definition(`filled:${requirement.id}:${question.id}`), value);
}

function isFact(fact, value) {
  return value !== undefined && value !== null && valid(definition(`shape:${fact.id}`), value);
}

/** The demands of the tender that a fact does not satisfy; none where it is not stated. */
function misfits(fact, known) {
  const value = known.facts[fact.id];
  if (!isFact(fact, value)) return [];
  return (fact.demands ?? []).filter((_, at) =>
    valid(definition(`demands:${fact.id}:${at}`), known) && !valid(definition(`fits:${fact.id}:${at}`), value));
}

/** What a declaration gives that is well formed; conditions look at nothing else. */
function given(declaration) {
  const facts = {};
  for (const fact of form.facts) {
    const value = below(below(declaration, 'facts'), fact.id);
    if (isFact(fact, value)) facts[fact.id] = value;
  }
  const known = { facts, answers: {} };
  for (const requirement of requirements) giveAnswers(known, declaration, requirement);
  return known;
}

/** The same of one requirement, anew. */
function giveAnswers(known, declaration, requirement) {
  const stated = below(below(declaration, 'answers'), requirement.id);
  const answers = {};
  for (const question of requirement.questions) {
    const value = question.from ? undefined : below(stated, question.id);
    if (isAnswer(requirement, question, value)) answers[question.id] = value;
  }
  known.answers[requirement.id] = answers;
}

/** The well-formed answer to a question; undefined where there is none. */
function answerTo(known, requirement, question) {
  const [id, name] = placeOf(requirement, question);
  return below(below(known.answers, id), name);
}

/** Whether a text is blanks alone; what a blank is, is Unicode's to say. */
const isBlank = (text) => /^\p{White_Space}*$/u.test(text);

/** What is proposed in place of a requirement; nothing where either half is missing. */
function proposed(declaration, id) {
  const deviation = below(below(declaration, 'deviations'), id);
  const text = (key) => {
    const value = below(deviation, key);
    return typeof value === 'string' && !isBlank(value);
  };
  return text('reason') && text('measure');
}

/** What is found of one requirement. `open`: the facts that are missing to say whether it applies. */
function judgeOne(requirement, declaration, known) {
  const { id } = requirement;
  const applies = valid(definition(`${id}-applies`), known);
  const may = valid(definition(`kinds:${id}`), known);
  const open = applies || !may ? [] : requirement.applies.facts.filter((fact) => !Object.hasOwn(known.facts, fact));
  const shown = requirement.questions.filter((question) => valid(definition(`when:${id}:${question.id}`), known));
  const answers = shown.map((question) => [question, answerTo(known, requirement, question)]);
  const unanswered = answers.filter(([, value]) => value === undefined).map(([question]) => question);
  const toReview = answers.some(([question, value]) => question.review && value !== undefined);
  const met = valid(definition(`${id}-met`), declaration);
  // Where it is met, none is refused: there is nothing to look for.
  const refused = met ? [] : answers.filter(([question, value]) =>
    value !== undefined && !valid(definition(`accept:${id}:${question.id}`), value)).map(([question]) => question);
  const deviation = proposed(declaration, id);
  return { requirement, applies, open, shown, unanswered, refused, met, deviation, verdict: verdict() };

  function verdict() {
    if (open.length > 0) return 'unanswered';
    if (!applies) return 'not-applicable';
    if (met) return toReview ? 'to-review' : 'met';
    // Whoever proposes something else need not answer the rest.
    if (deviation) return 'deviation';
    return unanswered.length > 0 ? 'unanswered' : 'not-met';
  }
}

const STANDING = { met: 'fulfilled', 'to-review': 'waiting', deviation: 'waiting', unanswered: 'lacking', 'not-met': 'failed' };

/** How a bid stands by what is found of its requirements: the worst of its `shall`s. `isShown` says whether the
    mandatory evidence of a requirement is there. */
function standing(found, isShown = () => true) {
  const binding = found.filter(({ requirement }) => requirement.obligation === 'shall');
  const all = new Set(binding.map((one) =>
    (one.verdict === 'met' && !isShown(one.requirement) ? 'lacking' : STANDING[one.verdict])));
  if (all.has('failed')) return 'fails';
  if (all.has('lacking')) return 'incomplete';
  return all.has('waiting') ? 'open' : 'conforms';
}

/** Everything that is found of a declaration, by its answers alone; nothing of one that answers something else. */
function judge(declaration) {
  const answersThis = ['format', 'pack', 'tender', 'lot'].every((key) => below(declaration, key) === form[key]);
  if (!answersThis) return { sound: false, standing: null, verdicts: {} };
  const known = given(declaration);
  const found = requirements.map((requirement) => judgeOne(requirement, declaration, known));
  const sound = valid(rules, declaration);
  return {
    sound,
    standing: sound ? standing(found) : null,
    verdicts: Object.fromEntries(found.map((one) => [one.requirement.id, one.verdict])),
  };
}
