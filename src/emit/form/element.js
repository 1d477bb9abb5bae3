// Elements of the page. Texts are always texts: nothing here reads markup.

/** An element with its attributes and what stands in it. `on…` is a listener; what is null or false is left out. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const PASSAGE = new Set(['p', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'strong', 'em', 'span']);

/** A passage as the form has it: texts, and lists of a name with what stands in it. */
function passage(all) {
  return (all ?? []).map((part) => {
    if (typeof part === 'string') return part;
    const [name, ...inner] = part;
    return element(PASSAGE.has(name) ? name : 'span', {}, passage(inner));
  });
}

/** What is accepted: a phrase, or a head with a list below it. What is deeper stands on one line. */
function accepted(words) {
  if (typeof words === 'string') return words;
  const [head, items] = words;
  return [head, element('ul', {}, items.map((item) => element('li', {}, acceptedInLine(item))))];
}

/** The same in one line, to be heard. */
function acceptedInLine(words) {
  if (typeof words === 'string') return words;
  const part = (item) => (typeof item === 'string' ? item : say('part', { part: acceptedInLine(item) }));
  return `${words[0]} ${words[1].map(part).join('; ')}`;
}

function button(label, onclick, attributes = {}) {
  return element('button', { type: 'button', onclick, ...attributes }, label);
}

/** Puts new content in place of the old, but only where that differs: who listens hears no echo. */
function put(place, ...content) {
  const fresh = element('div', {}, ...content);
  if (fresh.innerHTML === place.innerHTML) return;
  place.replaceChildren(...fresh.childNodes);
}

/** Says something to who does not see the page. */
function announce(text) {
  const place = document.getElementById('live');
  if (place) place.textContent = text;
}
