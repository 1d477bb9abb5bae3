// Controls: one a type of answer. Each says what is asked, takes what is chosen or typed, and shows what is given.

let numbered = 0;
const fresh = (start) => `${start}-${(numbered += 1)}`;

/**
 * A control for a type of answer: `element` to be put in, `show(value, raw)` to have it show something. It calls
 * `change(value, raw)`: undefined where nothing is answered, `raw` where what is typed is no answer.
 * `asked`: the question. `help` stands under it, `told` (what is accepted, what falls short) under the control; `fits`
 * says whether rows are of the form that is asked for. `id` is that of the field.
 */
function control(of, asked, texts, id, change) {
  switch (of.type) {
    case 'flag':
      return radios(flagOptions(), asked, texts, id, change);
    case 'choice':
      return radios(of.options, asked, texts, id, change);
    case 'choices':
      return boxes(of, asked, texts, id, change);
    case 'table':
      return table(of, asked, texts, id, change);
    default:
      return field(of, asked, texts, id, change);
  }
}

const flagOptions = () => [[true, say('yes')], [false, say('no')]];

/** The control of a cell: where there is little room. */
function cellControl(of, ...others) {
  if (of.type === 'flag') return picked(flagOptions(), ...others);
  if (of.type === 'choice') return picked(of.options, ...others);
  return control(of.type === 'text' ? { type: 'line' } : of, ...others);
}

function group(asked, { help, told } = {}, id, ...content) {
  const [above, under] = [fresh('about'), fresh('about')];
  return element('fieldset', { id, class: 'answer', 'aria-describedby': `${above} ${under}`, tabindex: -1 },
    element('legend', {}, asked), element('div', { id: above, class: 'about' }, help),
    content, element('div', { id: under, class: 'about' }, told));
}

function radios(options, asked, texts, id, change) {
  const name = fresh('choice');
  const inputs = options.map(([value]) => element('input', { type: 'radio', name, id: fresh('o'), onchange: () => { mark(); change(value); } }));
  const clear = button(say('clear'), () => { show(undefined); change(undefined); inputs[0].focus(); }, { class: 'clear' });
  const mark = () => { clear.hidden = inputs.every((input) => !input.checked); };
  const show = (value) => {
    inputs.forEach((input, at) => { input.checked = options[at][0] === value; });
    mark();
  };
  mark();
  const lines = options.map(([, label], at) => element('div', { class: 'option' }, inputs[at], element('label', { for: inputs[at].id }, label)));
  return { element: group(asked, texts, id, element('div', { class: options.length === 2 && of2(options) ? 'options row' : 'options' }, lines), clear), show };
}

/** Whether two options are short enough to stand on one line. */
const of2 = (options) => options.every(([, label]) => label.length < 16);

/** The same as radios with little room, as in a row. */
function picked(options, asked, { help, told } = {}, id, change) {
  const [above, under] = [fresh('about'), fresh('about')];
  const chosen = () => options[input.selectedIndex - 1]?.[0];
  const input = element('select', { id, 'aria-describedby': `${above} ${under}`, onchange: () => change(chosen()) },
    element('option', { value: '' }, say('choose')), options.map(([, label]) => element('option', {}, label)));
  return {
    element: element('div', { class: 'answer' }, element('label', { for: id, class: 'ask' }, asked),
      element('div', { id: above, class: 'about' }, help), element('div', { class: 'entry' }, input),
      element('div', { id: under, class: 'about' }, told)),
    show: (value) => { input.selectedIndex = options.findIndex(([word]) => word === value) + 1; },
  };
}

function boxes(of, asked, texts, id, change) {
  const none = of.least === 0 && !of.options.some(([, , alone]) => alone);
  const all = none ? [...of.options, [null, say('none'), true]] : of.options;
  const inputs = all.map((option, at) => element('input', { type: 'checkbox', id: fresh('o'), onchange: () => ticked(at) }));
  const value = () => {
    const chosen = all.filter((_, at) => inputs[at].checked).map(([word]) => word);
    if (chosen.includes(null)) return [];
    return chosen.length === 0 ? undefined : chosen;
  };
  const ticked = (at) => {
    // An option that denies the others is chosen alone.
    if (inputs[at].checked) {
      const alone = all[at][2] === true;
      inputs.forEach((input, other) => { if (other !== at && (alone || all[other][2])) input.checked = false; });
    }
    change(value());
  };
  const show = (chosen) => {
    inputs.forEach((input, at) => {
      const [word] = all[at];
      input.checked = Array.isArray(chosen) && (word === null ? chosen.length === 0 : chosen.includes(word));
    });
  };
  const lines = all.map(([, label], at) => element('div', { class: 'option' }, inputs[at], element('label', { for: inputs[at].id }, label)));
  const hint = element('p', { class: 'hint' }, say('any-of'));
  return { element: group(asked, texts, id, hint, element('div', { class: 'options' }, lines)), show };
}

/** What is typed, as a value of a type; undefined where it is none yet. The schema says whether it is well formed. */
function read(of, text) {
  if (isBlank(text)) return undefined;
  if (of.type === 'integer' || of.type === 'number') {
    // A comma is a point to half of Europe; a blank or an apostrophe parts thousands. 1,000 is either, so it is neither.
    const digits = text.trim().replace(/[\s'’]/g, '');
    if (/^\d{1,3}(,\d{3})+$/.test(digits) || (of.type === 'integer' && /^\d{1,3}(\.\d{3})+$/.test(digits))) return undefined;
    return /^\d+([.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : undefined;
  }
  return of.type === 'text' || of.type === 'line' ? text : text.trim();
}

const FIELDS = {
  line: { autocomplete: 'off' },
  integer: { inputmode: 'numeric', class: 'number', autocomplete: 'off' },
  number: { inputmode: 'decimal', class: 'number', autocomplete: 'off' },
  date: { type: 'date', class: 'date' },
  version: { class: 'version', autocomplete: 'off' },
  url: { type: 'url', inputmode: 'url', autocomplete: 'off' },
};

function field(of, asked, { help, told } = {}, id, change) {
  const [above, under] = [fresh('about'), fresh('about')];
  const attributes = { id, 'aria-describedby': `${above} ${under}`, oninput: () => change(read(of, input.value), input.value) };
  const input = of.type === 'text'
    ? element('textarea', { rows: 3, ...attributes })
    : element('input', { type: 'text', ...FIELDS[of.type], ...attributes });
  const show = (value, raw) => {
    const text = raw ?? (value === undefined ? '' : String(value));
    if (input.value !== text) input.value = text;
  };
  const unit = of.unit ? element('span', { class: 'unit' }, of.unit) : null;
  return {
    element: element('div', { class: 'answer' },
      element('label', { for: id, class: 'ask' }, asked),
      element('div', { id: above, class: 'about' }, help),
      element('div', { class: 'entry' }, input, unit),
      element('div', { id: under, class: 'about' }, told)),
    show,
  };
}

/** What belongs into a field, for who typed something else. */
function wanted(of) {
  return of.unit ? say(`wanted-${of.type}-of`, { unit: of.unit }) : say(`wanted-${of.type}`);
}

/** A value in words: the labels of its options. */
function inWords(of, value) {
  const label = (word) => say('quoted', { text: of.options.find(([id]) => id === word)?.[1] ?? word });
  if (value === undefined || value === null) return say('nothing');
  switch (of.type) {
    case 'flag': return say(value ? 'yes' : 'no');
    case 'choice': return label(value);
    case 'choices': return value.length === 0 ? say('none') : join(value.map(label));
    case 'table': return say('rows', { count: value.length });
    case 'deviation': return [value.reason, value.measure].filter(Boolean).map((text) => say('quoted', { text })).join(' ');
    case 'piece': return [value.file.replace(/^evidence\//, ''), say('evidence-serves', { ids: join(value.for) }),
      value['valid-until'] ? say('evidence-valid', { day: value['valid-until'] }) : say('evidence-lasting'),
      value.sha256 ? say('evidence-digest', { sha256: value.sha256 }) : null].filter(Boolean).join(say('list-comma'));
    case 'integer':
    case 'number': return say(`amount-${of.counts}`, { n: value });
    default: return String(value).length > 80 ? `${String(value).slice(0, 80)}…` : String(value);
  }
}
